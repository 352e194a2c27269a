// Loads the app's WebAssembly and starts it. A file of its own because `import` does not even parse in the browsers that boot.js turns away.
//
// The app comes in three parts (tools/split-app.mjs): the first runs the first screens; the second plays, the third is the trainers', and they are asked for one after
// the other as soon as the first runs. A function of a later part is called through a gate, a slot of the table `rest`; until its part has come, the slot holds a
// function of ours, which fetches it at once. The app waits for what `bifurqueRest` promises before it opens a page that needs it (src/platform/rest.rs), so that
// happens to nobody who does not hurry on a bad network. `make serve` builds the app in one part.
const boot = document.getElementById('boot');
const address = (name) => new URL(boot.getAttribute(name), document.baseURI);

/** How often, and how many milliseconds apart, a part is asked for before the app is told that it does not come. */
const TRIES = 5;
const PAUSE = 2000;

const later = (boot.getAttribute('data-rest') ?? '').split(' ').filter(Boolean);
const parts = []; // what each part that is here exports
let imports; // what all parts import from JavaScript

const add = (module) => parts.push(new WebAssembly.Instance(module, { ...imports, ...parts }).exports);

function gate(...given) {
  const request = new XMLHttpRequest();
  request.open('GET', later[parts.length - 1], false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status !== 200) throw new Error(`the rest of the app: ${request.status}`);
  add(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 255)));
  // If it is in a part later still, the gate is still there.
  return parts[0].rest.get(parts[0].gate.value)(...given);
}

/** Whether part `number` comes, those before it having been waited for. */
async function comes(number) {
  for (let tried = 0; parts.length === number && number <= later.length && tried < TRIES; tried += 1) {
    try {
      const answer = await fetch(later[number - 1]);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const module = await WebAssembly.compile(await answer.arrayBuffer());
      // A gate may have fetched it meanwhile: what it has placed in the memory may have changed since, and must stay.
      if (parts.length === number) add(module);
    } catch {
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
  return parts.length > Math.min(number, later.length);
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
    parts.push((made.instance ?? made).exports);
    return made;
  };
}

/** Keeps the app on the device (web/offline.js) where the browser can: it opens without the network from then on. Nothing waits for it. */
function keepOffline() {
  const script = boot.getAttribute('data-offline');
  if (script) navigator.serviceWorker?.register(script, { updateViaCache: 'none' }).catch(() => {});
}

let begin;
const play = new Promise((begun) => {
  begin = begun;
}).then(() => comes(1));
const trainers = play.then(() => comes(2));
window.bifurqueRest = { play, trainers };
trainers.then(keepOffline);

import(address('data-js'))
  .then((app) => app.default({ module_or_path: address('data-wasm') }))
  .then(begin)
  .catch((error) => document.dispatchEvent(new CustomEvent('bifurque:not-started', { detail: error })));
