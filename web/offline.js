// The app without the network: once it has been opened, it opens again, in as many windows as one likes, whatever becomes of the Wi-Fi. A service worker, which
// browsers allow on https and on the machine itself only; elsewhere the page does without.
//
// tools/keep-offline.mjs names the build here, its files and their digests, so that the script differs from one build to the next. All windows run the same
// build: a new one is fetched whole while the old one serves, and takes over once no window is left.
/* KEPT */

const NAME = `bifurque-${BUILD}`;
const ANY = /^bifurque-[0-9a-f]+$/;

// The digest turns down the page of a hotel's portal, or a file of another build. What the page has just loaded is asked again, and mostly answered « not modified ».
const asked = ([path, digest]) => new Request(path, { cache: 'no-cache', integrity: `sha256-${digest}` });

addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(Object.entries(KEPT).map(asked))));
});

async function activate() {
  // One that is being fetched is not ours to erase; it will erase ours.
  if (!registration.installing) {
    const others = (await caches.keys()).filter((other) => ANY.test(other) && other !== NAME);
    await Promise.all(others.map((other) => caches.delete(other)));
  }
  // The page that has brought us here may need us before it is loaded again.
  await clients.claim();
}
addEventListener('activate', (event) => event.waitUntil(activate()));

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});

async function answer(request) {
  const isPage = request.mode === 'navigate' && /\/(index\.html)?$/.test(new URL(request.url).pathname);
  const cache = await caches.open(NAME);
  return (await cache.match(isPage ? './' : request)) ?? fetch(request);
}
