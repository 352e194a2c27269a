// « Aller plus loin »: each view by its one gesture, with its table, projected large enough for the back of the room; what an owner takes back leaves the projector.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, smallTargets } from './support/accessible.mjs';
import { assertQuiet, launch, newPage, started } from './support/browser.mjs';
import { serve } from './support/server.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

/** The made-up session, at its script. */
async function workshop() {
  const page = await newPage(browser, { size: 'projector' });
  await page.goto(`${server.url}#/animer`);
  await started(page);
  await page.locator('#seance-exemple').click();
  await page.getByRole('button', { name: 'Débriefer', exact: true }).click();
  return page;
}

async function open(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 3 }).waitFor();
  assert.deepEqual([...(await axe(page)), ...(await smallTargets(page))], [], name);
}

/** Projects, here, and looks at every page at the two sizes of projectors. */
async function project(page, button) {
  await button.click();
  await page.locator('#projeter-ici').click();
  // Its styles come with it.
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.projection') ?? document.body).position === 'fixed');
  for (let more = true; more; ) {
    for (const [width, height, least] of [[1920, 1080, 48], [1024, 768, 30]]) {
      await page.setViewportSize({ width, height });
      const seen = await page.evaluate(() => {
        const shown = [...document.querySelectorAll('.slide *:not(.slide-page, .visually-hidden)')];
        const inked = shown.filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
        const { scrollHeight, clientHeight } = document.querySelector('.projection');
        return { size: Math.min(...inked.map((element) => parseFloat(getComputedStyle(element).fontSize))), fits: scrollHeight <= clientHeight };
      });
      assert.ok(seen.size >= least && seen.fits, `${width}: ${JSON.stringify(seen)} ${await page.locator('.slide').innerText()}`);
    }
    const [, at, of] = ((await page.locator('.slide-page').count()) ? await page.locator('.slide-page').innerText() : '1/1').match(/(\d+)\/(\d+)/);
    more = at !== of;
    if (more) {
      await page.keyboard.press('PageDown');
      await page.getByText(`${Number(at) + 1}/${of}`, { exact: true }).waitFor();
    }
  }
  const words = await page.locator('.slide').innerText();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.keyboard.press('Escape');
  await page.locator('.tabs').waitFor();
  return words;
}

test('each view is one gesture away, says itself as a table, and is projected large enough', { timeout: 120_000 }, async () => {
  const page = await workshop();
  await open(page, 'Répartition par décision');
  assert.ok((await page.locator('.deeper-table').count()) >= 6);
  await project(page, page.getByRole('button', { name: /^Projeter.: Sandrine/ }));

  await open(page, 'Les décisions dans l’ordre');
  await project(page, page.getByRole('button', { name: /^Projeter.: les décisions/ }));

  await open(page, 'Tensions et positions');
  for (const button of await page.getByRole('button', { name: /^Projeter.:/ }).all()) await project(page, button);

  await open(page, 'Deux chemins côte à côte');
  await page.getByRole('button', { name: /Composer un chemin.: Premier/ }).click();
  while (await page.locator('.deeper-choice').count()) {
    const made = await page.locator('.deeper-made li').count();
    await page.locator('.deeper-choice').first().click();
    await page.locator('.deeper-made li').nth(made).waitFor();
  }
  await page.getByRole('button', { name: /Et si on avait.*À partir de.*Un code/ }).click();
  await page.locator('.deeper-choice').nth(2).click();
  assert.match(await project(page, page.getByRole('button', { name: /Projeter où il en est.*Et si/ })), /Que lui répondez-vous/);
  assert.match(await project(page, page.locator('#projeter-chemins')), /Où mène chaque chemin/);

  await open(page, 'Mur des raisons');
  await page.locator('#mur').click();
  await page.getByText('Moins de trois raisons transmises').waitFor();
  assertQuiet(page);
  await page.context().close();
});

test('a path that its owner takes back leaves « Pilotage » and the projector', async () => {
  const page = await workshop();
  await open(page, 'Rejouer un parcours');
  const path = page.getByRole('button', { name: /^Projeter.: Parcours offert/ });
  assert.equal(await page.locator('.deeper-told').count(), 0, 'nothing of it is read before a gesture');
  await path.click();
  const room = page.locator('.stage-bar [role=status]');
  assert.match(await room.innerText(), /page 1 sur/);
  await page.getByRole('button', { name: 'Recueillir' }).click();
  await page.getByText('Les parcours, un à un').click();
  await page.getByRole('button', { name: /^Ne plus offrir/ }).click();
  await page.waitForFunction(() => /Rien\./.test(document.querySelector('.stage-bar [role=status]').innerText));
  await page.getByRole('button', { name: 'Débriefer', exact: true }).click();
  await page.getByText('Aucun parcours n’est offert').waitFor();
  assertQuiet(page);
  await page.context().close();
});
