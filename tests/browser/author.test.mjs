// An author opens a scenario from disk: the same findings as the command line's, what is proved, and the case to play.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { COLOUR_RULES, axe, overflows, smallTargets } from './support/accessible.mjs';
import { SCENARIOS, corpus, given, open, openAuthor, over, rising, told, toldByCommand } from './support/author.mjs';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { arrived, cases, goTo, kept, painted, playsByEnding, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'premiers-pas';
/** What was proved, a sentence each. */
const PROVED = 'section[aria-label="Ce qui a été vérifié"] li';
const NARROW = { width: 320, height: 740 };

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

async function author(options = {}) {
  page = await newPage(browser, { size: 'laptop', motion: 'reduce', ...options });
  page.setDefaultTimeout(30_000);
  await openAuthor(page, server);
}

const spaces = (text) => text.replace(/[\s\u00a0\u202f]+/gu, ' ').trim();
/** Errors first, each gravity in the order of the file: how the page has them. */
const plainly = (findings) => findings.map(({ words, ...rest }) => ({ ...rest, words: spaces(words) })).sort((one, other) => one.line - other.line || one.column - other.column || (one.code < other.code ? -1 : 1));

/** No worker can start in this page. */
const withoutWorkers = () =>
  page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    };
  });

test('each shipped case is found sound, with its plays, by a WebAssembly that comes only then', async () => {
  await author();
  assert.ok(!server.requests.some((path) => path.includes('check-worker')));
  for (const id of await cases()) {
    await open(page, [`${SCENARIOS}${id}/scenario.json`, `${SCENARIOS}${id}/plays.json`]);
    assert.deepEqual(await told(page), []);
    const proved = await page.locator(PROVED).allTextContents();
    assert.match(proved[0], /état.?, tous vus/u);
    assert.match(proved[2], /fins atteintes/u);
    assert.match(proved[3], /listes de ce site/u);
    assert.ok(await page.locator('#jouer-le-fichier').isVisible());
  }
  assert.ok(server.requests.includes('/check-worker_bg.wasm'));
  assertQuiet(page);
});

for (const [name, every] of [['check', 4], ['loader', 8], ['editorial', 6]]) {
  test(`the findings of the corpus « ${name} » are those of the command line, one case in ${every}`, { timeout: 600_000 }, async () => {
    const files = (await corpus(name)).filter((_, at) => at % every === 0).map((folder) => `${folder}scenario.json`);
    // The command finds shared files beside the scenarios: those of « editorial » are another library, the others have none.
    const beside = name === 'editorial' ? ['references.json', 'vocabulary.json', 'themes.json'].map((shared) => join(files[0], '../..', shared)) : [];
    const library = beside.every((path) => existsSync(path)) ? beside : [];
    const wanted = await toldByCommand(files);
    await author();
    await page.uncheck('input[name=listes]');
    let compared = 0;
    for (const [at, file] of files.entries()) {
      await open(page, [file, ...library]);
      assert.deepEqual(plainly(await told(page)), plainly(wanted[at]), file);
      compared += wanted[at].length;
    }
    assert.ok(compared >= 5, `${compared}`);
    assertQuiet(page);
  });
}

test('a finding stands beside its line, with what is meant marked', async () => {
  await author();
  const [folder] = (await corpus('check')).filter((path) => path.endsWith('/always-true-block/'));
  await open(page, [`${folder}scenario.json`]);
  const finding = page.locator('.finding-list > li').filter({ hasText: 'B080' });
  assert.equal(await finding.locator('.finding-excerpt mark').textContent(), '"visited(debut)"');
  assert.match(await page.locator('.author-summary').textContent(), /^Aucune erreur, \d+\saverti/u);
  assert.ok(await page.locator('#jouer-le-fichier').isVisible(), 'a warning keeps nobody from playing');
});

