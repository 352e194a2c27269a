// What the page shows before the app runs, when it cannot run, and after it has died: web/boot.js and index.html.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { firstLoadFiles } from '../../tools/first-load.mjs';
import { assertQuiet, clickAndRestart, launch, newPage, started } from './support/browser.mjs';
import { DIST, serve } from './support/server.mjs';

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

async function open(options) {
  page = await newPage(browser, options);
  await page.goto(server.url);
}

// Before any script of the page: `prepare` runs in it.
async function openPrepared(prepare, argument) {
  page = await newPage(browser);
  await page.addInitScript(prepare, argument);
  await page.goto(server.url);
}

for (const size of ['phone', 'laptop', 'projector']) {
  for (const scheme of ['light', 'dark']) {
    test(`the app starts, quietly, on a ${size} in ${scheme}`, async () => {
      await open({ size, scheme });
      await started(page);
      assertQuiet(page);
    });
  }
}

test('every file loaded for the first screen counts in the size budget, and is asked for once', async () => {
  await open();
  await started(page);
  await page.waitForLoadState('networkidle');
  const counted = new Set(firstLoadFiles(DIST));
  const asked = page.watched.requests.map((url) => url.slice(server.url.length) || 'index.html');
  // The rest of the app is asked for once the first part runs: nothing on the first screen waits for it.
  assert.deepEqual(asked.flatMap((path) => path.match(/_(bg|play|trainers)\.wasm$/)?.[1] ?? []), ['bg', 'play', 'trainers']);
  const uncounted = asked.filter((path) => !counted.has(path) && !/^scenarios\/[^/]+\/|\.woff2$|_(play|trainers)\.wasm$/.test(path));
  assert.deepEqual(uncounted, []);
  assert.deepEqual(asked, [...new Set(asked)]);
});

test('the first screens are the same before the rest of the app has come, words and all', async () => {
  const cases = ['jouer/premiers-pas', 'jouer/equipe-du-soir?graine=7&minuteur=oui', 'jouer/vous-connaissez-peut-etre'];
  const screens = [['', '.cards'], ...cases.map((route) => [route, '#commencer']), ['jouer/aucun-cas', '.notice']];
  const drawn = async (late) => {
    server.reset();
    if (late) server.delay(/_play\.wasm$/, 15_000);
    const seen = [];
    for (const [route, drawn] of screens) {
      page = await newPage(browser);
      await page.goto(`${server.url}#/${route}`);
      await page.waitForSelector(drawn);
      if (!late) await page.waitForFunction(() => window.bifurqueRest.play);
      await page.click('[aria-label="Réglages de lecture"]');
      await page.waitForSelector('dialog[open]');
      seen.push(await page.evaluate(() => `${document.title} ${document.body.innerHTML}`));
      await page.context().close();
    }
    return seen;
  };
  assert.deepEqual(await drawn(true), await drawn(false));
  server.reset();
});

test('while the app loads, a calm word says so; later, what to do', async () => {
  server.delay(/\.wasm$/, 2000);
  page = await newPage(browser);
  await page.clock.install();
  await page.goto(server.url, { waitUntil: 'commit' });
  await page.getByRole('status').filter({ hasText: 'Chargement…' }).waitFor();
  assert.equal(await page.locator('#attente-longue').isVisible(), false);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  assert.equal(await page.locator('#attente-longue').isVisible(), true);
  await started(page);
});

test('without JavaScript, a sentence says what to do', async () => {
  await open({ javaScript: false });
  assert.equal(await page.locator('#sans-javascript').isVisible(), true);
  assert.match(await page.locator('body').innerText(), /Bifurque a besoin de JavaScript/);
  for (const id of ['attente', 'attente-longue', 'sans-wasm', 'panne-chargement']) {
    assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
  }
});

