// Everyone can lead a workshop, and see what is projected: axe-core in each theme, reflow at 320 pixels and at 400 %, targets, the keyboard alone.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { COLOUR_RULES, axe, overflows, smallTargets } from './support/accessible.mjs';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { file } from './support/device.mjs';
import { goTo, painted } from './support/play.mjs';
import { serve } from './support/server.mjs';
import { CASE, bare, bring, handOvers, kept, newSession, openProjection, received, section, sessionOf, shown, type } from './support/workshop.mjs';

// 1366 × 768, and what it leaves at a zoom of 400 %.
const LAPTOP = { width: 1366, height: 768 };
const NARROW = { width: 320, height: 740 };
const ZOOMED = { width: 341, height: 192 };

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

/** What keeps someone from using this screen, in every theme and size. */
async function everyone(name, found, { sizes = [NARROW, ZOOMED] } = {}) {
  const note = (what, lines) => found.push(...lines.map((line) => `${name}, ${what}: ${line}`));
  await painted(page);
  note('light', await axe(page));
  note('targets', await smallTargets(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  note('dark', await axe(page, COLOUR_RULES));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  note('forced colours', await axe(page, COLOUR_RULES));
  await page.emulateMedia({ forcedColors: 'none' });
  for (const size of sizes) {
    await page.setViewportSize(size);
    // The heading of a section is for the ear: its tab says it.
    note(`${size.width} × ${size.height}`, (await overflows(page)).filter((line) => !line.includes('h1#titre')));
  }
  await page.setViewportSize(LAPTOP);
}

async function begin() {
  page = await newPage(browser, { size: LAPTOP, motion: 'reduce' });
  page.setDefaultTimeout(15_000);
  await newSession(page, server);
  await section(page, 'Recueillir');
  const files = (await handOvers(24)).map(({ name, content }) => file(name, { ...content, path: content.path.map((given) => ({ ...given, ...(given.scene === 'la-photo' && { reason: 'Pour ne pas perdre la main.' }) })) }));
  await bring(page, files);
}

test('« Animer » and every section of « Pilotage »', { timeout: 120_000 }, async () => {
  const found = [];
  await begin();
  await type(page, ['K7PQ-2M4X-9RTA']);
  await page.getByText('Les parcours, un à un').click();
  await page.getByRole('button', { name: 'Retirer : Parcours n° 3', exact: true }).click();
  await everyone('Recueillir', found);

  await section(page, 'Préparer');
  await everyone('Préparer', found);
  for (const rhythm of ['step-by-step', 'together']) {
    await page.check(`input[name="rythme"][value="${rhythm}"]`);
    await everyone(`Préparer, ${rhythm}`, found, { sizes: [NARROW] });
  }
  await page.check('input[name="rythme"][value="free"]');

  await section(page, 'Débriefer');
  await everyone('Débriefer', found);
  await page.locator('.step-link').nth(2).click();
  await page.getByRole('button', { name: 'Second vote', exact: true }).click();
  await page.locator('.ballot-key').first().click();
  await everyone('Débriefer, a vote', found);
  await page.locator('#changer-conducteur').click();
  await page.locator('#changer-conducteur').waitFor({ state: 'detached' });
  await everyone('the script editor', found);

  await section(page, 'Clore');
  await page.locator('#note').fill('Nous demandons d’abord.');
  await page.getByRole('button', { name: 'Noter', exact: true }).click();
  await page.getByText('Un tableau à la fois').click();
  await page.locator('#individuel summary').click();
  await page.locator('#clore').click();
  await page.locator('#clore-vraiment').waitFor();
  await everyone('Clore', found);
  await page.locator('#clore-vraiment').click();
  await page.getByText('La séance est close').first().waitFor();
  await everyone('Clore, closed', found, { sizes: [NARROW] });

  await goTo(page, server, 'animer');
  await page.locator('.record').waitFor();
  await everyone('Animer', found);
  assert.equal(found.join('\n'), '');
  assertQuiet(page);
});

test('« Aller plus loin », view by view', { timeout: 120_000 }, async () => {
  const found = [];
  await begin();
  await section(page, 'Débriefer');
  const views = await page.locator('.deeper-views button').allInnerTexts();
  assert.ok(views.length >= 6, views.join());
  for (const name of views) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 3 }).waitFor();
    if (await page.locator('#mur').count()) await page.locator('#mur').click();
    await everyone(name, found, { sizes: [NARROW] });
  }
  assert.equal(found.join('\n'), '');
  assertQuiet(page);
});

