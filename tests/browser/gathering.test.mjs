// When things go wrong in a workshop: a calm French sentence each, nothing gathered is lost, nothing runs.
import assert from 'node:assert/strict';
import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { assertQuiet, launch, newPage, watch } from './support/browser.mjs';
import { file, fillUp } from './support/device.mjs';
import { goTo, openCase } from './support/play.mjs';
import { serve } from './support/server.mjs';
import { CASE, bare, bring, handOvers, kept, newSession, openProjection, playInPage, received, results, saved, section, sessionOf, sessionsKept, shown, type } from './support/workshop.mjs';

let server;
let browser;
let page;
let id;
let dialogs;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
beforeEach(async () => {
  page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(15_000);
  dialogs = [];
  page.context().on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await newSession(page, server);
  id = sessionOf(page);
});
afterEach(async () => {
  server.reset();
  await page.context().close();
});

const gathering = () => section(page, 'Recueillir');
const asFile = ({ name, content }) => file(name, content);
const altered = ({ name, content }, change) => asFile({ name, content: change(structuredClone(content)) ?? content });

/** One sentence or more of calm French. */
function assertCalm(text) {
  assert.match(text, /[.»]$/, text);
  assert.ok(text.length > 25 && text.length < 400, text);
  // A title between quotation marks is somebody else's.
  assert.doesNotMatch(text.replace(/« .* »/, ''), /erreur|error|invalide|échec|fatal|IndexedDB|panic|undefined|null|!/i, text);
}

/** What is said of one thing that was brought in. */
async function saidOf(name) {
  const line = page.locator('.results li').filter({ has: page.locator('code', { hasText: name }) });
  assert.equal(await line.count(), 1, `${name}: ${await results(page)}`);
  const text = bare(await line.innerText());
  const sentence = text.slice(text.indexOf(' : ') + 3);
  assertCalm(sentence);
  return sentence;
}

/** Nothing of what came in has run. */
async function nothingRan() {
  assert.deepEqual(dialogs, []);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('main script, main img[src="x"], main iframe').count(), 0);
  assertQuiet(page);
}

const SCRIPT = '<img src=x onerror="window.hacked=1"><script>alert(1)</script>';

