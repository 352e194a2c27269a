// « When things go wrong »: each gets one calm French sentence that says what happened and what to do, and nothing recorded is lost.
//
// A browser without JavaScript or without WebAssembly: boot.test.mjs.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { assertQuiet, clickAndRestart, launch, newPage } from './support/browser.mjs';
import { downloaded, everything, file, fillUp, open, tamper, visit } from './support/device.mjs';
import { attemptOf, begin, cases, choose, events, goOn, goTo, handOver, playsByEnding, readScenario, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'premiers-pas';
const SCENARIO = /premiers-pas\/scenario\.json$/;
const TO_THE_END = ['tasse', 'chaise'];

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
beforeEach(async () => {
  page = await newPage(browser);
  page.setDefaultTimeout(15_000);
});
afterEach(async () => {
  server.reset();
  await page.context().close();
});

const main = () => page.locator('main');
const keep = () => page.getByRole('button', { name: 'Télécharger mon parcours' }).first();
const chosen = (journal) => journal.events.map(({ event }) => event.chose?.choice).filter(Boolean);

/** One sentence, or two, in calm French: no jargon, no shouting, and something to do. */
function assertCalm(text) {
  assert.match(text, /\.$/, text);
  assert.ok(text.length > 30 && text.length < 300, text);
  assert.doesNotMatch(text, /erreur|error|invalide|échec|fatal|IndexedDB|panic|undefined|null|!/i, text);
}

/** The page that says one thing: its heading, its sentence. */
async function notice(heading, sentence) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  const text = await main().locator('h1 + p').textContent();
  assertCalm(text);
  assert.match(text, sentence);
  await main().getByRole('link', { name: 'Aller au catalogue' }).waitFor();
  return text;
}

