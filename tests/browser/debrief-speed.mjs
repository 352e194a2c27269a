// node tests/browser/debrief-speed.mjs: how fast a workshop goes in Chromium, on what is in dist/. See support/measure-debrief.mjs.
import { launch } from './support/browser.mjs';
import { buildOf, quantiles } from './support/measure.mjs';
import { dropFiles, redraw } from './support/measure-debrief.mjs';
import { serve } from './support/server.mjs';

const [server, browser] = await Promise.all([serve(), launch()]);
try {
  console.log(`Chromium ${browser.version()}, ${await buildOf()}, milliseconds\n`);
  for (let turn = 0; turn < 3; turn += 1) {
    const { whole, durable, progress } = await dropFiles(browser, server, 1000);
    console.log(`1,000 files dropped: ${whole.toFixed(0)} to all of them counted (aim 2,000), ${progress.length} signs of progress, kept ${durable} later`);
  }
  for (const [number, aim] of [[40, 16], [10_000, 100]]) {
    console.log(`\nfrom the gesture to the room, ${number} parcours (aim ${aim})`);
    for (const [kind, delays] of Object.entries(await redraw(browser, server, number))) {
      const { p50 } = quantiles(delays);
      console.log(`  ${kind.padEnd(14)}p50 ${p50.toFixed(1).padStart(7)}   worst ${Math.max(...delays).toFixed(1).padStart(7)}   of ${delays.length}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