test('without WebAssembly, a sentence says what to do', async () => {
  await openPrepared(() => delete window.WebAssembly);
  await page.locator('#sans-wasm').waitFor();
  assert.match(await page.locator('body').innerText(), /une version récente de Firefox/);
  assert.equal(await page.locator('#attente').isVisible(), false);
  assertQuiet(page);
});

test('with the WebAssembly of 2019 only, the same sentence', async () => {
  await openPrepared(() => {
    WebAssembly.validate = () => false;
  });
  await page.locator('#sans-wasm').waitFor();
  assertQuiet(page);
});

for (const [name, pattern, how] of [
  ['the app cannot be fetched', /\.wasm$/, 'cut'],
  ['the app is not on the server', /\.wasm$/, 404],
  ['the app arrives damaged', /\.wasm$/, { body: 'not wasm' }],
  ['the script of the app cannot be fetched', /app-.*\.js$/, 'cut'],
  ['the script that starts the app is not on the server', /start\.js$/, 404],
]) {
  test(`when ${name}, « Réessayer » loads it again`, async () => {
    server.fail(pattern, how);
    await open();
    await page.locator('#panne-chargement').waitFor();
    assert.equal(await page.locator('#attente').isVisible(), false);
    assertQuiet(page, { errors: true });

    server.reset();
    await clickAndRestart(page, 'Réessayer');
  });
}

test('storage denied does not stop the app', async () => {
  await openPrepared(() => {
    const deny = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
    Object.defineProperty(window, 'localStorage', deny);
    Object.defineProperty(window, 'sessionStorage', deny);
    Object.defineProperty(window, 'indexedDB', deny);
  });
  await started(page);
  assertQuiet(page);
});

for (const stored of ['{"theme":"dark","size":125,"spacing":"wide","motion":"reduced"}', 'not JSON', 'null', '{"theme":{"a":1},"size":"<b>"}']) {
  test(`the look stored as ${stored} is set before the app loads`, async () => {
    server.delay(/\.wasm$/, 1000);
    await openPrepared((value) => localStorage.setItem('bifurque.settings', value), stored);
    const look = await page.evaluate(() => ({ ...document.documentElement.dataset }));
    const expected = stored.includes('dark') ? { theme: 'dark', size: '125', spacing: 'wide', motion: 'reduced' } : {};
    assert.deepEqual(look, { ...expected, boot: '' });
    await started(page);
    assertQuiet(page);
  });
}

const RESCUE = 'Une erreur a arrêté l’application.';

test('a fatal error of the app shows the rescue page, which does not need it', async () => {
  await open();
  await started(page);
  await page.evaluate(() => document.dispatchEvent(new CustomEvent('bifurque:fatal', { detail: 'essai <b>' })));
  await page.getByRole('heading', { name: RESCUE }).waitFor();
  assert.match(await page.locator('body').innerText(), /Vos choix sont enregistrés sur cet appareil\./);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  assert.equal(await page.locator('pre').textContent(), 'essai <b>');
  assertQuiet(page);

  await clickAndRestart(page, 'Reprendre');
  assert.equal(await page.getByRole('heading', { name: RESCUE }).count(), 0);
});

for (const way of ['thrown', 'rejected']) {
  test(`a WebAssembly trap, ${way}, shows the rescue page`, async () => {
    await open();
    await started(page);
    await page.evaluate((how) => {
      // (func (export "f") unreachable)
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
      if (how === 'thrown') setTimeout(f);
      else Promise.resolve().then(f);
    }, way);
    await page.getByRole('heading', { name: RESCUE }).waitFor();
    assertQuiet(page, { errors: true });
  });
}

test('an ordinary error, of an extension for instance, does not', async () => {
  await open();
  await started(page);
  await page.evaluate(() => {
    setTimeout(() => { throw new Error('elsewhere'); });
    Promise.reject(new Error('elsewhere'));
  });
  await page.waitForTimeout(200);
  assert.equal(await page.getByRole('heading', { name: RESCUE }).count(), 0);
});