describe('storage', () => {
  test('storage denied: play goes on in memory, the banner says so, and the download holds everything', async () => {
    await page.addInitScript(() => {
      const deny = { get: () => { throw new DOMException('denied', 'SecurityError'); } };
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, deny);
    });
    await start(page, server, CASE);
    const banner = page.locator('.trouble');
    assertCalm(await banner.textContent());
    assert.match(await banner.textContent(), /refuse d’enregistrer.*Téléchargez-le avant de la fermer/);
    const last = await walk(page, TO_THE_END);
    assert.equal(last.kind, 'ending');
    await page.click('#vers-bilan');
    const journal = await downloaded(page, () => keep().click());
    assert.deepEqual(chosen(journal.json.journals[0]), TO_THE_END);

    await page.evaluate(() => { location.hash = '#/mes-parcours'; });
    await page.getByText('en mémoire seulement').waitFor();
    await page.setInputFiles('#fichier', journal.path);
    await page.locator('.open-file').getByText('Vous avez pris la tasse bleue').waitFor();
    assertQuiet(page);
  });

  test('storage full: play goes on in memory, the banner says so, and the download holds everything', async () => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 1_000_000 });
    await start(page, server, CASE);
    await choose(page, 'tasse');
    await page.evaluate(fillUp);
    const last = await walk(page, ['chaise']);
    assert.equal(last.kind, 'ending');
    const banner = page.locator('.trouble');
    await banner.waitFor();
    assertCalm(await banner.textContent());
    assert.match(await banner.textContent(), /plus de place.*téléchargez votre parcours/);
    await page.click('#vers-bilan');
    const { json } = await downloaded(page, () => keep().click());
    assert.deepEqual(chosen(json.journals[0]), TO_THE_END);
    assert.ok(json.journals[0].events.some(({ event }) => event.finished));
    // What was on the device before stays there.
    assert.ok((await events(page)).some(({ event }) => event.chose?.choice === 'tasse'));
    assertQuiet(page);
  });

  test('storage made by a newer version: nothing is erased, the banner says so, play goes on in memory', async () => {
    await goTo(page, server);
    await page.evaluate(
      () =>
        new Promise((made, failed) => {
          const request = indexedDB.open('bifurque', 9);
          request.onerror = failed;
          request.onsuccess = () => made(request.result.close());
        }),
    );
    await open(page, server);
    await start(page, server, CASE);
    assertCalm(await page.locator('.trouble').textContent());
    assert.match(await page.locator('.trouble').textContent(), /version plus récente/);
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    assertQuiet(page);
  });

  for (const [name, damage] of [
    ['an event replaced by a text that is not JSON', (id) => ({ put: [['events', [id, 3], 'gribouillis']] })],
    ['an event replaced by JSON of another kind', (id) => ({ put: [['events', [id, 3], '{"number":3,"elapsed":1,"event":{"flew":"away"}}']] })],
    ['an event replaced by a thing that is not a text', (id) => ({ put: [['events', [id, 3], { hand: 1 }]] })],
    ['a number missing', (id) => ({ remove: [['events', [id, 2]]] })],
    ['a number that no event has', (id) => ({ put: [['events', [id, 4_000_000_000], '{}']] })],
    ['the attempt replaced by a text that is not JSON', (id) => ({ put: [['attempts', id, '{"format":1,']] })],
    ['the attempt replaced by a thing that is not a text', (id) => ({ put: [['attempts', id, 42]] })],
    ['an attempt of a later format', (id) => ({ put: [['attempts', id, '{"format":2,"id":"?"}']] })],
  ]) {
    test(`storage corrupted by hand, ${name}: a calm sentence, nothing dropped, the other attempts intact`, async () => {
      await start(page, server, CASE);
      const whole = attemptOf(page);
      await choose(page, 'tasse');
      await start(page, server, CASE);
      const damaged = attemptOf(page);
      await choose(page, 'demander');
      await tamper(page, damage(damaged));
      const before = await everything(page);

      await open(page, server);
      const resume = page.locator('.resume-link');
      await resume.first().waitFor();
      assert.deepEqual(await resume.evaluateAll((links) => links.map((link) => link.getAttribute('href'))), [`#/parcours/${whole}`]);

      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Mes parcours' }).click();
      const alert = main().locator('.trouble').first();
      await alert.waitFor();
      const sentence = await alert.locator('p').first().textContent();
      assertCalm(sentence);
      assert.match(sentence, /ne peut pas être lu/);
      assert.equal(await page.locator('.record').count(), 1);
      const rescued = await downloaded(page, () => alert.getByRole('button', { name: 'Télécharger ce qui reste lisible' }).click());
      assert.equal(rescued.json.kind, 'bifurque-journal');
      assert.ok(rescued.json.journals.some(({ attempt, events }) => attempt.id === whole && events.length >= 3));
      assert.ok(rescued.text.includes(damaged), 'the damaged one is in the file, as it is');
      await page.setInputFiles('#fichier', rescued.path);
      await page.locator('.open-file').getByText('Vous avez pris la tasse bleue').waitFor();

      await visit(page, `parcours/${damaged}`);
      await notice('Ce parcours ne peut pas être ouvert', /ne peut plus être lue/);
      await main().getByRole('button', { name: 'Télécharger ce qui reste lisible' }).waitFor();
      assert.deepEqual(await everything(page), before, 'nothing dropped, nothing repaired in silence');

      await visit(page, `parcours/${whole}`);
      assert.equal((await walk(page, ['chaise'])).kind, 'ending');
      assertQuiet(page);
    });
  }
});

const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const BROKEN = [
  ['truncated', (text) => text.slice(0, text.length / 2), /abîmé/],
  ['empty', () => '', /abîmé/],
  ['over the 16 MB limit', (text) => Buffer.concat([Buffer.from(text), Buffer.alloc(16 * 1024 * 1024, ' ')]), /trop volumineux/],
  ['in Latin-1', (text) => Buffer.from(text.replace(/[’…–œ]/g, ''), 'latin1'), /pas enregistré en UTF-8/],
  ['in UTF-16', utf16, /pas enregistré en UTF-8/],
  ['with unknown keys', (text) => text.replace('"title":', '"titel": "?", "title":'), /abîmé ou écrit pour une autre version/, /titel/],
  ['of a future format', (text) => text.replace('"format": 1', '"format": 2'), /abîmé ou écrit pour une autre version/, /B004 \$\.format/],
];

