// Loads the app's WebAssembly and starts it. A file of its own because `import` does not even parse in the browsers that boot.js turns away.
//
// The app comes in two parts (tools/split-first-load.mjs): the first runs the first screens, and the rest is asked for as soon as it runs. A function of the rest
// is called through a gate, a slot of the table `rest`; until the rest has come, each slot holds a function of ours, which fetches it at once. The app waits for
// `bifurqueRest` before it leaves the first screens (src/platform/rest.rs), so that happens to nobody who does not hurry on a bad network.
// `make serve` builds the app in one part.
const boot = document.getElementById('boot');
const address = (name) => new URL(boot.getAttribute(name), document.baseURI);

/** How often, and how many milliseconds apart, the rest is asked for before the app is told that it does not come. */
const TRIES = 5;
const PAUSE = 2000;

let first; // what the first part exports
let imports; // what both parts import from JavaScript
let here = !boot.hasAttribute('data-rest');

const opened = () => ({ ...imports, first });

function gate(...given) {
  if (!here) {
    const request = new XMLHttpRequest();
    request.open('GET', address('data-rest'), false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    if (request.status !== 200) throw new Error(`the rest of the app: ${request.status}`);
    const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 255);
    new WebAssembly.Instance(new WebAssembly.Module(bytes), opened());
    here = true;
  }
  return first.rest.get(first.gate.value)(...given);
}

async function rest() {
  for (let tried = 0; !here && tried < TRIES; tried += 1) {
    try {
      const answer = await fetch(address('data-rest'));
      if (!answer.ok) throw new Error(`${answer.status}`);
      const module = await WebAssembly.compile(await answer.arrayBuffer());
      // A gate may have fetched it meanwhile: what it has placed in the memory may have changed since, and must stay.
      if (!here) new WebAssembly.Instance(module, opened());
      here = true;
    } catch {
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
  return here;
}

// wasm-bindgen's script instantiates the first part: what it imports is seen, and given the gates, on the way.
const instantiate = {};
for (const name of ['instantiateStreaming', 'instantiate']) {
  if (!WebAssembly[name]) continue;
  instantiate[name] = WebAssembly[name];
  WebAssembly[name] = async (source, given) => {
    const made = await instantiate[name].call(WebAssembly, source, { ...given, gates: new Proxy({}, { get: () => gate }) });
    Object.assign(WebAssembly, instantiate);
    imports = given;
    first = (made.instance ?? made).exports;
    return made;
  };
}

/** Keeps the app on the device (web/offline.js) where the browser can: it opens without the network from then on. Nothing waits for it. */
function keepOffline() {
  const script = boot.getAttribute('data-offline');
  if (script) navigator.serviceWorker?.register(script, { updateViaCache: 'none' }).catch(() => {});
}

let tell;
window.bifurqueRest = new Promise((told) => {
  tell = told;
});

import(address('data-js'))
  .then((app) => app.default({ module_or_path: address('data-wasm') }))
  .then(rest)
  .then(tell)
  .then(keepOffline)
  .catch((error) => document.dispatchEvent(new CustomEvent('bifurque:not-started', { detail: error })));