test('what is no scenario is told calmly, whatever it is', async () => {
  await author();
  const wrong = [
    ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'B002'],
    ['scenario.json', Buffer.from('\ufeff{ "format": 1, }', 'utf16le'), 'B002'],
    ['scenario.json', Buffer.from('pas du JSON'), 'B003'],
    ['vide.json', Buffer.alloc(0), 'B003'],
    ['scenario.json', Buffer.alloc(17 * 1024 * 1024, ' '), 'B001'],
  ];
  for (const [name, content, code] of wrong) {
    await open(page, [given(name, content)]);
    assert.deepEqual((await told(page)).map((finding) => finding.code), [code], name);
    assert.equal(await page.locator('#jouer-le-fichier').count(), 0);
  }
  const many = rising(60, 3);
  many.scenes[0].decision.choices.forEach((choice) => (choice.to = 'ailleurs'));
  await open(page, [given('scenario.json', many)]);
  assert.equal((await told(page)).length, 40, 'not all at once');
  await page.getByRole('button', { name: /^Afficher les \d+ erreurs$/ }).click();
  assert.ok((await told(page)).length > 60);
  await page.waitForFunction(() => document.activeElement.id === 'suite-des-erreurs');
  await page.setInputFiles('#scenario', [given('plays.json', '{}')]);
  await page.getByRole('alert').filter({ hasText: 'Aucun de ces fichiers n’est un scénario' }).waitFor();
  assertQuiet(page);
});

test('recorded plays that fail are told in their own file', async () => {
  await author();
  const scenario = await readFile(`${SCENARIOS}${CASE}/scenario.json`);
  const plays = { format: 1, plays: [{ name: 'Perdu', choices: ['nulle-part'], ending: 'aucune' }] };
  await open(page, [given('plays.json', plays), given('mon-cas.json', scenario), given('notes.txt', 'À relire.')]);
  assert.ok((await told(page)).some(({ code }) => code === 'B100'));
  assert.match(await page.locator('.finding-head').first().textContent(), /plays\.json/);
  assert.match(await page.locator('.author-opened').textContent(), /Laissé de côté\s: notes\.txt/u);
});

/** Drops files on the page, as a hand does. */
async function drop(where, files) {
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name, { type: 'application/json' }));
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(where, type, { dataTransfer: transfer });
}

