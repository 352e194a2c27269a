// What checks a scenario (src/platform/checker.rs): a WebAssembly of its own, src/bin/check-worker.rs, loaded when an author opens one.
//
// In a worker, or in the page itself where no worker can start. It is given the files, and says what is known as it comes: `{ told }`, JSON of src/check/told.rs, or
// `{ states }`, how many were met so far, or `{ failed }`. Given `'stop'`, it ends what it does and says what was seen.
import load, { Review } from './check-worker.js';

const inWorker = typeof document === 'undefined';

/** How long it works at a stretch, in milliseconds: the page stays alive in between, and a worker hears that it is to stop. */
const STRETCH = inWorker ? 60 : 10;
/** How often it says how far it is, in milliseconds. */
const SAY_EVERY = 250;

const loaded = load();
loaded.catch(() => {});

/** Lets everything else have its turn. `setTimeout` would wait, and longer each time. */
const breath = () =>
  new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });

async function check({ scenario, plays, references, vocabulary, themes }, say, isStopped) {
  await loaded;
  const review = new Review(scenario, plays, references, vocabulary, themes);
  say({ told: review.told() });
  let steps = 2_000;
  let said = performance.now();
  for (;;) {
    const began = performance.now();
    if (!review.advance(steps)) break;
    const now = performance.now();
    steps = Math.max(1_000, Math.round(steps * Math.min(2, STRETCH / Math.max(now - began, 0.5))));
    if (now - said >= SAY_EVERY) {
      said = now;
      say({ states: review.states() });
    }
    await breath();
    if (isStopped()) review.stop();
  }
  say({ told: review.told() });
  review.free();
}

/** Answers what is posted by `say`, one set of files in its life. */
function answer(say) {
  let stopped = false;
  return (given) => {
    if (given === 'stop') stopped = true;
    else check(given, say, () => stopped).catch((error) => say({ failed: String(error) }));
  };
}

if (inWorker) {
  const take = answer((what) => postMessage(what));
  addEventListener('message', ({ data }) => take(data));
} else {
  // As a Worker, for whom it makes no difference.
  window.BifurqueChecker = class extends EventTarget {
    #take = answer((data) => this.dispatchEvent(new MessageEvent('message', { data })));

    postMessage(data) {
      this.#take(data);
    }

    terminate() {
      this.#take('stop');
    }
  };
}