test('the projection, each kind of slide: light, dark room, forced colours', { timeout: 120_000 }, async () => {
  await begin();
  await section(page, 'Préparer');
  const pilot = page;
  const room = await openProjection(pilot);
  await room.setViewportSize({ width: 1920, height: 1080 });
  const kinds = { text: '.slide-text', choices: '.slide-choices', bars: '.slide-bars', link: '.slide-link', legend: '.slide-legend' };
  const met = new Set();
  const found = [];
  const look = async (name) => {
    await room.locator('.slide').waitFor();
    for (const [kind, selector] of Object.entries(kinds)) if (await room.locator(selector).count()) met.add(kind);
    const note = (what, lines) => found.push(...lines.map((line) => `${name}, ${what}: ${line}`));
    note('light', await axe(room));
    await pilot.getByRole('button', { name: 'Salle sombre' }).click();
    await room.locator('main[data-theme="dark"]').waitFor();
    note('dark', await axe(room, COLOUR_RULES));
    await pilot.getByRole('button', { name: 'Salle sombre' }).click();
    await room.locator('main[data-theme="light"]').waitFor();
    await room.emulateMedia({ forcedColors: 'active' });
    note('forced colours', await axe(room, COLOUR_RULES));
    await room.emulateMedia({ forcedColors: 'none' });
    // It fills the screen on purpose, and does not scroll.
    note('overflow', (await overflows(room)).filter((line) => !line.startsWith('what does not scroll')));
  };
  const change = async (act) => {
    const before = JSON.stringify(await shown(room));
    await act();
    for (let turn = 0; turn < 60 && JSON.stringify(await shown(room)) === before; turn += 1) await room.waitForTimeout(25);
  };
  await change(() => pilot.locator('#projeter-lien').click());
  await look('the link');
  await section(pilot, 'Débriefer');
  await pilot.locator('.step-link').nth(2).click();
  for (let turn = 0; turn < 20 && !met.has('legend'); turn += 1) {
    if (/sans vote/.test(await pilot.locator('#suite').innerText())) for (let ballot = 0; ballot < 9; ballot += 1) await pilot.locator('.ballot-key').nth(ballot % 3).click();
    const words = bare(await pilot.locator('#suite').innerText());
    await change(() => pilot.locator('#suite').click());
    if (turn % 3 === 0 || /dévoiler|totaux/.test(words)) await look(words);
  }
  await change(async () => {
    await pilot.locator('.step-link').nth(2).click();
    await pilot.getByRole('button', { name: 'Vote ou dévoilement', exact: true }).click();
    await pilot.getByRole('button', { name: 'Projeter les options' }).click();
  });
  await look('the choices');
  for (const name of (await pilot.locator('.deeper-views button').allInnerTexts()).filter((one) => /Carte|Tensions|ordre/.test(one))) {
    await pilot.getByRole('button', { name, exact: true }).click();
    await change(() => pilot.locator('.deeper-view').getByRole('button', { name: /^Projeter/ }).first().click());
    await look(name);
  }
  assert.equal(found.join('\n'), '');
  assert.deepEqual(Object.keys(kinds).filter((kind) => !met.has(kind)), [], 'every kind of slide was seen');
  assertQuiet(pilot);
  assertQuiet(room);
});

