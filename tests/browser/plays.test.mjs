// Each case, on a phone, to each of its endings, with a reload in the middle; and the file handed over says the same.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { attemptOf, cases, endingKept, events, goTo, handOver, playsByEnding, readScenario, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

let server;
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/** A text without the kinds of spaces and apostrophes, which typography changes. */
const plain = (text) => text.replace(/\s+/gu, ' ').replaceAll("'", '’').trim();

for (const id of await cases()) {
  const scenario = await readScenario(id);
  const endings = new Map(scenario.scenes.filter((scene) => scene.ending).map((scene) => [scene.ending.id, scene.ending]));
  const plays = await playsByEnding(id);

  describe(`« ${scenario.title} », 360 × 740`, () => {
    test('every ending has a recorded play', () => {
      assert.deepEqual(plays.map((play) => play.ending).sort(), [...endings.keys()].sort());
    });

    for (const [index, play] of plays.entries()) {
      test(`to « ${endings.get(play.ending)?.title} », with a reload in the middle`, async () => {
        const page = await newPage(browser, { size: 'phone' });
        try {
          await start(page, server, id);
          // The middle is a decision, then what follows it, then a decision again…
          const middle = Math.floor(play.choices.length / 2);
          let reloaded = false;
          const last = await walk(page, play.choices, async (seen, made) => {
            if (reloaded || made < middle || seen.kind !== (index % 2 ? 'onward' : 'decision')) return;
            reloaded = true;
            const before = await events(page);
            await page.reload();
            assert.deepEqual(await screen(page), seen, 'the same screen after the reload');
            assert.equal(await page.locator('input[type=radio]:checked').count(), 0, 'nothing selected after the reload');
            const after = await events(page);
            assert.deepEqual(after.slice(0, before.length), before, 'the journal only grows');
            assert.ok(after.slice(before.length).every(({ event }) => event === 'resumed' || event === 'paused'), JSON.stringify(after.slice(before.length)));
          });
          assert.ok(reloaded, 'the reload happened');
          assert.equal(last.kind, 'ending');
          const { title } = endings.get(play.ending);
          assert.ok(plain(last.text).includes(`Fin : ${plain(title)}`), last.text);

          const attempt = attemptOf(page);
          assert.equal(await endingKept(page, attempt), play.ending);
          const chosen = (await events(page, attempt)).map(({ event }) => event.chose?.choice).filter(Boolean);
          assert.deepEqual(chosen, play.choices);

          await page.click('#vers-bilan');
          await page.waitForSelector('#etiquettes');
          await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
          await page.waitForSelector('#transmettre');
          const file = await handOver(page);
          assert.equal(file.content.ending, play.ending);
          assert.deepEqual(file.content.path.map(({ choice }) => choice), play.choices);

          await goTo(page, server, 'mes-parcours');
          await page.setInputFiles('#fichier', file.path);
          const opened = page.locator('.open-file');
          await opened.getByRole('heading', { name: /^Fin\s: / }).waitFor();
          assert.equal(plain(await opened.getByRole('heading', { name: /^Fin\s: / }).textContent()), `Fin : ${plain(title)}`);
          assert.equal(await opened.locator('.told').count(), play.choices.length);
          assertQuiet(page);
        } finally {
          await page.context().close();
        }
      });
    }
  });
}