test('dropped on the catalogue, a case is checked, played to an ending, and leaves no trace', async () => {
  page = await newPage(browser, { size: 'laptop', motion: 'reduce' });
  await goTo(page, server);
  await page.waitForSelector('.cards');
  // As the author has changed it: it is not the case of the catalogue.
  const scenario = JSON.parse(await readFile(`${SCENARIOS}${CASE}/scenario.json`, 'utf8'));
  scenario.scenes[0].title = 'Une scène récrite';
  await drop('main', [['scenario.json', JSON.stringify(scenario)], ['plays.json', await readFile(`${SCENARIOS}${CASE}/plays.json`, 'utf8')]]);
  await page.waitForURL(/#\/auteur$/);
  await over(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'titre');
  await page.click('#jouer-le-fichier');
  await arrived(page);
  assert.equal(await page.locator('h1').textContent(), 'Une scène récrite');
  const [{ choices }] = await playsByEnding(CASE);
  assert.equal((await walk(page, choices)).kind, 'ending');
  await page.click('#vers-bilan');
  await page.waitForSelector('#etiquettes');
  assert.deepEqual((await kept(page)).attempts, {});
  // The case of the catalogue is still its own.
  await page.evaluate((id) => (location.hash = `/jouer/${id}`), CASE);
  await page.waitForSelector('#commencer');
  await page.click('#commencer');
  await arrived(page);
  assert.notEqual(await page.locator('h1').textContent(), 'Une scène récrite');
  // Back on the page, the file is there again.
  await page.evaluate(() => (location.hash = '/auteur'));
  await over(page);
  assertQuiet(page);
});

test('dropped on the page of the author too; a new file takes the place of the one before', async () => {
  await author();
  await drop('main', [['grand.json', JSON.stringify(rising(5, 13))]]);
  await page.locator('#arreter').waitFor();
  await drop('main', [['petit.json', await readFile(`${SCENARIOS}${CASE}/scenario.json`, 'utf8')]]);
  await over(page);
  assert.equal(await page.locator('.author-opened h2').textContent(), 'petit.json');
  assert.match(await page.locator(PROVED).first().textContent(), /^11/);
});

/** Watches how long nothing else has its turn in the page, in milliseconds, from now on. */
const watchGaps = () =>
  page.evaluate(() => {
    window.gaps = { longest: 0, turns: 0 };
    let last = performance.now();
    const turn = () => {
      const now = performance.now();
      window.gaps = { longest: Math.max(window.gaps.longest, now - last), turns: window.gaps.turns + 1 };
      last = now;
      setTimeout(turn);
    };
    turn();
  });

for (const [where, prepare] of [['in a worker', () => {}], ['in slices, where no worker can start', withoutWorkers]]) {
  test(`a million states, ${where}: progress is shown, the page stays alive, and « Arrêter » is honest`, { timeout: 240_000 }, async (t) => {
    page = await newPage(browser, { size: 'laptop', motion: 'reduce' });
    page.setDefaultTimeout(60_000);
    await prepare();
    await openAuthor(page, server);
    await watchGaps();
    const big = given('grand.json', rising(5, 13));
    await page.setInputFiles('#scenario', [big]);
    await page.waitForFunction(() => /[1-9]/.test(document.querySelector('.author-progress')?.textContent ?? ''));
    await page.waitForFunction(() => [...document.querySelectorAll('[role=status]')].some((line) => /états vus\.$/.test(line.textContent)));
    await page.click('#arreter');
    await over(page);
    const [{ code, words }] = await told(page);
    assert.equal(code, 'B060');
    assert.match(words, /^Non prouvé/);
    assert.match(await page.locator(PROVED).first().textContent(), /et il en reste/);

    const began = Date.now();
    await page.click('#relire');
    await page.locator('#arreter').waitFor();
    await over(page);
    assert.equal(await page.locator('.errors').count(), 0);
    assert.match(spaces(await page.locator(PROVED).first().textContent()), /^1 075 648 états, tous vus/u);
    const { longest, turns } = await page.evaluate(() => window.gaps);
    t.diagnostic(`1,075,648 states proved in ${((Date.now() - began) / 1000).toFixed(1)} s; the page's longest silence was ${Math.round(longest)} ms, in ${turns} turns`);
    assert.ok(turns > 100 && longest < 5_000, `${longest} ms, ${turns} turns`);
    assertQuiet(page);
  });
}

test('where the checker does not come, it is said, and the case can still be tried again', async () => {
  await author();
  server.fail(/check-worker_bg\.wasm$/, 404);
  await page.setInputFiles('#scenario', `${SCENARIOS}${CASE}/scenario.json`);
  await page.getByRole('alert').filter({ hasText: 'Ce navigateur n’a pas pu finir la vérification' }).waitFor();
  server.reset();
  await page.click('#relire');
  await over(page);
  assert.deepEqual(await told(page), []);
});

/** From now on files cannot be read: as in most browsers when one has changed since it was chosen. */
const changeFiles = () =>
  page.evaluate(() => {
    window.slice ??= File.prototype.slice;
    File.prototype.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('changed', 'NotReadableError')) });
  });

test('a file that changes is asked for again, and can be chosen where it is said', async () => {
  await author();
  await changeFiles();
  await page.setInputFiles('#scenario', `${SCENARIOS}${CASE}/scenario.json`);
  await page.getByRole('alert').filter({ hasText: 'il a changé depuis que vous l’avez choisi' }).waitFor();
  assert.equal(await page.locator('#relire').count(), 0, 'it would not be read the next time either');
  await page.evaluate(() => (File.prototype.slice = window.slice));
  const chosen = page.waitForEvent('filechooser');
  await page.click('#choisir');
  await (await chosen).setFiles(`${SCENARIOS}${CASE}/scenario.json`);
  await over(page);
  assert.deepEqual(await told(page), []);
  assertQuiet(page);
});