describe('hostile files', () => {
  test('each is refused with its reason, and none stops the others', async () => {
    const [good, ...bad] = await handOvers(30);
    const at = (rank) => bad[rank];
    const files = [
      [altered(at(0), (one) => ({ ...one, path: one.path.toReversed() })), /ses choix ne se suivent pas/],
      [altered(at(1), (one) => ({ ...one, path: [one.path[0], one.path[0], ...one.path.slice(1)] })), /ses choix ne se suivent pas/],
      [altered(at(2), (one) => ({ ...one, path: one.path.map((given) => ({ ...given, elapsed: -5 })) })), /modifié ou abîmé/],
      [altered(at(3), (one) => ({ ...one, path: one.path.map((given, place) => ({ ...given, elapsed: 5000 - place })) })), /modifié ou abîmé : les moments de ses décisions ne se suivent pas\./],
      [altered(at(4), (one) => ({ ...one, attempt: good.content.attempt })), /porte le numéro d’un autre, déjà reçu/],
      [altered(at(6), (one) => ({ ...one, scenario: 'autre-cas', title: SCRIPT })), /appartient à un autre cas : « <img/],
      [altered(at(7), (one) => ({ ...one, path: one.path.map((given) => ({ ...given, reason: 'Aïe '.repeat(1_000_000) })) })), /une de ses phrases dépasse 280 caractères\./],
      [altered(at(8), (one) => ({ ...one, players: { mode: 'group', people: 4_000_000_000 } })), /il compte plus de 99 personnes\./],
      [altered(at(9), (one) => ({ ...one, ending: 'nulle-part' })), /ses choix ne se suivent pas/],
      [altered(at(10), (one) => ({ ...one, 'x-score': 3, note: 12 })), /modifié ou abîmé/],
      [altered(at(11), (one) => ({ ...one, format: 2 })), /version plus récente/],
      [altered(at(12), (one) => ({ ...one, kind: 'autre-chose' })), /n’est pas un parcours enregistré par Bifurque/],
      [altered(at(13), (one) => ({ ...one, path: one.path.map((given) => ({ ...given, choice: SCRIPT })) })), /ses choix ne se suivent pas/],
      // Of another version, by its digest: not trusted more than one of this version.
      [altered(at(14), (one) => ({ ...one, digest: 'f'.repeat(one.digest.length), path: one.path.map((given) => ({ ...given, reason: 'x'.repeat(5000) })) })), /une de ses phrases dépasse 280 caractères\./],
      [file('coupé.bifurque.json', JSON.stringify(at(15).content).slice(0, 300)), /s’arrête au milieu/],
      [file('vide.json', ''), /incomplet ou abîmé/],
      [file('profond.json', '['.repeat(200_000)), /incomplet ou abîmé|modifié ou abîmé/],
      [file('utf16.json', Buffer.from(`\ufeff${JSON.stringify(at(16).content)}`, 'utf16le')), /UTF-8/],
      [file(`${SCRIPT.replaceAll('/', '')}.json`, '{}'), /n’est pas un parcours/],
      [file('prototype.json', '{"__proto__":{"kind":"bifurque-parcours"},"constructor":{}}'), /n’est pas un parcours/],
      [file('journal.json', { format: 1, kind: 'bifurque-journal', journals: [] }), /journal d’une personne/],
      [file('séance.json', { format: 1, kind: 'bifurque-seance', id: 'x' }), /modifié ou abîmé/],
    ];
    await gathering();
    const late = await handOvers(3, { first: 200 });
    await bring(page, [asFile(good), ...files.map(([one]) => one), ...late.map(asFile)]);
    assert.match(await results(page), new RegExp(`4 ajoutés, ${files.length} refusés\\.`));
    for (const [{ name }, sentence] of files) assert.match(await saidOf(name), sentence, name);
    assert.match(await received(page), /^4 parcours reçus, 4 personnes/);
    assert.equal((await kept(page, id, ({ gathered }) => gathered.length === 4)).gathered.length, 4);
    await nothingRan();
  });

  test('a file of a gigabyte is not read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bifurque-huge-'));
    try {
      const huge = join(folder, 'immense.bifurque.json');
      const handle = await openFile(huge, 'w');
      await handle.truncate(1024 ** 3);
      await handle.close();
      await gathering();
      const begun = Date.now();
      await bring(page, [huge]);
      assert.match(await saidOf('immense'), /trop volumineux/);
      assert.ok(Date.now() - begun < 5000);
      await bring(page, (await handOvers(1)).map(asFile));
      assert.match(await received(page), /^1 parcours reçu/);
      await nothingRan();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('a wrong digest is another version: it is said, and what still fits counts', async () => {
    const [still, moved, partly, none] = await handOvers(4);
    const other = (one) => 'a'.repeat(one.digest.length);
    await gathering();
    await bring(page, [
      altered(still, (one) => ({ ...one, digest: other(one) })),
      altered(moved, (one) => ({ ...one, digest: other(one), version: '0.9.0' })),
      altered(partly, (one) => ({ ...one, digest: other(one), version: '0.8.0', path: one.path.with(3, { ...one.path[3], choice: 'disparu' }) })),
      altered(none, (one) => ({ ...one, digest: other(one), version: '0.7.0', path: one.path.map((given) => ({ ...given, scene: 'disparue' })) })),
    ]);
    assert.match(await results(page), /4 ajoutés\./);
    assert.match(await saidOf(still.name), /version retouchée du cas.*compte en entier/);
    assert.match(await saidOf(moved.name), /version 0\.9\.0, remaniée/);
    assert.match(await saidOf(partly.name), /version 0\.8\.0 : il compte jusqu’à la décision 3/);
    assert.match(await saidOf(none.name), /version 0\.7\.0.*Rien de ce parcours n’est compté/);
    await nothingRan();
  });

  test('a script in a reason is words, on the wall, on the projector, on paper', async () => {
    const four = await handOvers(4);
    await gathering();
    await bring(page, four.map((one, rank) => altered(one, (given) => ({ ...given, path: given.path.map((part) => (part.scene === 'la-photo' ? { ...part, reason: `${SCRIPT} ${rank}` } : part)) }))));
    assert.match(await results(page), /4 ajoutés\./);
    await section(page, 'Débriefer');
    const room = await openProjection(page);
    await page.getByRole('button', { name: 'Mur des raisons', exact: true }).click();
    await page.locator('#mur').click();
    const show = page.locator('.deeper-view').getByRole('button', { name: /Lire|Montrer|Projeter/ });
    for (let turn = 0; turn < 4 && (await show.count()); turn += 1) await show.nth(turn % (await show.count())).click();
    await section(page, 'Clore');
    await page.locator('label', { hasText: 'Les phrases libres transmises' }).locator('input').check();
    assert.ok((await page.locator('.print-sheet').textContent()).includes('onerror='), 'the words are on paper as they are');
    assert.equal(await room.evaluate(() => window.hacked), undefined);
    assertQuiet(room);
    await nothingRan();
  });
});

