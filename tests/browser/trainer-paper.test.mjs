// « Lire tout le cas » and the paper kit: what is there, by keyboard, for everyone, and on paper.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { COLOUR_RULES, axe, overflows, smallTargets } from './support/accessible.mjs';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { cases, goTo, painted, readScenario } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'le-carnet-de-mme-aubry';
const SIZES = { phone: { width: 360, height: 740 }, narrow: { width: 320, height: 740 }, laptop: { width: 1366, height: 768 } };

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(async () => {
  server.reset();
  await page?.context().close();
  page = undefined;
});

async function open(route, options = {}) {
  page = await newPage(browser, { size: SIZES.laptop, motion: 'reduce', ...options });
  await goTo(page, server, route);
  await page.waitForSelector('h1');
  await page.evaluate(() => document.fonts.ready);
  await painted(page);
}

/** Words as they are compared: whatever spaces and quotation marks typography has set. */
const bare = (words) => words.replace(/[\s  *]+/gu, ' ').replace(/'/g, '’').trim();

/** How many sheets of A4 the page prints on, and the size of each, in points. */
async function printed() {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, width, height]) => [Math.round(width), Math.round(height)]);
  return { pages: [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, boxes };
}

const A4 = [595, 842];

async function everyone(name) {
  const found = [];
  const note = (what, lines) => found.push(...lines.map((line) => `${name}, ${what}: ${line}`));
  note('light', await axe(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  note('dark', await axe(page, COLOUR_RULES));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  note('forced colours', await axe(page, COLOUR_RULES));
  await page.emulateMedia({ forcedColors: 'none' });
  note('targets', await smallTargets(page));
  for (const size of ['phone', 'narrow', 'laptop']) {
    await page.setViewportSize(SIZES[size]);
    note(size, await overflows(page));
  }
  return found;
}

describe('« Lire tout le cas »', () => {
  test('every case is read whole: each scene, choice and ending, in the order of the story', async () => {
    for (const id of await cases()) {
      const source = await readScenario(id);
      await open(`animer/lire/${id}`);
      const headings = (await page.locator('.read-scene > h2[id^="scene-"]').allTextContents()).map(bare);
      assert.deepEqual(headings, source.scenes.map((scene, at) => bare(`${at + 1}. ${scene.title}`)));
      const text = bare(await page.locator('main').textContent());
      for (const scene of source.scenes) {
        for (const choice of scene.decision?.choices ?? []) {
          for (const words of [choice.text, choice.opens, choice.vigilance, choice.locked].filter(Boolean)) assert.ok(text.includes(bare(words)), `${id}: ${words}`);
        }
        if (scene.ending) assert.ok(text.includes(bare(scene.ending.title)), `${id}: ${scene.ending.title}`);
        if (scene.decision?.discussion) assert.ok(text.includes(bare(scene.decision.discussion)), `${id}: ${scene.decision.discussion}`);
        for (const { narration } of scene.blocks) if (narration && !narration.includes('[')) assert.ok(text.includes(bare(narration.replace(/\n- /g, ''))), `${id}: ${narration}`);
      }
      for (const words of [...source.note.traps, ...source.note.debrief]) assert.ok(text.includes(bare(words)), `${id}: ${words}`);
      assertQuiet(page);
      await page.context().close();
    }
    page = undefined;
  });

  test('it says what it is for, and shows tags by their names, conditions in words, sources with their dates', async () => {
    await open(`animer/lire/${CASE}`);
    assert.equal(bare(await page.locator('.prepare-banner').textContent()), 'Pour préparer : contient les étiquettes, ne pas projeter avant le débat.');
    const tags = page.locator('.read-choice').first().locator('.read-tags');
    assert.deepEqual(await tags.locator('dt').allTextContents(), ['Positions', 'Rapport au cadre', 'Tensions', 'Postures', 'Pouvoir d’agir', 'Ouvre', 'Question', 'Repères']);
    assert.ok((await tags.textContent()).includes('Faire avec'));
    const said = (await page.locator('.read-if').allTextContents()).map(bare);
    assert.ok(said.some((words) => words.startsWith('si acces-connus et pas adresse-orpheline')), said.join('\n'));
    assert.ok(said.some((words) => /^si choix [A-D] de « /.test(words)), said.join('\n'));
    assert.match(await page.locator('.references').textContent(), /le \d\d\/\d\d\/\d{4}/);
  });

  test('the contents lead to each scene by keyboard, without leaving the page', async () => {
    await open(`animer/lire/${CASE}`);
    const address = page.url();
    const link = page.locator('.read-contents a').nth(4);
    await link.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'scene-la-photo');
    const top = await page.evaluate(() => document.activeElement.getBoundingClientRect().top);
    assert.ok(top >= -1 && top < SIZES.laptop.height, `${top}`);
    assert.equal(page.url(), address);
  });

  test('everyone can read it, on every screen', async () => {
    await open(`animer/lire/${CASE}`);
    assert.deepEqual(await everyone('lire'), []);
  });

  test('without the vocabulary, ids stand in and the page says so', async () => {
    page = await newPage(browser, { size: SIZES.laptop });
    server.fail(/vocabulary\.json/, 404);
    await goTo(page, server, `animer/lire/${CASE}`);
    await page.waitForSelector('.read-scene');
    assert.match(await page.locator('[role="status"].hint').textContent(), /étiquettes/);
    assert.ok((await page.locator('.read-tags').first().textContent()).includes('faire-avec'));
  });

  test('it prints on A4, without the site around it', async () => {
    await open(`animer/lire/${CASE}`);
    const { pages, boxes } = await printed();
    assert.ok(pages >= 20 && pages <= 40, `${pages} pages`);
    assert.ok(boxes.every((box) => `${box}` === `${A4}`), JSON.stringify(boxes[0]));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.bar, .read-up, .onward').evaluateAll((elements) => elements.filter((element) => element.checkVisibility()).length), 0);
    assert.equal(await page.locator('.prepare-banner').isVisible(), true);
  });
});

describe('the paper kit', () => {
  const sum = async () => bare(await page.locator('.kit-sum').textContent());

  test('it is ready without a click: the sheet, the grid, the codes, the ballots', async () => {
    await open(`animer/kit/${CASE}`);
    const headings = (await page.locator('main h2').allTextContents()).map(bare);
    assert.deepEqual(headings, ['Feuille d’animation', 'Grille des votes', 'Codes-parcours recopiés à la main', 'Bulletins à découper']);
    assert.equal(await sum(), '75 minutes prévues. 2 décisions, deux votes chacune : 48 bulletins à découper.');
    assert.equal(await page.locator('.ballot').count(), 48);
    assert.deepEqual(await page.locator('.ballot').first().locator('.ballot-letter').allTextContents(), ['A', 'B', 'C', 'D']);
    assert.equal(await page.locator('.code-grid tbody tr').count(), 12);
    const source = await readScenario(CASE);
    const text = bare(await page.locator('.trainer-sheet').textContent());
    for (const id of source.note.stops.slice(0, 2)) {
      const { decision } = source.scenes.find((scene) => scene.id === id);
      assert.ok(text.includes(bare(decision.discussion)) && text.includes(bare(decision.prompt)), id);
    }
    for (const question of ['Qui décide ?', 'Que se passera-t-il la prochaine fois ?']) assert.equal(text.split(question).length - 1, 2, question);
    assertQuiet(page);
  });

  test('by keyboard alone: other decisions, another number, another script', async () => {
    await open(`animer/kit/${CASE}`);
    const tabTo = async (selector) => {
      for (let press = 0; press < 60; press += 1) {
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${selector} is not reached`);
    };
    await tabTo('.kit-form input[type="checkbox"]');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.kit-sum').textContent.includes('décision,'));
    assert.equal(await sum(), '53 minutes prévues. 1 décision, deux votes chacune : 24 bulletins à découper.');
    await tabTo('#votants');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('5');
    await tabTo('#conducteur');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.querySelectorAll('.ballot').length === 10);
    assert.ok(bare(await page.locator('.trainer-sheet .sheet-hint').textContent()).startsWith('Jouer et analyser'));
    await tabTo('input[name="bulletins"]');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => document.querySelector('.ballot').textContent.includes('n°'));
    await tabTo('input[name="guide"]');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => !document.querySelector('.sheet-guide'));
    for (const box of await page.locator('.kit-form .setting input:checked').all()) await box.uncheck();
    assert.match(await sum(), /^Aucune décision/);
    assert.equal(await page.locator('.ballot, .vote-grid').count(), 0);
  });

  test('everyone can prepare it, on every screen', async () => {
    await open(`animer/kit/${CASE}`);
    assert.deepEqual(await everyone('kit'), []);
  });

  test('it prints on sheets of A4, each part from the top of one, no ballot cut by the edge', async () => {
    for (const id of await cases()) {
      await open(`animer/kit/${id}`);
      const { pages, boxes } = await printed();
      // The trainer's sheet, the grid, the codes, and two sheets of ballots a decision.
      assert.ok(pages >= 4 + 4 && pages <= 6 + 1 + 1 + 4, `${id}: ${pages} pages`);
      assert.ok(boxes.every((box) => `${box}` === `${A4}`), JSON.stringify(boxes[0]));
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: Math.round((186 / 25.4) * 96), height: 1000 });
      const heights = await page.locator('.ballot-sheet').evaluateAll((sheets) => sheets.map((sheet) => sheet.getBoundingClientRect().height));
      assert.ok(heights.every((height) => height <= (273 / 25.4) * 96), `${heights}`);
      const wide = await page.locator('.vote-grid, .code-grid').evaluateAll((tables) => tables.filter((table) => table.scrollWidth > document.documentElement.clientWidth).length);
      assert.equal(wide, 0);
      await page.context().close();
    }
    page = undefined;
  });

  test('a case that is not there is said, with a way on', async () => {
    page = await newPage(browser, { size: SIZES.laptop });
    await goTo(page, server, 'animer/kit/nulle-part');
    await page.waitForSelector('.notice');
    assert.equal(bare(await page.locator('h1').textContent()), 'Ce kit ne peut pas être préparé');
  });
});