test('the lists are compared to or not without reading the file again, and what is said is what was done', async () => {
  await author();
  const compared = () => page.locator(PROVED).last().textContent();
  await open(page, [`${SCENARIOS}${CASE}/scenario.json`]);
  assert.match(await compared(), /aux listes de ce site/);
  await changeFiles();
  for (const [on, words] of [[false, /à aucune liste/], [true, /aux listes de ce site/]]) {
    await page.setChecked('input[name=listes]', on);
    await page.locator(PROVED).last().filter({ hasText: words }).waitFor();
    assert.deepEqual(await told(page), []);
  }
  await page.evaluate(() => (File.prototype.slice = window.slice));
  const shared = ['references.json', 'vocabulary.json', 'themes.json'].map((name) => `${SCENARIOS}${name}`);
  await open(page, [`${SCENARIOS}${CASE}/scenario.json`, ...shared]);
  assert.match(await compared(), /aux listes que vous avez données/);
  await open(page, [`${SCENARIOS}${CASE}/scenario.json`, shared[2]]);
  assert.match(await compared(), /à aucune liste/);
  assertQuiet(page);
});

test('inside an expression, the mark is on what is wrong in it', async () => {
  await author();
  const scenario = JSON.parse(await readFile(`${SCENARIOS}${CASE}/scenario.json`, 'utf8'));
  scenario.scenes[0].decision.choices[0].effects = ['cle-trouvee ='];
  await open(page, [given('scenario.json', scenario)]);
  const finding = page.locator('.finding-list > li').filter({ hasText: 'B030' });
  assert.equal(await finding.locator('mark').textContent(), '"');
  assert.match(await finding.locator('.finding-excerpt').textContent(), /cle-trouvee =/);
});

test('by the keyboard alone, from the catalogue to the first scene', async () => {
  page = await newPage(browser, { size: 'laptop', motion: 'reduce' });
  await goTo(page, server);
  await page.waitForSelector('.cards');
  const reach = async (wanted) => {
    for (let tries = 0; tries < 80; tries += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), wanted)) return;
    }
    assert.fail(`${wanted} is not reached`);
  };
  await reach('a[href="#/auteur"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#scenario');
  await painted(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'titre');
  const chosen = page.waitForEvent('filechooser');
  await reach('#scenario');
  await page.keyboard.press('Enter');
  await (await chosen).setFiles(`${SCENARIOS}${CASE}/scenario.json`);
  await over(page);
  await reach('#jouer-le-fichier');
  await page.keyboard.press('Enter');
  await arrived(page);
  assertQuiet(page);
});

test('for everyone: axe in each theme, targets, 320 pixels', { timeout: 120_000 }, async () => {
  await author();
  const found = [];
  const note = (what, lines) => found.push(...lines.map((line) => `${what}: ${line}`));
  const [several] = (await corpus('check')).filter((path) => path.endsWith('/several-at-once/'));
  const files = { empty: null, sound: `${SCENARIOS}${CASE}/scenario.json`, several: `${several}scenario.json` };
  for (const [name, file] of Object.entries(files)) {
    if (file) await open(page, [file]);
    await painted(page);
    note(`${name}, light`, await axe(page));
    note(`${name}, targets`, await smallTargets(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    note(`${name}, dark`, await axe(page, COLOUR_RULES));
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    note(`${name}, forced colours`, await axe(page, COLOUR_RULES));
    await page.emulateMedia({ forcedColors: 'none' });
    const { width, height } = page.viewportSize();
    await page.setViewportSize(NARROW);
    note(`${name}, 320 pixels`, await overflows(page));
    await page.setViewportSize({ width, height });
  }
  assert.deepEqual(found, []);
});

test('without the network, once the app was opened', async () => {
  page = await newPage(browser, { size: 'laptop', serviceWorkers: 'allow' });
  await goTo(page, server);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  server.fail(/./, 'cut');
  await openAuthor(page, server);
  await open(page, [`${SCENARIOS}${CASE}/scenario.json`]);
  assert.deepEqual(await told(page), []);
  assert.match(await page.locator(PROVED).last().textContent(), /listes de ce site/);
});
