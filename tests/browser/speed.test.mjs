// Large stories are played step by step with the right text. The figures vary with the machine: they are printed, never judged.
// `node tests/browser/speed.mjs` prints the whole table, also with the processor slowed down.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/browser.mjs';
import { buildOf, measure, quantiles } from './support/measure.mjs';
import { serve } from './support/server.mjs';

const STEPS = 200;

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

for (const scenes of [1_000, 10_000]) {
  test(`${STEPS} steps of a story of ${scenes} scenes, each with the right text`, async (t) => {
    const measured = await measure(browser, server, { scenes, steps: STEPS });
    assert.equal(measured.whole.length, STEPS);
    assert.ok(measured.writes.every((writes) => writes > 0), 'each step was durable before it was shown');
    const say = (name) => `${name} p50 ${quantiles(measured[name]).p50.toFixed(2)}, p99 ${quantiles(measured[name]).p99.toFixed(2)}`;
    t.diagnostic(`from « Valider » to the next text, ms: ${['whole', 'writes', 'beyond'].map(say).join('; ')} (${await buildOf()})`);
  });
}