describe('session files', () => {
  test('several at once: each is asked about by its name, one after another; one about another case is refused at once', async () => {
    const all = await handOvers(9);
    const files = [];
    for (const [rank, name] of ['matin', 'midi', 'soir'].entries()) {
      await gathering();
      await bring(page, all.slice(rank * 3, rank * 3 + 3).map(asFile));
      files.push(file(`${name}.bifurque.json`, await kept(page, id, ({ gathered }) => gathered.length === 3)));
      await newSession(page, server);
      id = sessionOf(page);
    }
    const stray = { ...JSON.parse(files[0].buffer), id: 'f'.repeat(32), scenario: 'premiers-pas', title: SCRIPT };
    await gathering();
    await bring(page, [files[0], files[1], files[0], file('ailleurs.bifurque.json', stray), files[2]]);
    assert.match(await saidOf('ailleurs'), /Cette séance porte sur un autre cas : « <img/);
    const question = page.locator('.notice-box');
    const asked = (...words) => page.waitForFunction((all) => all.every((one) => document.querySelector('.notice-box')?.innerText.replace(/\s/gu, ' ').includes(one)), words);

    await asked('matin.bifurque.json est une autre séance, «', 'avec 3 parcours. La réunir à celle-ci ?', '2 autres séances attendent leur tour.');
    await page.locator('#reunir').click();
    await asked('midi.bifurque.json est une autre séance', '1 autre séance attend son tour.');
    assert.match(await results(page), /3 ajoutés, 1 refusé\./);
    await page.locator('#laisser').click();
    await asked('soir.bifurque.json est une autre séance');
    assert.doesNotMatch(bare(await question.innerText()), /attend/);
    await page.locator('#reunir').click();
    await question.waitFor({ state: 'detached' });
    assert.match(await results(page), /6 ajoutés, 1 refusé\./);
    assert.match(await received(page), /^6 parcours reçus/);
    const { gathered } = await kept(page, id, (session) => session.gathered.length === 6);
    assert.deepEqual(gathered.map((one) => one['hand-over'].attempt), [...all.slice(0, 3), ...all.slice(6)].map(({ content }) => content.attempt));
    await nothingRan();
  });
});

