// In place of web/offline.js where the app is being worked on (`make serve`): a build that was served at the same address must not stand in its way.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