// A page of the same origin without the app, so that the test alone writes the database.
async function openRescue(fill, argument) {
  server.fail(/^\/empty$/, { body: '<!doctype html><title>.</title>', type: 'text/html' });
  server.fail(/\.wasm$/, 404);
  page = await newPage(browser);
  await page.goto(`${server.url}empty`);
  await page.evaluate(fill, argument);
  await page.goto(server.url);
  await page.locator('#panne-chargement').waitFor();
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('bifurque:fatal', { detail: 'essai' })));
  await page.getByRole('heading', { name: RESCUE }).waitFor();
}

function fillDatabase({ stores, records }) {
  return new Promise((filled, failed) => {
    const request = indexedDB.open('bifurque', 3);
    request.onupgradeneeded = () => stores.forEach((store) => request.result.createObjectStore(store));
    request.onerror = failed;
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction(stores, 'readwrite');
      for (const [store, key, value] of records) transaction.objectStore(store).put(value, key);
      transaction.oncomplete = () => filled(database.close());
    };
  });
}

test('the rescue page gives what IndexedDB holds, readable or not', async () => {
  await openRescue(fillDatabase, {
    stores: ['attempts', 'events', 'other'],
    records: [
      ['attempts', 'b', '{"format":1,"id":"b","seed":7}'],
      ['attempts', 'a', '{"cut off":'],
      ['attempts', 'c', '{"format":1,"id":"c"}'],
      ['attempts', 'd', '{"format":2,"id":"d"}'],
      ['events', ['b', 1], '{"number":1}'],
      ['events', ['b', 0], '{"number":0}'],
      ['events', ['c', 0], '{"number":0}'],
      ['events', ['c', 1], '{"number":1,'],
      ['events', ['c', 2], '{"number":2}'],
      ['events', ['d', 0], '{"number":0}'],
      ['events', ['a', 1], 'not JSON'],
      ['events', ['orphan', 1], '{"number":1}'],
      ['other', 'x', 'left out'],
    ],
  });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger mes parcours' }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^bifurque-secours-\d{4}-\d\d-\d\d\.json$/);
  assert.deepEqual(JSON.parse(await readFile(await file.path(), 'utf8')), {
    format: 1,
    kind: 'bifurque-journal',
    journals: [
      { attempt: { format: 1, id: 'b', seed: 7 }, events: [{ number: 0 }, { number: 1 }] },
      { attempt: { format: 1, id: 'c' }, events: [{ number: 0 }] },
    ],
    damaged: [
      { id: 'a', attempt: '{"cut off":', events: [{ number: 1, value: 'not JSON' }] },
      { id: 'c', attempt: { format: 1, id: 'c' }, events: [{ number: 1, value: '{"number":1,' }, { number: 2, value: { number: 2 } }] },
      { id: 'd', attempt: { format: 2, id: 'd' }, events: [{ number: 0, value: { number: 0 } }] },
      { id: 'orphan', attempt: null, events: [{ number: 1, value: { number: 1 } }] },
    ],
  });
  await page.getByRole('status').filter({ hasText: 'Le fichier est dans vos téléchargements.' }).waitFor();
  assertQuiet(page, { errors: true });
});

for (const [name, fill, argument] of [
  ['no database', () => {}, undefined],
  ['a database without its stores', fillDatabase, { stores: ['other'], records: [] }],
  ['empty stores', fillDatabase, { stores: ['attempts', 'events'], records: [] }],
]) {
  test(`the rescue page says that there is nothing to download: ${name}`, async () => {
    await openRescue(fill, argument);
    const before = await page.evaluate(() => indexedDB.databases());
    await page.getByRole('button', { name: 'Télécharger mes parcours' }).click();
    await page.getByText('Aucun parcours n’a été trouvé sur cet appareil.').waitFor();
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), before, 'looking must not create a database');
    assertQuiet(page, { errors: true });
  });
}