describe('the scenario', () => {
  let text;
  before(async () => {
    text = JSON.stringify(await readScenario(CASE), null, 2);
  });

  for (const [name, spoil, sentence, detail] of BROKEN) {
    test(`a scenario file ${name}: one calm sentence; an attempt at it can be downloaded, and goes on once the file is right again`, async () => {
      await start(page, server, CASE);
      const attempt = attemptOf(page);
      await choose(page, 'tasse');
      server.fail(SCENARIO, { body: spoil(text), type: 'application/json' });

      await open(page, server, `jouer/${CASE}`);
      await notice('Ce cas ne peut pas être ouvert', sentence);
      if (detail) assert.match(await main().locator('details').textContent(), detail);

      await visit(page, `parcours/${attempt}`);
      await notice('Le cas de ce parcours ne peut pas être ouvert', sentence);
      const { json } = await downloaded(page, () => keep().click());
      assert.deepEqual(chosen(json.journals[0]), ['tasse']);

      server.reset();
      await open(page, server, `parcours/${attempt}`);
      assert.equal((await walk(page, ['chaise'])).kind, 'ending');
      assertQuiet(page, { errors: true });
    });
  }

  test('a scenario with keys of another tool (“x-…”) is played', async () => {
    server.fail(SCENARIO, { body: text.replace('"title":', '"x-editor": { "colour": 3 }, "title":'), type: 'application/json' });
    await start(page, server, CASE);
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    assertQuiet(page);
  });

  test('scenario missing (404): one calm sentence, at its address and at that of an attempt', async () => {
    await start(page, server, CASE);
    const attempt = attemptOf(page);
    await choose(page, 'tasse');
    server.fail(SCENARIO, 404);
    await open(page, server, `jouer/${CASE}`);
    await notice('Ce cas ne peut pas être ouvert', /n’est pas, ou n’est plus, à cette adresse/);
    await Promise.all([page.waitForResponse(/un-cas-inconnu/), visit(page, 'jouer/un-cas-inconnu')]);
    await notice('Ce cas ne peut pas être ouvert', /n’est pas, ou n’est plus, à cette adresse/);
    await visit(page, `parcours/${attempt}`);
    await notice('Le cas de ce parcours ne peut pas être ouvert', /n’est pas, ou n’est plus, à cette adresse/);
    assert.deepEqual(chosen((await downloaded(page, () => keep().click())).json.journals[0]), ['tasse']);
    assertQuiet(page, { errors: true });
  });

  test('a catalogue that cannot be fetched: one calm sentence', async () => {
    server.fail(/catalogue\.json$/, 500);
    await open(page, server);
    await page.getByRole('heading', { level: 1, name: 'Le catalogue ne peut pas être ouvert' }).waitFor();
    assertCalm(await main().locator('h1 + p').textContent());
    assertQuiet(page, { errors: true });
  });

  test('the network gone after load: play goes on to the end, the bilan and the hand-over', async () => {
    await start(page, server, CASE);
    server.fail(/./, 'cut');
    await page.context().setOffline(true);
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    await page.click('#vers-bilan');
    await page.locator('#etiquettes').click();
    await page.waitForFunction(() => document.querySelector('#etiquettes')?.getAttribute('aria-expanded') !== 'false');
    assert.match(await main().innerText(), /Vous avez pris la tasse bleue/);
    await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
    await page.locator('#transmettre').waitFor();
    const given = await handOver(page);
    assert.deepEqual(given.content.path.map(({ choice }) => choice), TO_THE_END);
    assert.equal(given.content.ending, 'biscuits');
    // Another case needs the network: that is said, and the way back works.
    await page.evaluate(() => { location.hash = '#/jouer/equipe-du-soir'; });
    await notice('Ce cas ne peut pas être ouvert', /pas connecté|ne répond pas/);
    assertQuiet(page, { errors: true });
  });
});

