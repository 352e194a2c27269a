// node tests/browser/author-speed.mjs: how many states a second the page's checker explores, and proves, in Chromium, on what is in dist/.
import { rising } from './support/author.mjs';
import { launch, newPage } from './support/browser.mjs';
import { buildOf } from './support/measure.mjs';
import { goTo } from './support/play.mjs';
import { serve } from './support/server.mjs';

const [server, browser] = await Promise.all([serve(), launch()]);
try {
  console.log(`Chromium ${browser.version()}, ${await buildOf()}. Milliseconds, best of three.\n`);
  const column = (text) => String(text).padStart(13);
  console.log(['states', 'read', 'explored', 'states/s', 'all proved', 'longest step'].map(column).join(''));
  for (const [levels, most] of [[4, 8], [4, 14], [5, 13], [6, 10]]) {
    const page = await newPage(browser);
    await goTo(page, server);
    const runs = [];
    for (let run = 0; run < 3; run += 1) runs.push(await page.evaluate(measure, JSON.stringify(rising(levels, most))));
    const best = (name) => Math.min(...runs.map((one) => one[name]));
    const [{ states }] = runs;
    const figures = [states, best('read'), best('explored'), Math.round(states / (best('explored') / 1000)), best('proved'), best('longest')];
    console.log(figures.map((figure) => column(Math.round(figure).toLocaleString('en'))).join(''));
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** In the page: one check, without a pause, in steps as the worker takes them. */
async function measure(text) {
  const { default: load, Review } = await import(new URL('check-worker.js', document.baseURI));
  await load();
  const began = performance.now();
  const review = new Review(new TextEncoder().encode(text));
  const read = performance.now() - began;
  let [states, explored, longest] = [0, 0, 0];
  for (let more = true; more; ) {
    const before = performance.now();
    more = review.advance(50_000);
    const now = performance.now();
    longest = Math.max(longest, now - before);
    if (review.states() > states) [states, explored] = [review.states(), now - began - read];
  }
  const proved = performance.now() - began;
  review.free();
  return { states, read, explored, proved, longest };
}