test('a whole session with the keyboard alone', { timeout: 120_000 }, async () => {
  page = await newPage(browser, { size: LAPTOP });
  page.setDefaultTimeout(15_000);
  await goTo(page, server, 'animer');
  await page.locator('[data-case]').first().waitFor();
  const tabTo = async (selector, words) => {
    for (let press = 0; press < 120; press += 1) {
      const there = await page.evaluate(
        ([wanted, said]) => document.activeElement.matches(wanted) && (!said || document.activeElement.textContent.replace(/'/g, '’').includes(said)),
        [selector, words],
      );
      if (there) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${selector} ${words ?? ''} is not reached`);
  };
  const press = async (selector, words, key = 'Enter') => {
    await tabTo(selector, words);
    // The focus is seen.
    assert.ok(await page.evaluate(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }), `no focus seen on ${selector}`);
    await page.keyboard.press(key);
  };
  const title = (wanted) => page.waitForFunction((words) => document.title.includes(words), wanted);
  await press(`[data-case="${CASE}"] button`);
  await page.locator('.lead').waitFor();
  await tabTo('#salle');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('9');
  await press('nav.tabs button', 'Recueillir');
  await title('Recueillir');
  await tabTo('#codes');
  await page.keyboard.type('K7PQ-2M4X-9RTA');
  await press('#ajouter-codes');
  await page.getByText('1 refusé.').first().waitFor();
  assert.match(await received(page), /^0 parcours/);
  await press('nav.tabs button', 'Débriefer');
  await title('Débriefer');
  await press('#projeter-ici');
  await page.locator('main.projection').waitFor();
  await page.keyboard.press('PageDown');
  await page.locator('.slide').waitFor();
  await page.keyboard.press('b');
  await page.locator('main[data-blank]').waitFor();
  await page.keyboard.press('b');
  await page.locator('.slide').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('nav.tabs').waitFor();
  const pages = [];
  for (let turn = 0; turn < 60 && (await page.locator('#suite').isEnabled()); turn += 1) {
    if (/sans vote/.test(await page.locator('#suite').innerText())) {
      for (const [letter, number] of [['A', 4], ['B', 5]]) {
        await tabTo(`.ballot-key[data-letter="${letter}"]`);
        for (let ballot = 0; ballot < number; ballot += 1) await page.keyboard.press('Space');
      }
      await page.waitForFunction(() => document.querySelector('#total-bulletins').textContent.startsWith('9'));
    }
    const words = bare(await page.locator('#suite').innerText());
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(40);
    pages.push(words);
  }
  assert.equal(pages.filter((words) => /dévoiler|deux totaux/.test(words)).length, 4, pages.join('\n'));
  await press('nav.tabs button', 'Clore');
  await title('Clore');
  await tabTo('#note');
  await page.keyboard.type('Nous demandons d’abord.');
  await press('button', 'Noter');
  await page.getByLabel('Note 1', { exact: true }).waitFor();
  await press('.notes input[type=checkbox]', undefined, 'Space');
  await press('#clore');
  await press('#clore-vraiment');
  const session = await kept(page, sessionOf(page), ({ closed }) => closed);
  assert.deepEqual([session.notes, session.ballots.length], [[{ ...session.notes[0], text: 'Nous demandons d’abord.', reread: true }], 4]);
  assertQuiet(page);
});

test('what is typed before a page is painted stays where it was typed', async () => {
  page = await newPage(browser, { size: LAPTOP });
  await page.addInitScript(() => {
    window.requestAnimationFrame = (call) => setTimeout(() => call(performance.now()), 300);
  });
  await newSession(page, server);
  // To the tab, and on, as fast as someone who knows the way.
  await page.locator('nav.tabs').getByRole('button', { name: 'Clore', exact: true }).click();
  await page.locator('#note').focus();
  await page.keyboard.type('Nous demandons.', { delay: 50 });
  assert.equal(await page.locator('#note').inputValue(), 'Nous demandons.');
  assertQuiet(page);
});