describe('the rest of the app, which comes while the first screens are read', () => {
  const REST = /_play\.wasm$/;
  const TRAINERS = /_trainers\.wasm$/;

  test('late: the first screens are there without it; what needs it waits, then opens', async () => {
    server.delay(REST, 4000);
    await goTo(page, server);
    await page.locator('.cards a[href$=premiers-pas]').click();
    await page.locator('#commencer').click();
    assert.equal(await page.evaluate(() => Promise.race([window.bifurqueRest.play, 'not yet'])), 'not yet');
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    assertQuiet(page);
  });

  test('late, for a person in a hurry: a function called before it has come fetches it', async () => {
    await page.addInitScript(() => {
      window.hurried = 0;
      const { open } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.open = function (...given) {
        window.hurried += 1;
        return open.apply(this, given);
      };
      const { fetch } = window;
      window.fetch = async (...given) => {
        if (String(given[0]).endsWith('_play.wasm')) await new Promise((late) => setTimeout(late, 5000));
        return fetch(...given);
      };
    });
    await goTo(page, server);
    await page.locator('.cards').waitFor();
    await page.getByRole('button', { name: 'Réglages de lecture' }).click();
    assert.equal(await page.evaluate(() => window.hurried), 0);
    // The first part's profile (tools/split-profile.mjs) does not tick it, so what it does is in the next.
    await page.locator('input[name=aloud]').check();
    assert.equal(await page.evaluate(() => window.hurried), 1);
    assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem('bifurque.settings')).aloud), true);
    await page.keyboard.press('Escape');
    await page.locator('.cards a[href$=premiers-pas]').click();
    await page.locator('#commencer').click();
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    assert.equal(await page.evaluate(() => window.hurried), 1);
    assertQuiet(page);
  });

  test('it does not come: one calm sentence where it is needed, and all goes on once it is there', async () => {
    await start(page, server, CASE);
    const attempt = attemptOf(page);
    await choose(page, 'tasse');

    server.fail(REST, 503);
    await open(page, server, `jouer/${CASE}`);
    await page.locator('#commencer').click();
    await page.getByRole('status').filter({ hasText: 'Retrouvez le réseau, puis rechargez la page' }).waitFor({ timeout: 30_000 });
    await open(page, server, `parcours/${attempt}`);
    page.setDefaultTimeout(30_000);
    await notice('L’application n’a pas fini de se charger', /Retrouvez le réseau, puis rechargez la page/);

    server.reset();
    await open(page, server, `parcours/${attempt}`);
    assert.equal((await walk(page, ['chaise'])).kind, 'ending');
    assertQuiet(page, { errors: true });
  });

  test('the trainers’ part does not come: no trainee needs it, and a trainer is told', { timeout: 180_000 }, async () => {
    server.fail(TRAINERS, 503);
    for (const id of await cases()) {
      const { choices } = (await playsByEnding(id)).at(-1);
      await open(page, server, `jouer/${id}`);
      await begin(page);
      assert.equal((await walk(page, choices)).kind, 'ending');
      await page.click('#vers-bilan');
      await page.click('#etiquettes');
      await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
      await handOver(page);
    }
    await visit(page, 'mes-parcours');
    await page.locator('.record').first().waitFor();
    const asked = server.requests.filter((path) => TRAINERS.test(path)).length;
    await open(page, server, 'animer');
    page.setDefaultTimeout(30_000);
    await notice('L’application n’a pas fini de se charger', /Retrouvez le réseau, puis rechargez la page/);
    assert.ok(server.requests.filter((path) => TRAINERS.test(path)).length > asked, 'it is asked for again');
    server.reset();
    await open(page, server, 'animer');
    await page.locator('.case-row').first().waitFor();
    assertQuiet(page, { errors: true });
  });
});

