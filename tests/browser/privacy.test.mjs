// Private by construction: what stays, what is given, what is erased, and that nothing goes anywhere.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { assertQuiet, launch, newPage, started } from './support/browser.mjs';
import { downloaded, everything, file, open, tamper } from './support/device.mjs';
import { ESSAI, serveEssai } from './support/essai.mjs';
import { attemptOf, choose, goTo, handOver, kept, openCase, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const SENTENCE = 'Parce que Camille insistait.';
const PATH = [
  { choice: 'oui', hesitation: 'non', motive: 'lien', reason: SENTENCE },
  { choice: 'agir' },
];

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
beforeEach(async () => {
  serveEssai(server);
  page = await newPage(browser);
  page.setDefaultTimeout(15_000);
});
afterEach(async () => {
  server.reset();
  await page.context().close();
});

async function schema(name) {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(await readFile(new URL(`../../scenarios/${name}.schema.json`, import.meta.url), 'utf8')));
  return (value) => {
    assert.ok(validate(value), JSON.stringify(validate.errors, null, 2));
  };
}

/** Plays the case of the tests with all there is to give: a sentence, two re-readings, a document. */
async function playWithEverything() {
  await start(page, server, ESSAI);
  for (let times = 0; times < 2; times += 1) {
    await page.getByRole('button', { name: 'Relire' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
  }
  await openDocument();
  const last = await walk(page, PATH);
  assert.equal(last.kind, 'ending');
}

async function openDocument() {
  const tools = page.getByRole('navigation', { name: 'Outils' });
  await tools.getByRole('button', { name: /Document|Mode d’emploi/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const title = dialog.getByText('Mode d’emploi').last();
  await title.click();
  await dialog.getByText('Appuyez.').waitFor();
  await dialog.getByRole('button', { name: 'Fermer' }).click();
}

async function toHandOver() {
  await page.evaluate(() => {
    location.hash = location.hash.replace(/\/(bilan|transmettre)$/, '') + '/transmettre';
  });
  await page.locator('#transmettre').waitFor();
}

/** Every key of a value, at any depth. */
function keysOf(value) {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('what is handed over', () => {
  const PINS = ['format', 'kind', 'attempt', 'scenario', 'title', 'version', 'digest', 'shape', 'seed', 'engine', 'players', 'path', 'ending'];

  test('by default: the path, the hesitations and the motives; no time, no re-reading, no document, no sentence, no date', async () => {
    const valid = await schema('hand-over');
    await playWithEverything();
    await toHandOver();
    const { content } = await handOver(page);
    valid(content);
    assert.deepEqual(Object.keys(content).sort(), [...PINS].sort());
    assert.deepEqual(content.path, [
      { scene: 'demande', choice: 'oui', hesitation: { with: 'non' }, motive: 'lien' },
      { scene: 'delai', choice: 'agir' },
    ]);
    assert.deepEqual(content.players, { mode: 'alone', people: 1 });
    for (const key of ['elapsed', 'started', 'reason', 'rereadings', 'opened', 'settings', 'date']) assert.ok(!keysOf(content).includes(key), key);
    const text = JSON.stringify(content);
    assert.ok(!text.includes(SENTENCE) && !text.includes('Camille'));
    assert.doesNotMatch(text, new RegExp(String(new Date().getFullYear())), 'no date');
    assertQuiet(page);
  });

  for (const [tick, change] of [
    ['reasons', (content) => { content.path[0].reason = SENTENCE; }],
    ['times', (content, given) => { content.path.forEach((step, index) => { step.elapsed = given.path[index].elapsed; }); }],
    ['rereadings', (content) => { content.rereadings = 2; }],
    ['resources', (content) => { content.opened = ['mode-emploi']; }],
  ]) {
    test(`the tick “${tick}” adds exactly its own`, async () => {
      const valid = await schema('hand-over');
      await playWithEverything();
      await toHandOver();
      for (const box of await page.locator('.sharing input[type=checkbox]').all()) assert.equal(await box.isChecked(), false, 'nothing is ticked at first');
      const bare = (await handOver(page)).content;
      await page.locator(`.sharing input[name=${tick}]`).check();
      const { content } = await handOver(page);
      valid(content);
      const expected = structuredClone(bare);
      change(expected, content);
      assert.deepEqual(content, expected);
      assert.notDeepEqual(content, bare);
      if (tick === 'times') {
        for (const { elapsed } of content.path) assert.ok(Number.isInteger(elapsed) && elapsed > 0 && elapsed < 120_000, `since the beginning, not a date: ${elapsed}`);
      }
      if (tick === 'reasons') await page.getByText(/rien qui permette de reconnaître/).waitFor();
      // Unticked, it is gone again.
      await page.locator(`.sharing input[name=${tick}]`).uncheck();
      assert.deepEqual((await handOver(page)).content, bare);
      assertQuiet(page);
    });
  }

  test('before the end: the path so far, and no ending', async () => {
    const valid = await schema('hand-over');
    await start(page, server, ESSAI);
    await choose(page, 'non');
    await toHandOver();
    const { content } = await handOver(page);
    valid(content);
    assert.deepEqual(content.path.map(({ choice }) => choice), ['non']);
    assert.ok(!('ending' in content));
  });

  test('« Et si… ? » is not in it', async () => {
    await playWithEverything();
    await toHandOver();
    const before = (await handOver(page)).content;
    await page.evaluate(() => {
      location.hash = location.hash.replace('/transmettre', '/bilan');
    });
    await page.locator('.wonder').first().click();
    await choose(page, 'non');
    await toHandOver();
    assert.deepEqual((await handOver(page)).content, before);
  });

  test('the journal, for its owner, holds everything and fits its published schema', async () => {
    const valid = await schema('journal');
    await playWithEverything();
    await toHandOver();
    const { json, text } = await downloaded(page, () => page.getByRole('button', { name: 'Télécharger mon parcours' }).click());
    valid(json);
    assert.ok(text.includes(SENTENCE));
    for (const key of ['elapsed', 'started', 'reason', 'opened']) assert.ok(keysOf(json).includes(key), key);
  });

  test('a hand-over opened again tells the same path, and keeps nothing', async () => {
    await playWithEverything();
    await toHandOver();
    const { content } = await handOver(page);
    const elsewhere = await newPage(browser);
    await goTo(elsewhere, server, 'mes-parcours');
    await elsewhere.setInputFiles('#fichier', file('parcours.bifurque.json', content));
    await elsewhere.locator('.open-file').getByText('Vous avez dit oui').waitFor();
    assert.deepEqual(await everything(elsewhere), []);
    await elsewhere.context().close();
  });
});

describe('« Jouer sans trace »', () => {
  /** Everything that the browser could keep for this site, but for what the cache holds. */
  const traces = () =>
    page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));

  for (const [name, query, tick] of [['ticked', '', true], ['asked for by the session link', 'trace=non', false]]) {
    test(`${name}: nothing is written to IndexedDB or localStorage, from the introduction to the hand-over`, async () => {
      await openCase(page, server, ESSAI, query);
      if (tick) await page.locator('input[name=trace]').check();
      assert.equal(await page.locator('input[name=trace]').isChecked(), true);
      await page.evaluate(() => {
        window.written = [];
        for (const method of ['add', 'put']) {
          const original = IDBObjectStore.prototype[method];
          IDBObjectStore.prototype[method] = function (...given) {
            window.written.push([method, ...given]);
            return original.apply(this, given);
          };
        }
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (...given) {
          window.written.push(given);
          return set.apply(this, given);
        };
      });
      await page.click('#commencer');
      assert.equal((await walk(page, PATH)).kind, 'ending');
      await page.click('#vers-bilan');
      await page.locator('#etiquettes').click();
      await toHandOver();
      assert.equal((await handOver(page)).content.path.length, 2);
      assert.deepEqual(await everything(page), []);
      assert.deepEqual(await page.evaluate(() => window.written), []);
      assert.deepEqual(await traces(), { local: {}, session: {}, cookies: '', caches: [], workers: 0 });

      const attempt = attemptOf(page);
      await open(page, server, `parcours/${attempt}`);
      await page.getByRole('heading', { name: 'Ce parcours ne peut pas être ouvert' }).waitFor();
      assert.ok(!(await page.locator('main').innerText()).includes('demande'));
      assertQuiet(page);
    });
  }

  test('it is not the default, and the introduction says what is kept and where', async () => {
    await openCase(page, server, ESSAI);
    assert.equal(await page.locator('input[name=trace]').isChecked(), false);
    assert.match(await page.locator('main').innerText(), /sur cet appareil seulement, sans nom\. Rien n’est envoyé/);
  });
});

describe('« Poste partagé »', () => {
  const HOUR = 60 * 60 * 1000;

  async function startShared() {
    await openCase(page, server, ESSAI, 'poste=partage');
    assert.equal(await page.locator('input[name=poste]').isChecked(), true);
    await page.click('#commencer');
    await choose(page, 'oui');
    return attemptOf(page);
  }

  test('« Reprendre » is not offered to the next person, who cannot read the path but may erase it', async () => {
    const attempt = await startShared();
    await open(page, server);
    await page.locator('.cards').waitFor();
    assert.equal(await page.locator('.resume-link').count(), 0);
    await open(page, server, 'mes-parcours');
    await page.locator('.record').waitFor();
    assert.equal(await page.getByRole('link', { name: /Reprendre|Mon bilan/ }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Télécharger mon parcours' }).count(), 0);
    await page.getByRole('button', { name: /^Effacer :/ }).click();
    await page.click('#effacer');
    await page.getByText('Cet appareil ne garde aucun parcours.').waitFor();
    assert.deepEqual(await everything(page), []);
    assert.ok(attempt);
  });

  test('the person who plays loses nothing by a reload', async () => {
    await startShared();
    const seen = await screen(page);
    await page.reload();
    assert.deepEqual(await screen(page), seen);
  });

  test('the hand-over erases it, and the back button does not bring it back', async () => {
    await startShared();
    await toHandOver();
    assert.deepEqual((await handOver(page)).content.path.map(({ choice }) => choice), ['oui']);
    await page.getByRole('heading', { name: 'Vos traces ont été effacées de ce poste' }).waitFor();
    assert.deepEqual(await everything(page), []);
    await page.goBack();
    await page.waitForFunction(() => !location.hash.endsWith('/transmettre'));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.ok(!(await page.locator('#app').innerText()).includes('Vous dites oui'), await page.locator('#app').innerText());
    assert.equal(await page.locator('#valider, #continuer, #transmettre').count(), 0);
    await page.reload();
    await started(page);
    await page.getByRole('heading', { name: 'Ce parcours ne peut pas être ouvert' }).waitFor();
    assertQuiet(page);
  });

  test('after four hours it is erased, whatever page is open', async () => {
    await startShared();
    await page.clock.install();
    await page.clock.setFixedTime(Date.now() + 3 * HOUR + 50 * 60_000);
    await open(page, server, 'vie-privee');
    assert.notDeepEqual(await everything(page), [], 'before four hours it stays');
    await page.clock.setSystemTime(Date.now() + 4 * HOUR + 60_000);
    await page.clock.runFor(61_000);
    await page.waitForFunction(async () => {
      const database = await new Promise((opened) => {
        const request = indexedDB.open('bifurque');
        request.onsuccess = () => opened(request.result);
      });
      const count = await new Promise((counted) => {
        const request = database.transaction('events').objectStore('events').count();
        request.onsuccess = () => counted(request.result);
      });
      database.close();
      return count === 0;
    });
    assert.deepEqual(await everything(page), []);
  });

  test('one that is older than four hours is erased when the app starts; an attempt that is not shared stays', async () => {
    const shared = await startShared();
    await start(page, server, ESSAI);
    const own = attemptOf(page);
    const { attempts } = await kept(page);
    await open(page, server);
    await tamper(page, {
      put: [shared, own].map((id) => {
        const attempt = JSON.parse(attempts[id]);
        return ['attempts', id, JSON.stringify({ ...attempt, started: attempt.started - 4 * HOUR - 1000 })];
      }),
    });
    await open(page, server);
    await page.locator('.resume-link').waitFor();
    assert.deepEqual(Object.keys((await kept(page)).attempts), [own]);
    assert.deepEqual(Object.keys((await kept(page)).events), [own]);
  });
});

describe('erasing', () => {
  async function two() {
    const ids = [];
    for (const choice of ['oui', 'non']) {
      await start(page, server, ESSAI);
      ids.push(attemptOf(page));
      await choose(page, choice);
    }
    return ids;
  }

  test('« Effacer » erases one attempt, after asking, and leaves the others', async () => {
    const [first, second] = await two();
    await open(page, server, 'mes-parcours');
    await page.locator('.record').first().waitFor();
    const which = await page.locator('.record').first().getByRole('link', { name: 'Reprendre' }).getAttribute('href');
    await page.locator('.record').first().getByRole('button', { name: /^Effacer/ }).click();
    await page.getByRole('dialog').getByText(/Il ne pourra pas être retrouvé/).waitFor();
    assert.equal(Object.keys((await kept(page)).attempts).length, 2, 'nothing is erased before the answer');
    await page.click('#effacer');
    await page.waitForFunction(() => document.querySelectorAll('.record').length === 1);
    const left = [first, second].filter((id) => !which.endsWith(id));
    assert.deepEqual(Object.keys((await kept(page)).attempts), left);
    assert.deepEqual(Object.keys((await kept(page)).events), left);
    await page.locator('#etat').filter({ hasText: 'Effacé de cet appareil.' }).waitFor();
  });

  test('« Fermer » erases nothing', async () => {
    await two();
    const before = await everything(page);
    await open(page, server, 'mes-parcours');
    await page.locator('.record').first().getByRole('button', { name: /^Effacer/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.equal((await everything(page)).length, before.length);
  });

  test('« Effacer toutes mes traces » erases everything, damaged attempts too', async () => {
    const [first] = await two();
    await open(page, server);
    await tamper(page, { put: [['attempts', first, 'gribouillis'], ['events', ['orphelin', 0], '{}']] });
    await open(page, server, 'mes-parcours');
    await page.click('#tout-effacer');
    await page.click('#effacer');
    await page.getByText('Cet appareil ne garde aucun parcours.').waitFor();
    assert.deepEqual(await everything(page), []);
    await page.locator('[role=alert]').filter({ hasText: 'ne peut pas être lu' }).waitFor({ state: 'detached' });
  });

  test('an attempt erased in another tab is not brought back by the one that plays it', async () => {
    await start(page, server, ESSAI);
    const other = await page.context().newPage();
    await goTo(other, server, 'mes-parcours');
    await other.click('#tout-effacer');
    await other.click('#effacer');
    await other.getByText('Cet appareil ne garde aucun parcours.').waitFor();
    // Selecting writes, and finds nothing to write to.
    await page.locator('#choix-oui').evaluate((radio) => radio.click());
    await page.getByRole('heading', { name: 'Ce parcours a été effacé' }).waitFor();
    assert.deepEqual(await everything(page), []);
  });
});

describe('the network', () => {
  test('no request beyond the page’s own origin, and none that carries anything: only GET, no query, no id', async () => {
    const sent = [];
    page.on('request', (request) => sent.push(request));
    await playWithEverything();
    const attempt = attemptOf(page);
    await page.click('#vers-bilan');
    await page.locator('#etiquettes').click();
    await page.waitForLoadState('networkidle');
    await toHandOver();
    await handOver(page);
    await open(page, server, 'mes-parcours');
    await page.locator('.record').waitFor();
    await open(page, server, 'vie-privee');
    const requests = sent.filter((request) => !/^(blob|data|about):/.test(request.url()));
    assert.ok(requests.length > 10);
    for (const request of requests) {
      const url = new URL(request.url());
      assert.equal(url.origin, new URL(server.url).origin);
      assert.equal(request.method(), 'GET', url.href);
      assert.equal(url.search, '', url.href);
      assert.equal(request.postData(), null, url.href);
      assert.ok(!url.pathname.includes(attempt) && !/[0-9a-f]{32}/.test(url.pathname), url.href);
      const headers = await request.allHeaders();
      assert.ok(!('cookie' in headers), url.href);
      assert.ok(!JSON.stringify(headers).includes(attempt), 'not in the referrer either');
    }
    assertQuiet(page);
  });
});
