// Loads the app's WebAssembly and starts it. A file of its own because `import` does not even parse in the browsers that boot.js turns away.
var boot = document.getElementById('boot');

import(new URL(boot.getAttribute('data-js'), document.baseURI))
  .then(function (app) {
    return app.default({ module_or_path: new URL(boot.getAttribute('data-wasm'), document.baseURI) });
  })
  .catch(function (error) {
    document.dispatchEvent(new CustomEvent('bifurque:not-started', { detail: error }));
  });