describe('a scenario changed since a record was made', () => {
  async function playedThenChanged(change) {
    await start(page, server, CASE);
    const attempt = attemptOf(page);
    await choose(page, 'tasse');
    await goOn(page);
    const before = await everything(page);
    const scenario = await readScenario(CASE);
    change(scenario);
    server.fail(SCENARIO, { body: JSON.stringify(scenario), type: 'application/json' });
    await open(page, server, `parcours/${attempt}`);
    return { attempt, before };
  }

  test('a patch: play resumes where it was, with a sentence that says so', async () => {
    await playedThenChanged((scenario) => {
      scenario.version = '1.0.1';
      scenario.scenes[1].title = 'La clé des petits biscuits';
    });
    assert.equal((await screen(page)).heading, 'La clé des petits biscuits');
    await page.getByText('Le texte du cas a été retouché depuis ce parcours').waitFor();
    assert.equal((await walk(page, ['chaise'])).kind, 'ending');
    assertQuiet(page);
  });

  test('a choice renamed, and said so: play resumes', async () => {
    await playedThenChanged((scenario) => {
      scenario.version = '1.0.1';
      scenario.scenes[0].decision.choices[0].id = 'tasse-bleue';
      scenario.renamed = { tasse: 'tasse-bleue' };
    });
    assert.equal((await walk(page, ['chaise'])).kind, 'ending');
  });

  test('a story rewritten (a major version): kept and downloaded, not resumed, and why', async () => {
    const { before } = await playedThenChanged((scenario) => {
      scenario.version = '2.0.0';
      scenario.scenes[1].title = 'Autre chose';
    });
    await notice('Le cas a changé depuis ce parcours', /remanié.*version 1\.0\.\d+/);
    assert.deepEqual(chosen((await downloaded(page, () => keep().click())).json.journals[0]), ['tasse']);
    assert.deepEqual(await everything(page), before);
  });

  test('a decision removed: no longer playable, and why; the record can be downloaded', async () => {
    const { before } = await playedThenChanged((scenario) => {
      scenario.version = '1.1.0';
      scenario.scenes[0].decision.choices[0].id = 'autre';
    });
    await notice('Le cas a changé depuis ce parcours', /décision 1 n’y existe plus/);
    assert.deepEqual(chosen((await downloaded(page, () => keep().click())).json.journals[0]), ['tasse']);
    assert.deepEqual(await everything(page), before, 'never a silent reset');
    assertQuiet(page);
  });
});

describe('a record opened from a file', () => {
  let journal;
  let given;
  let made;
  before(async () => {
    made = await newPage(browser);
    made.setDefaultTimeout(15_000);
    await start(made, server, CASE);
    await walk(made, TO_THE_END);
    await made.click('#vers-bilan');
    journal = (await downloaded(made, () => made.getByRole('button', { name: 'Télécharger mon parcours' }).click())).text;
    await made.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
    await made.locator('#transmettre').waitFor();
    given = JSON.stringify((await handOver(made)).content);
    await open(made, server);
    await tamper(made, { remove: (await everything(made)).map(([store, key]) => [store, key]) });
  });
  after(() => made.context().close());

  // One page for all these tests: each comes back to « Mes parcours ».
  async function opened(name, content) {
    await visit(made, 'vie-privee');
    await made.getByRole('heading', { name: 'Vie privée' }).waitFor();
    await visit(made, 'mes-parcours');
    await made.setInputFiles('#fichier', file(name, content));
  }

  const RECORDS = [
    ['edited by hand: a choice that does not exist', () => journal.replace(/"tasse"/g, '"theiere"'), /modifié ou abîmé/],
    ['edited by hand: another choice than the one played', () => journal.replace(/"tasse"/g, '"demander"'), /modifié ou abîmé/],
    ['edited by hand: an event taken out', () => journal.replace(/\{\s*"number": 3,[^]*?\},\s*(?=\{\s*"number": 4)/, ''), /modifié ou abîmé/],
    ['edited by hand: a key that is not ours', () => journal.replace('"seed": 0', '"seed": 0, "graine": 0'), /modifié ou abîmé/],
    ['truncated', () => journal.slice(0, journal.length / 2), /s’arrête au milieu/],
    ['empty', () => '', /incomplet ou abîmé/],
    ['of a newer format', () => journal.replace('"format": 1', '"format": 7'), /version plus récente/],
    ['not ours: a photograph', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]), /pas un texte en UTF-8/],
    ['not ours: JSON of something else', () => '{"name":"something","dependencies":{}}', /pas un parcours/],
    ['not ours: a list', () => '[1,2,3]', /pas un parcours/],
    ['in UTF-16', () => utf16(journal), /pas un texte en UTF-8/],
    ['far too large', () => Buffer.alloc(5 * 1024 * 1024, ' '), /trop volumineux/],
    ['without any journal', () => '{"format":1,"kind":"bifurque-journal","journals":[]}', /aucun parcours/],
    ['a hand-over edited by hand', () => given.replace('"tasse"', '"theiere"'), /ne correspond pas au cas/],
    ['a hand-over of a newer format', () => given.replace('"format":1', '"format":2'), /version plus récente/],
  ];
  for (const [name, content, sentence] of RECORDS) {
    test(`a record ${name}: one calm sentence, and nothing is changed here`, async () => {
      await opened('parcours.bifurque.json', content());
      const alert = made.locator('.open-file [role=alert] > p');
      await alert.waitFor();
      assertCalm(await alert.textContent());
      assert.match(await alert.textContent(), sentence);
      assert.deepEqual(await everything(made), []);
      assert.equal(await made.locator('.open-file .told').count(), 0);
      assertQuiet(made);
    });
  }

  for (const [name, content] of [['journal', () => journal], ['hand-over', () => given]]) {
    test(`after a refused file, a sound ${name} opens`, async () => {
      await opened('a.json', 'x');
      await made.locator('.open-file [role=alert]').waitFor();
      await made.setInputFiles('#fichier', file('b.json', content()));
      await made.locator('.open-file').getByText('Vous avez pris la tasse bleue').waitFor();
      assert.equal(await made.locator('.open-file [role=alert]').count(), 0);
      assert.deepEqual(await everything(made), []);
    });
  }
});

