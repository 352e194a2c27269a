// A thousand files at once, and slides of forty and of ten thousand parcours. What takes several times its budget is a fault; the figures themselves vary with
// the machine and are printed. `node tests/browser/debrief-speed.mjs` prints the whole table.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { buildOf, quantiles } from './support/measure.mjs';
import { dropFiles, redraw } from './support/measure-debrief.mjs';
import { serve } from './support/server.mjs';

/** How many times its budget a measure may take on a machine that does other things too. */
const SLACK = 4;

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test('1,000 files dropped at once are gathered, with progress', { timeout: 120_000 }, async (t) => {
  const { whole, progress, durable } = await dropFiles(browser, server, 1000);
  t.diagnostic(`${whole.toFixed(0)} ms of 2,000; ${progress.length} signs of progress; kept ${durable} ms later (${await buildOf()})`);
  assert.ok(progress.length >= 4, `progress: ${JSON.stringify(progress)}`);
  assert.ok(whole < 2000 * SLACK, `${whole} ms`);
});

for (const [number, budget] of [[40, 16], [10_000, 100]]) {
  test(`the room's window follows with ${number} parcours`, { timeout: 120_000 }, async (t) => {
    const delays = await redraw(browser, server, number);
    for (const [kind, list] of Object.entries(delays)) {
      const { p50 } = quantiles(list);
      t.diagnostic(`${kind}: p50 ${p50.toFixed(1)}, worst ${Math.max(...list).toFixed(1)} of ${list.length}, ms (budget ${budget})`);
      assert.ok(p50 < budget * SLACK, `${kind}: ${list.map((delay) => delay.toFixed(1))}`);
    }
    assert.ok(Object.keys(delays).length >= 6, Object.keys(delays).join());
  });
}