describe('codes', () => {
  /** The code of someone who played a case, and went no further than these choices. */
  async function codeOf(scenario, choices) {
    const phone = await newPage(browser);
    await openCase(phone, server, scenario);
    await phone.click('#commencer');
    await phone.evaluate(playInPage, choices.map((choice) => ({ choice })));
    await phone.evaluate(() => {
      location.hash = `${location.hash.replace(/\/(bilan|transmettre)$/, '')}/transmettre`;
    });
    const code = (await phone.locator('#code-parcours').innerText()).replace(/\s/gu, '');
    await phone.context().close();
    return code;
  }

  test('two letters swapped, one misread, one missing, another case, anything at all: each is told, the right one is taken', async () => {
    const [right, stray] = [await codeOf(CASE, ['souris', 'organisme']), await codeOf('premiers-pas', ['tasse', 'chaise'])];
    await gathering();
    for (let at = 0; at < 11; at += 1) {
      if (right[at] === right[at + 1]) continue;
      const swapped = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`;
      await type(page, swapped);
      assert.match(await saidOf(swapped), /Un caractère est faux, ou deux sont inversés/);
    }
    const wrong = `${right.slice(0, 11)}${right[11] === 'Z' ? 'Y' : 'Z'}`;
    await type(page, [wrong, right.slice(1), stray, SCRIPT, 'BIFURQUE1:AAAA', 'UUUU-UUUU-UUUU', right.toLowerCase()]);
    assert.match(await saidOf(wrong), /Un caractère est faux/);
    assert.match(await saidOf(right.slice(1)), /12 caractères : il y en a 11 ici/);
    assert.match(await saidOf(stray), /appartient à un autre cas : « .+ »/);
    assert.match(await saidOf(stray), /Premiers pas/i);
    assert.match(await saidOf('<img'), /caractère/);
    assert.match(await results(page), /1 ajouté, 6 refusés\./);
    assert.match(await received(page), /^1 parcours reçu/);
    await nothingRan();
  });

  test('a code selected by hand is copied in one line', async () => {
    await openCase(page, server, CASE);
    await page.click('#commencer');
    await page.evaluate(playInPage, [{ choice: 'souris' }]);
    await page.evaluate(() => {
      location.hash = `${location.hash}/transmettre`;
    });
    await page.locator('#code-parcours').waitFor();
    const selected = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector('#code-parcours'));
      return getSelection().toString().trim();
    });
    assert.match(selected, /^[0-9A-Z]{4}[ -]?[0-9A-Z]{4}[ -]?[0-9A-Z]{4}$/);
  });
});

/** Reveals the distribution of the first decision; gives what the room sees of it. */
async function reveal(room) {
  await section(page, 'Débriefer');
  await page.locator('.step-link').nth(2).click();
  await page.getByRole('button', { name: 'Vote ou dévoilement', exact: true }).click();
  await page.locator('.ballots').waitFor();
  for (let turn = 0; turn < 6 && !/dévoiler/.test(bare(await page.locator('#suite').innerText())); turn += 1) {
    const words = await page.locator('.stage-bar [role=status]').innerText();
    await page.locator('#suite').click();
    await page.waitForFunction((was) => document.querySelector('.stage-bar [role=status]').innerText !== was, words);
  }
  await page.locator('#suite').click();
  await room.locator('.bar-rows').waitFor();
  return shown(room);
}

describe('people', () => {
  test('a late finisher completes what was there, and changes no table alone', async () => {
    const all = await handOvers(13);
    const early = all.slice(0, 10).map((one, at) => (at < 4 ? { ...one, content: { ...one.content, path: one.content.path.slice(0, 1), ending: undefined } } : one));
    const room = await openProjection(page);
    await gathering();
    await bring(page, early.map(asFile));
    const before = await reveal(room);
    await gathering();
    assert.match(await received(page), /^10 parcours reçus, 10 personnes, dont 5 en chemin$/);
    for (const [at, words] of [[0, /1 parcours est arrivé ou a continué depuis le dernier tableau/], [1, /2 parcours sont arrivés ou ont continué depuis/], [2, /3 parcours sont arrivés ou ont continué : ils entreront/]]) {
      await bring(page, [asFile(all[at])]);
      assert.match(await results(page), /1 complété\./);
      assert.match(bare(await page.locator('.lead-section').innerText()), words);
      if (at < 2) {
        assert.deepEqual(await reveal(room), before);
        await gathering();
      }
    }
    assert.match(await received(page), /^10 parcours reçus, 10 personnes, dont 2 en chemin$/);
    // The unfinished again: nothing is taken back.
    await bring(page, [asFile(early[0])]);
    assert.match(await results(page), /1 déjà reçu\./);
    await nothingRan();
  });

  test('a person who withdraws: gone from the device; the tables that were shown stay, and nobody is told from them', async () => {
    const all = await handOvers(9);
    const room = await openProjection(page);
    await gathering();
    await bring(page, all.map(asFile));
    const before = await reveal(room);
    await gathering();
    await page.getByText('Les parcours, un à un').click();
    await page.getByRole('button', { name: 'Retirer : Parcours n° 4', exact: true }).click();
    await page.getByRole('button', { name: 'Retirer vraiment : Parcours n° 4' }).click();
    await page.waitForFunction(() => /^8 parcours/.test(document.querySelector('#recus').innerText.replace(/\s/gu, ' ')));
    const session = await kept(page, id, ({ gathered }) => gathered.length === 8);
    assert.ok(!JSON.stringify(session).includes(all[3].content.attempt));
    assert.equal(session.ledger.admitted['4'], undefined);
    assert.deepEqual(await reveal(room), before);
    await page.reload();
    await page.locator('.lead').waitFor();
    await gathering();
    assert.match(await received(page), /^8 parcours/);
    await nothingRan();
  });
});

describe('windows', () => {
  test('the projector vanishes without a word: another window takes its place, and shows what was shown', async () => {
    await gathering();
    await bring(page, (await handOvers(9)).map(asFile));
    let room = await openProjection(page);
    const before = await reveal(room);
    await room.close({ runBeforeUnload: false });
    await page.keyboard.press('b');
    await page.keyboard.press('b');
    room = await openProjection(page);
    await room.locator('.bar-rows').waitFor();
    assert.deepEqual(await shown(room), before);
    await nothingRan();
  });

  test('« Pilotage » vanishes without a word: what was gathered, voted and noted is there again; the room’s window goes on', async () => {
    const room = await openProjection(page);
    await page.locator('#salle').fill('9');
    await page.locator('#salle').blur();
    await gathering();
    await bring(page, (await handOvers(9)).map(asFile));
    await reveal(room);
    await page.locator('.ballot-key').first().click();
    await section(page, 'Clore');
    await page.locator('#note').fill('À garder.');
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    await page.getByLabel('Note 1', { exact: true }).waitFor();
    await kept(page, id, ({ notes }) => notes?.length === 1);
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    assert.ok((await shown(room)).bars.length, 'the room does not notice');

    page = await context.newPage();
    page.watched = watch(page);
    await goTo(page, server, 'animer');
    await page.getByRole('link', { name: 'Reprendre' }).click();
    await page.locator('.lead').waitFor();
    assert.equal(sessionOf(page), id);
    await room.waitForFunction(() => !document.querySelector('.slide'));
    await gathering();
    assert.match(await received(page), /^9 parcours reçus/);
    await section(page, 'Débriefer');
    assert.match(bare(await page.locator('.beat h2').innerText()), /Vote ou dévoilement/);
    assert.equal(bare(await page.locator('#total-bulletins').innerText()), '1 sur 9 bulletins attendus');
    await page.locator('#suite').click();
    await room.locator('.slide').waitFor();
    await section(page, 'Clore');
    assert.equal(await page.getByLabel('Note 1', { exact: true }).inputValue(), 'À garder.');
    await nothingRan();
  });

  test('after a reload the link, its QR code and its settings are the same', async () => {
    const link = async () => ({
      address: await page.locator('#lien').inputValue(),
      code: await page.locator('.session-link svg').innerHTML(),
      ticks: await page.locator('.session-link input[type=checkbox]').evaluateAll((all) => all.map(({ checked }) => checked)),
    });
    const tick = (words) => page.locator('label', { hasText: words }).locator('input');
    const plain = await link();
    assert.ok(plain.ticks.every((ticked) => !ticked));
    assert.deepEqual(Object.keys(await kept(page, id)).filter((key) => /shared|limits|trace/.test(key)), [], 'what nobody set is not written');
    await tick('Pas à pas').check();
    await tick('Postes partagés').check();
    await tick('Ne rien garder sur les appareils').check();
    await page.getByRole('group', { name: 'Le jeu s’arrête à ces décisions' }).getByRole('checkbox').first().check();
    await page.waitForFunction(() => /arrets=.*poste=partage.*trace=non/.test(document.querySelector('#lien').value));
    const before = await link();
    assert.match(before.address, /arrets=/);
    assert.notEqual(before.code, plain.code);
    await kept(page, id, (session) => session['shared-device'] && session.traceless && session.rhythm === 'step-by-step' && session.stops.length > 0);
    await page.reload();
    await page.locator('.lead').waitFor();
    assert.deepEqual(await link(), before);
    await tick('Postes partagés').uncheck();
    await tick('Ne rien garder sur les appareils').uncheck();
    await kept(page, id, (session) => !('shared-device' in session) && !('traceless' in session));
    await page.reload();
    await page.locator('.lead').waitFor();
    assert.doesNotMatch((await link()).address, /poste|trace/);
    await nothingRan();
  });

  test('« Pilotage » vanishes in the middle of a pile: what was read is kept', async () => {
    await gathering();
    await page.locator('#fichiers').setInputFiles((await handOvers(400)).map(asFile));
    await kept(page, id, ({ gathered }) => gathered.length > 0);
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    page = await context.newPage();
    page.watched = watch(page);
    await goTo(page, server, `animer/${id}`);
    await page.locator('.lead').waitFor();
    await gathering();
    const [, there] = (await received(page)).match(/^(\d+) parcours/);
    assert.ok(Number(there) > 0, there);
    await bring(page, (await handOvers(400)).map(asFile));
    assert.match(await received(page), /^400 parcours reçus/);
    await nothingRan();
  });

  test('two windows lead one session: the second to save is told, loses nothing, and takes up what is kept', async () => {
    const [one, two] = await handOvers(2);
    const other = await page.context().newPage();
    other.watched = watch(other);
    await goTo(other, server, `animer/${id}`);
    await other.locator('.lead').waitFor();
    await gathering();
    await bring(page, [asFile(one)]);
    await kept(page, id, ({ gathered }) => gathered.length === 1);

    await section(other, 'Recueillir');
    await bring(other, [asFile(two)]);
    const banner = other.locator('.trouble[role=alert]').first();
    await banner.waitFor();
    assertCalm(bare(await banner.locator('p').first().innerText()));
    assert.match(bare(await banner.innerText()), /menée dans une autre fenêtre/);
    const file = await saved(other, () => banner.getByRole('button', { name: 'Télécharger la séance' }).click());
    assert.deepEqual(JSON.parse(file.text).gathered.map(({ 'hand-over': given }) => given.attempt), [two.content.attempt]);
    assert.deepEqual((await sessionsKept(page))[id].gathered.map(({ 'hand-over': given }) => given.attempt), [one.content.attempt], 'the first is not overwritten');

    await banner.getByRole('button', { name: 'Reprendre ici ce qui est gardé' }).click();
    await other.locator('.lead').waitFor();
    await section(other, 'Recueillir');
    assert.match(await received(other), /^1 parcours reçu/);
    await other.locator('#fichiers').setInputFiles(file.path);
    await other.locator('#reunir').click();
    await other.waitForFunction(() => /^2 parcours/.test(document.querySelector('#recus').innerText.replace(/\s/gu, ' ')));
    await kept(other, id, ({ gathered }) => gathered.length === 2);
    assert.deepEqual(dialogs, []);
    assertQuiet(other);
  });
});

/** Puts a text, or anything, in place of the session that the device keeps. */
function damage(value) {
  return page.evaluate(
    ([key, text]) =>
      new Promise((done, failed) => {
        const request = indexedDB.open('bifurque-seances');
        request.onerror = failed;
        request.onsuccess = () => {
          const transaction = request.result.transaction('sessions', 'readwrite');
          const store = transaction.objectStore('sessions');
          store.delete(IDBKeyRange.bound([key], [key, []]));
          store.put(text, [key, 999]);
          transaction.oncomplete = () => done(request.result.close());
        };
      }),
    [id, value],
  );
}

describe('storage', () => {
  test('full in the middle of gathering: it is said, the rest comes in all the same, and the file holds everything', async () => {
    const all = await handOvers(60);
    await gathering();
    await bring(page, all.slice(0, 5).map(asFile));
    await kept(page, id, ({ gathered }) => gathered.length === 5);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 500_000 });
    await page.evaluate(fillUp);
    await bring(page, all.map(asFile));
    assert.match(await results(page), /55 ajoutés, 5 déjà reçus\./);
    const banner = page.locator('.trouble[role=alert]').first();
    await banner.waitFor();
    assertCalm(bare(await banner.locator('p').first().innerText()));
    assert.match(bare(await banner.innerText()), /ne garde plus la séance : elle continue en mémoire.*Téléchargez-la/);
    // It goes on, from one page of the app to another too.
    await page.evaluate(() => {
      location.hash = '#/animer';
    });
    await page.getByRole('link', { name: 'Reprendre' }).click();
    await page.locator('.lead').waitFor();
    await gathering();
    assert.match(await received(page), /^60 parcours reçus/);
    await section(page, 'Clore');
    await page.locator('#individuel summary').click();
    const { text } = await saved(page, () => page.locator('#telecharger-seance').click());
    assert.equal(JSON.parse(text).gathered.length, 60);
    assert.equal((await sessionsKept(page))[id].gathered.length, 5, 'what the device kept before is still there');
    await nothingRan();
  });

  for (const [name, value] of [
    ['cut in the middle', '{"format":1,"kind":"bifurque-seance","id":'],
    ['of a later format', '{"format":2,"kind":"bifurque-seance"}'],
    ['no text at all', 42],
  ]) {
    test(`a session damaged on the device, ${name}: said, left where it is, the others intact`, async () => {
      await damage(value);
      await newSession(page, server);
      await gathering();
      await bring(page, (await handOvers(3)).map(asFile));
      const whole = sessionOf(page);
      await kept(page, whole, ({ gathered }) => gathered.length === 3);
      await goTo(page, server, 'animer');
      const alert = page.locator('.trouble[role=alert]');
      await alert.waitFor();
      assertCalm(bare(await alert.innerText()));
      assert.match(bare(await alert.innerText()), /Une séance de cet appareil ne peut pas être lue/);
      assert.equal(await page.locator('.record').count(), 1);
      await goTo(page, server, `animer/${id}`);
      await page.getByRole('heading', { name: 'Cette séance ne peut pas être ouverte' }).waitFor();
      assert.match(bare(await page.locator('h1 + p').innerText()), /abîmée ou a été enregistrée par une version plus récente\. Elle a été laissée où elle est\./);
      const left = await page.evaluate(
        (key) =>
          new Promise((done) => {
            const request = indexedDB.open('bifurque-seances');
            request.onsuccess = () => {
              const get = request.result.transaction('sessions').objectStore('sessions').get([key, 999]);
              get.onsuccess = () => done(get.result, request.result.close());
            };
          }),
        id,
      );
      assert.deepEqual(left, value);
      await nothingRan();
    });
  }

  test('a session’s file that is cut, or is no session, is said on « Animer »', async () => {
    await goTo(page, server, 'animer');
    for (const [content, sentence] of [['{"format":1,"kind":"bifurque-seance","id":', /s’arrête au milieu/], ['{"kind":"autre"}', /n’est pas/], [(await handOvers(1))[0].content, /n’est pas/]]) {
      await page.locator('#fichier-seance').setInputFiles(file('séance.json', content));
      const alert = page.locator('.trouble[role=alert]');
      await alert.filter({ hasText: sentence }).waitFor();
      assertCalm(bare(await alert.innerText()));
    }
    await nothingRan();
  });
});

describe('the print-out', () => {
  test('what people wrote is on paper as on the wall: nothing under three, in an order that tells nothing, by decision', async () => {
    const all = await handOvers(6);
    const wrote = ({ content }, scene, reason) => ({ ...content, path: content.path.map((given) => (given.scene === scene ? { ...given, reason } : given)) });
    const sheet = page.locator('.print-sheet');
    const onPaper = () => sheet.locator('section', { has: page.locator(':scope > h2', { hasText: 'Phrases libres' }) });
    await gathering();
    await bring(page, all.slice(0, 2).map((one, at) => file(one.name, wrote(one, 'la-photo', `phrase ${at}`))));
    await section(page, 'Clore');
    const tick = page.locator('label', { hasText: 'Les phrases libres transmises' }).locator('input');
    await tick.check();
    await page.getByText('Moins de trois phrases transmises pour chaque décision : aucune n’est imprimée.').waitFor();
    assert.equal(await onPaper().count(), 0);
    assert.doesNotMatch(await sheet.textContent(), /phrase \d/);

    await gathering();
    await bring(page, [...all.slice(2, 5).map((one, at) => file(one.name, wrote(one, 'la-photo', `phrase ${at + 2}`))), file(all[5].name, wrote(all[5], 'le-carnet', 'une seule'))]);
    await section(page, 'Clore');
    assert.ok(await tick.isChecked());
    assert.equal(await page.getByText('aucune n’est imprimée').count(), 0);
    assert.equal(await onPaper().locator('h3').count(), 1, 'one reason alone, at another decision, is not there');
    const order = await onPaper().locator('li').allTextContents();
    assert.deepEqual(order.toSorted(), [0, 1, 2, 3, 4].map((number) => `phrase ${number}`));
    assert.doesNotMatch(await sheet.textContent(), /une seule/);
    await section(page, 'Débriefer');
    await page.getByRole('button', { name: 'Mur des raisons', exact: true }).click();
    await page.locator('#mur').click();
    const wall = page.locator('.deeper-wall li');
    const told = [];
    for (let at = 0; at < 5; at += 1) {
      await wall.nth(at).getByRole('button', { name: /Lire ici/ }).click();
      told.push(await wall.nth(at).locator('blockquote p').textContent());
    }
    assert.deepEqual(order, told, 'the order is that of the wall, drawn from the words and the session');
    await nothingRan();
  });
});

describe('closing', () => {
  /** What is said of a session on « Clore », on paper and in the exports. */
  async function saidOfIt() {
    await page.locator('.lead-section').waitFor();
    const json = await saved(page, () => page.locator('#export-json').click());
    await page.locator('details').filter({ hasText: 'Un tableau à la fois' }).evaluate((details) => {
      details.open = true;
    });
    const csv = await saved(page, () => page.locator('.plain-list button').first().click());
    const [head, sheet] = await Promise.all(['.lead-case', '.print-sheet'].map((selector) => page.locator(selector).textContent().then(bare)));
    return { head, sheet, json: json.text, csv: csv.text };
  }

  test('how many took part is said after it as before: on the page, on paper, in the exports, on « Animer »', async () => {
    await gathering();
    await bring(page, (await handOvers(9)).map((one, at) => altered(one, (given) => ({ ...given, players: at % 3 ? given.players : { mode: 'pair', people: 2 } }))));
    await section(page, 'Clore');
    // Published by the first export: the sheet is drawn with it from then on.
    await saidOfIt();
    const before = await saidOfIt();
    assert.match(before.head, /9 parcours, 12 personnes$/);
    assert.match(before.sheet, /9 parcours, 12 personnes/);
    assert.deepEqual(JSON.parse(before.json).cases[0].size, { parcours: 9, people: 12, 'other-version': 0, 'closed-sessions': 0 });
    assert.match(before.csv, /,9,12,0,0\r\n$/);

    await page.locator('#clore').click();
    await page.locator('#clore-vraiment').click();
    await page.getByText('La séance est close : les parcours sont effacés').waitFor();
    assert.deepEqual(await saidOfIt(), before);
    const closed = await kept(page, id, (session) => session.closed);
    assert.deepEqual([closed.gathered, closed.erased], [[], { parcours: 9, people: 12 }]);
    await page.reload();
    assert.deepEqual(await saidOfIt(), before);
    await goTo(page, server, 'animer');
    assert.match(bare(await page.locator('.record').innerText()), /9 parcours, 12 personnes · close : les tableaux et les notes restent/);

    // Merged into another, those who made its tables count there.
    await newSession(page, server);
    await gathering();
    await page.locator('#fichiers').setInputFiles(file('close.bifurque.json', closed));
    await page.getByText('est une autre séance').waitFor();
    assert.match(bare(await page.locator('.notice-box').innerText()), /», avec 9 parcours\. La réunir à celle-ci \?/);
    await page.locator('#reunir').click();
    await page.waitForFunction(() => /^9 parcours reçus, 12 personnes/.test(document.querySelector('#recus').innerText.replace(/\s/gu, ' ')));
    await nothingRan();
  });

  test('a session that an older version closed opens, and says no number', async () => {
    await gathering();
    await bring(page, (await handOvers(9)).map(asFile));
    await section(page, 'Clore');
    await page.locator('#clore').click();
    await page.locator('#clore-vraiment').click();
    const { erased, ...older } = await kept(page, id, (session) => session.closed);
    assert.deepEqual(erased, { parcours: 9, people: 9 });
    await goTo(page, server, 'animer');
    await page.locator('.record').waitFor();
    await damage(JSON.stringify({ ...older, revision: 999 }));
    await page.reload();
    await page.locator('.record').waitFor();
    assert.doesNotMatch(bare(await page.locator('.record').innerText()), /parcours/);
    await page.getByRole('link', { name: 'Reprendre' }).click();
    const said = await saidOfIt();
    assert.doesNotMatch(said.head, /parcours/);
    assert.match(said.sheet, /Séance close : le nombre de parcours n’a pas été gardé\./);
    assert.deepEqual(JSON.parse(said.json).cases[0].size, { parcours: 0, people: 0, 'other-version': 0, 'closed-sessions': 1 });
    await nothingRan();
  });
});