describe('a fatal error in WebAssembly', () => {
  test('shows a page written outside it; its download re-opens in « Mes parcours », and « Reprendre » resumes exactly there', async () => {
    await start(page, server, CASE);
    await choose(page, 'tasse');
    await goOn(page);
    const attempt = attemptOf(page);
    const seen = await screen(page);
    await page.evaluate(() => window.dispatchEvent(new CustomEvent('bifurque:fatal', { detail: 'essai' })));
    await page.getByRole('heading', { name: 'Une erreur a arrêté l’application.' }).waitFor();
    const rescued = await downloaded(page, () => page.getByRole('button', { name: 'Télécharger mes parcours' }).click());
    assert.deepEqual(rescued.json.journals.map((journal) => [journal.attempt.id, chosen(journal)]), [[attempt, ['tasse']]]);
    assert.deepEqual(rescued.json.damaged, []);

    await clickAndRestart(page, 'Reprendre');
    assert.deepEqual(await screen(page), seen);

    const elsewhere = await newPage(browser);
    await goTo(elsewhere, server, 'mes-parcours');
    await elsewhere.setInputFiles('#fichier', rescued.path);
    await elsewhere.locator('.open-file').getByText('Vous avez pris la tasse bleue').waitFor();
    await elsewhere.context().close();
    assertQuiet(page);
  });

  test('with several attempts and a damaged one, the file opens each that is sound', async () => {
    await start(page, server, CASE);
    await choose(page, 'tasse');
    await start(page, server, CASE);
    await choose(page, 'demander');
    await start(page, server, CASE);
    const damaged = attemptOf(page);
    await tamper(page, { put: [['attempts', damaged, '{"format":1,']] });
    await page.evaluate(() => window.dispatchEvent(new CustomEvent('bifurque:fatal', { detail: 'essai' })));
    const rescued = await downloaded(page, () => page.getByRole('button', { name: 'Télécharger mes parcours' }).click());
    assert.equal(rescued.json.journals.length, 2);
    assert.deepEqual(rescued.json.damaged.map(({ id, attempt }) => [id, attempt]), [[damaged, '{"format":1,']]);

    await open(page, server, 'mes-parcours');
    await page.setInputFiles('#fichier', rescued.path);
    const file = page.locator('.open-file');
    await file.getByText('Vous avez pris la tasse bleue').waitFor();
    await file.getByText('Vous avez demandé à Yasmine').waitFor();
  });

  test('a real one: WebAssembly that traps while it draws shows the same page, and nothing is lost', async () => {
    await start(page, server, CASE);
    await choose(page, 'tasse');
    // What an extension that rewrites pages could do: the app's next drawing does not find its place.
    await page.evaluate(() => {
      const { insertBefore } = Node.prototype;
      Node.prototype.insertBefore = function (node, place) {
        if (node.nodeName === 'MAIN') throw new Error('refused');
        return insertBefore.call(this, node, place);
      };
    });
    await page.locator('#continuer').click();
    await page.getByRole('heading', { name: 'Une erreur a arrêté l’application.' }).waitFor();
    const rescued = await downloaded(page, () => page.getByRole('button', { name: 'Télécharger mes parcours' }).click());
    assert.deepEqual(chosen(rescued.json.journals[0]), ['tasse']);
    assertQuiet(page, { errors: true });
  });
});
