// How long a person waits between « Valider » and the next text: measured inside the page, apart from the durable writes that come before it.
import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newPage } from './browser.mjs';
import { generate } from './generate.mjs';
import { start } from './play.mjs';
import { DIST } from './server.mjs';

/** « release » or « debug », told by the size of the WebAssembly. */
export async function buildOf(dist = DIST) {
  const wasm = (await readdir(dist)).find((name) => name.endsWith('.wasm'));
  const { size } = await stat(join(dist, wasm));
  return `${size < 2_000_000 ? 'release' : 'debug'} build, ${(size / 1024).toFixed(0)} kB of WebAssembly`;
}

/**
 * Plays `steps` steps of a generated story. Gives, in milliseconds and in order: `whole`, from « Valider » to the next text in the DOM; `writes`, the part
 * of it spent in durable writes (from `add` to the end of the transaction); `beyond`, the rest.
 */
export async function measure(browser, server, { scenes, throttle = 1, steps = 200 }) {
  const scenario = generate(scenes);
  server.fail(/scenarios\/banc\/scenario\.json$/, { body: JSON.stringify(scenario), type: 'application/json' });
  const page = await newPage(browser);
  try {
    page.setDefaultTimeout(60_000);
    await page.addInitScript(watchWrites);
    await start(page, server, 'banc');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const words = Object.fromEntries(scenario.scenes.map(({ id, title, blocks }) => [id, { title, text: blocks[0].narration }]));
    const routes = Object.fromEntries(scenario.scenes.flatMap(({ decision }) => decision?.choices.map(({ id, to }) => [id, to]) ?? []));
    const measured = await page.evaluate(walkAndMeasure, { words, routes, steps, seed: scenes });
    assert.deepEqual(page.watched.errors, []);
    return measured;
  } finally {
    await page.context().close();
    server.reset();
  }
}

/** `{ p50, p99 }` of a list. */
export function quantiles(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p99: at(0.99) };
}

/** In the page: notes when each durable write begins and ends. */
function watchWrites() {
  window.writes = [];
  window.writing = 0;
  const { transaction } = IDBDatabase.prototype;
  const { add } = IDBObjectStore.prototype;
  const adding = new WeakMap();
  IDBDatabase.prototype.transaction = function (...given) {
    const begun = transaction.apply(this, given);
    // Here, so that it is heard before the app hears it and draws.
    begun.addEventListener('complete', () => {
      const write = adding.get(begun);
      if (!write) return;
      write.ended = performance.now();
      window.writing -= 1;
    });
    return begun;
  };
  IDBObjectStore.prototype.add = function (...given) {
    // A gesture is one write, of one event or of several.
    if (!adding.has(this.transaction)) {
      const write = { begun: performance.now(), ended: Infinity };
      adding.set(this.transaction, write);
      window.writes.push(write);
      window.writing += 1;
    }
    return add.apply(this, given);
  };
}

/** In the page: `steps` times, picks an open choice, waits until that is written, presses « Valider » and waits for the right text. */
async function walkAndMeasure({ words, routes, steps, seed }) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
  const idle = () => new Promise((done) => setTimeout(done));
  // Typography changes spaces and apostrophes, never the words.
  const plain = (text) => text.replace(/\s+/gu, ' ').trim();
  const shows = ({ title, text }) => {
    const main = document.querySelector('.play main');
    return main && plain(main.querySelector('h1')?.textContent ?? '') === title && plain(main.textContent).includes(text);
  };
  const result = { whole: [], writes: [], beyond: [] };
  for (let step = 0; step < steps; step += 1) {
    const radios = [...document.querySelectorAll('.choices input[type=radio]:not(:disabled)')].filter(({ value }) => value !== 'finir');
    const radio = radios[below(radios.length)];
    const next = words[routes[radio.value]];
    radio.click();
    do await idle();
    while (window.writing > 0 || !radio.checked);
    // A person reads before deciding; what the last screen left to do (speech, layout, collection) is done by then.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    window.writes.length = 0;

    let arrived;
    const seen = new Promise((done) => {
      const observer = new MutationObserver(() => {
        const now = performance.now();
        if (!shows(next)) return;
        observer.disconnect();
        done(now);
      });
      observer.observe(document.querySelector('#app'), { childList: true, subtree: true, characterData: true });
      setTimeout(() => done(NaN), 30_000);
    });
    const pressed = performance.now();
    document.querySelector('#valider').click();
    arrived = await seen;
    if (Number.isNaN(arrived)) throw new Error(`step ${step}: « ${next.title} » and its text did not come; ${document.querySelector('.play main')?.textContent.slice(0, 200)}`);

    const durable = window.writes.filter(({ ended }) => ended <= arrived);
    const writes = durable.reduce((sum, { begun, ended }) => sum + ended - begun, 0);
    result.whole.push(arrived - pressed);
    result.writes.push(writes);
    result.beyond.push(arrived - pressed - writes);
  }
  return result;
}
