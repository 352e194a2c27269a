// node tests/browser/speed.mjs [STEPS]: from « Valider » to the next text in the DOM, in Chromium, on what is in dist/. See support/measure.mjs.
import { launch } from './support/browser.mjs';
import { buildOf, measure, quantiles } from './support/measure.mjs';
import { serve } from './support/server.mjs';

const steps = Number(process.argv[2] ?? 200);
const [server, browser] = await Promise.all([serve(), launch()]);
try {
  console.log(`From « Valider » to the next text, ${steps} steps, Chromium ${browser.version()}, ${await buildOf()}\n`);
  const column = (text) => String(text).padStart(11);
  console.log(`${'scenes'.padEnd(8)}${'CPU'.padEnd(5)}${['whole p50', 'p99', 'writes p50', 'p99', 'beyond p50', 'p99', 'aim p99'].map(column).join('')}`);
  for (const throttle of [1, 6]) {
    for (const scenes of [1_000, 10_000]) {
      const { whole, writes, beyond } = await measure(browser, server, { scenes, throttle, steps });
      const figures = [whole, writes, beyond].map(quantiles).flatMap(({ p50, p99 }) => [p50, p99]);
      const line = [...figures.map((figure) => figure.toFixed(2)), throttle === 1 ? '< 4' : '< 16'];
      console.log(`${String(scenes).padEnd(8)}${`÷${throttle}`.padEnd(5)}${line.map(column).join('')}`);
    }
  }
  console.log('\nMilliseconds. “writes” is the part spent in durable IndexedDB writes; “beyond” is the rest.');
} finally {
  await browser.close();
  await server.close();
}
