// A whole workshop: twenty people or groups play, hand over by code, QR code and file; a trainer gathers them, leads the default script in two windows, looks
// further, prints, exports and closes. Every figure shown, printed or exported is counted here from what was played.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { cameraFlags, modulesOf, writeFilm } from './support/camera.mjs';
import { file } from './support/device.mjs';
import { quantiles } from './support/measure.mjs';
import { attemptOf, goTo, handOver, openCase, readScenario } from './support/play.mjs';
import { serve } from './support/server.mjs';
import { CASE, bare, bring, count, delay, kept, newSession, openProjection, playInPage, received, results, rows, saved, section, sessionOf, shown, twenty, type, watchSlides } from './support/workshop.mjs';

const SECOND_VOTE = [
  [9, 6, 3, 2],
  [2, 0, 10, 8],
];

let server;
let players;
let trainers;
let folder;
let scenario;
let played;
let tables;
let page;
let room;
let id;

before(async () => {
  [server, players, scenario, folder] = await Promise.all([serve(), launch(), readScenario(CASE), mkdtemp(join(tmpdir(), 'bifurque-debrief-'))]);
  played = twenty(scenario);
  tables = count(scenario, played);
});
after(async () => {
  await Promise.all([players?.close(), trainers?.close(), server?.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** One part of the workshop. It goes on from the last: after one that failed, none can. */
let broken = false;
function part(name, { timeout = 60_000 }, body) {
  test(name, { timeout }, async (t) => {
    if (broken) return t.skip('a part before it failed');
    broken = true;
    await body(t);
    broken = false;
  });
}

/** In a context of its own: plays, goes to « Transmettre », takes what is handed over. */
async function play(one) {
  const phone = await newPage(players);
  try {
    await openCase(phone, server, CASE, one.traceless ? 'trace=non' : '');
    if (one.players !== 'seul') await phone.check(`input[name="mode"][value="${one.players}"]`);
    await phone.click('#commencer');
    one.last = await phone.evaluate(playInPage, one.choices);
    one.attempt = attemptOf(phone);
    await phone.evaluate(() => {
      location.hash = `${location.hash.replace(/\/(bilan|transmettre)$/, '')}/transmettre`;
    });
    await phone.locator('#transmettre').waitFor();
    if (one.by === 'code') one.code = (await phone.locator('#code-parcours').innerText()).trim().replace(/\s+/gu, '-');
    if (one.by === 'qr') one.modules = await modulesOf(phone.getByRole('img', { name: 'QR code de votre parcours' }));
    if (one.by === 'file') one.file = file(`${one.attempt}.bifurque.json`, (await handOver(phone)).content);
    assertQuiet(phone);
  } finally {
    await phone.context().close();
  }
}

part('twenty play and hand over', { timeout: 120_000 }, async (t) => {
  const started = Date.now();
  const waiting = [...played];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await play(one);
    }),
  );
  assert.equal(new Set(played.map(({ attempt }) => attempt)).size, 20);
  assert.equal(new Set(played.map(({ choices }) => choices.map(({ choice }) => choice).join())).size, 20, 'different paths');
  for (const [by, number] of [['code', 7], ['file', 7], ['qr', 6]]) assert.equal(played.filter((one) => one.by === by).length, number, by);
  t.diagnostic(`${((Date.now() - started) / 1000).toFixed(1)} s`);
});

part('a trainer gathers them: a column of codes, a pile of files, a row of phones before the camera', { timeout: 120_000 }, async (t) => {
  const film = join(folder, 'phones.y4m');
  writeFilm(film, played.filter(({ by }) => by === 'qr').map(({ modules }) => modules), { seconds: 1 });
  trainers = await launch({ flags: cameraFlags(film) });
  page = await newPage(trainers, { size: 'laptop' });
  page.setDefaultTimeout(20_000);
  await newSession(page, server);
  id = sessionOf(page);
  assert.match(bare(await page.locator('.mirrored').innerText()), /^Si la salle lit ceci, choisissez « Étendre »/);
  await page.locator('#salle').fill('20');
  await page.locator('#salle').blur();

  room = await openProjection(page);
  assert.equal(await shown(room), null, 'nothing before a gesture');
  assert.equal(await room.locator('a:not(.skip-link), button, input, select, textarea').count(), 0, 'no control in the room');

  await section(page, 'Recueillir');
  const codes = played.filter(({ by }) => by === 'code').map(({ code }) => code);
  await type(page, [...codes, codes[0].toLowerCase().replaceAll('-', ' ')]);
  assert.match(await results(page), /7 ajoutés, 1 déjà reçu\./);
  const files = played.filter(({ by }) => by === 'file').map((one) => one.file);
  await bring(page, files);
  assert.match(await results(page), /7 ajoutés\./);
  await bring(page, files.slice(0, 2));
  assert.match(await results(page), /2 déjà reçus\./);
  const begun = Date.now();
  await page.locator('#camera').click();
  await page.waitForFunction(() => /^20 parcours reçus/.test(document.querySelector('#recus').innerText.replace(/\s/gu, ' ')), null, { timeout: 60_000 });
  assert.match(bare(await page.locator('.camera + p').innerText()), /^6 parcours lus$/);
  t.diagnostic(`six QR codes read by the camera in ${((Date.now() - begun) / 1000).toFixed(1)} s, of a film of ${6 * 1.5} s`);
  await page.locator('#camera').click();

  const people = played.reduce((sum, one) => sum + one.people, 0);
  assert.equal(await received(page), `20 parcours reçus, ${people} personnes, dont 2 en chemin`);
  const session = await kept(page, id, ({ gathered }) => gathered.length === 20);
  const by = (carrier) => session.gathered.filter((one) => one.carrier === carrier).length;
  assert.deepEqual([by('code'), by('file'), by('qr')], [7, 7, 6]);
  for (const one of played.filter(({ by: carrier }) => carrier !== 'code')) {
    const { 'hand-over': given } = session.gathered.find((found) => found['hand-over'].attempt === one.attempt);
    assert.deepEqual(given.path.map(({ choice }) => choice), one.choices.map(({ choice }) => choice));
    assert.equal(given.players.people, one.people);
  }
  assert.equal(await shown(room), null, 'still nothing');
  const text = bare(await page.locator('main').innerText());
  for (const { decision } of scenario.scenes) for (const { text: words } of decision?.choices ?? []) assert.ok(!text.includes(bare(words)), `« Recueillir » says nobody's choice: ${words}`);
  assertQuiet(page);
});

/** The caption of a distribution, as the count of the test has it. */
function caption({ arrived, stopped }) {
  return `${arrived} parcours sont arrivés ici${stopped ? `, dont ${stopped} sans réponse` : ''}.`;
}

const LETTERS = 'ABCDEF';

part('the default script in both windows: nothing before its gesture, then at once, and the figures are those of the paths', { timeout: 120_000 }, async (t) => {
  await section(page, 'Débriefer');
  assert.equal(await shown(room), null);
  await watchSlides(page, room);
  const suite = page.locator('#suite');
  const delays = [];
  const seen = [];
  const titles = [];
  let votes = 0;
  // A hundred pages would be no 75 minutes.
  for (let turn = 0; turn < 100 && (await suite.isEnabled()); turn += 1) {
    const before = await shown(room);
    // As long as nobody has voted, there are no totals to show.
    if (/sans vote/.test(bare(await suite.innerText()))) {
      await secondVote(votes++, before);
      assert.equal(bare(await suite.innerText()), 'Suite : montrer les deux totaux');
    }
    const words = bare(await suite.innerText());
    if (/dévoiler/.test(words)) assert.deepEqual(before.bars, [], 'hidden until it is revealed');
    const act = [() => suite.click(), () => page.keyboard.press('PageDown'), () => room.keyboard.press('PageDown')][turn % 3];
    // What a key of the room's window asks for is measured in « Pilotage » by nobody: the other two are.
    if (turn % 3 === 2) {
      const had = await room.evaluate(() => window.changes.length);
      await act();
      await room.waitForFunction((before) => window.changes.length > before, had);
    } else delays.push(await delay(page, room, act));
    const slide = await shown(room);
    titles.push(`${words} → ${slide ? `${slide.title || slide.words.slice(0, 40)} ${slide.page}` : 'nothing'}`);
    assert.ok(slide, words);
    seen.push({ words, slide });
    const said = bare(await page.locator('.stage-bar [role=status]').innerText());
    if (slide.page !== '1/1') assert.ok(said.includes(`page ${slide.page.replace('/', ' sur ')}`), `${said} / ${slide.page}`);
    if (/dévoiler/.test(words)) await revealed(slide, tables[votes === 0 ? 0 : 2], seen);
  }
  assert.ok(titles.length > 15, titles.join('\n'));
  assert.equal(votes, 2);
  const { p50 } = quantiles(delays);
  t.diagnostic(`from the gesture to the room, ms: p50 ${p50.toFixed(1)}, worst ${Math.max(...delays).toFixed(1)} of ${delays.length}`);
  assert.ok(p50 < 100, `the room follows within 100 ms: ${delays.map((ms) => ms.toFixed(0))}`);

  // Hesitations and motives came on pages of their own, right after the distribution.
  const after = (rank) => {
    const at = seen.findIndex(({ slide }) => slide.caption === caption(tables[rank]));
    return seen.slice(at + 1).filter(({ words }) => /page suivante/.test(words));
  };
  for (const rank of [0, 2]) {
    const items = (title) => after(rank).filter(({ slide }) => slide.title === title).slice(0, 1).flatMap(({ slide }) => slide.items);
    const { hesitations, motives, motiveIds } = tables[rank];
    assert.deepEqual(items('Les hésitations').map(bare), hesitations.flatMap((number, at) => (number < 3 ? [] : [`${number} ont hésité avec ${LETTERS[at]}`])));
    const { ask } = scenario.scenes.find((one) => one.id === tables[rank].scene).decision;
    const motive = (wanted) => bare(ask.motives.find((one) => one.id === wanted)?.text ?? 'Aucune ne me convient, je prends la plus proche.');
    assert.deepEqual(items('Les motifs').map(bare), motives.flatMap((number, at) => (number < 3 ? [] : [`${number} · ${motive(motiveIds[at])}`])));
  }
  // Both votes, side by side.
  const compared = seen.filter(({ slide }) => slide.series.length);
  assert.equal(compared.length, 2);
  compared.forEach(({ slide }, vote) => {
    const table = tables[vote === 0 ? 0 : 2];
    assert.deepEqual(slide.series, ['Parcours', 'Second vote']);
    assert.equal(slide.caption, `Parcours : ${table.answered} · Second vote : 20`);
    assert.deepEqual(slide.bars.map(({ values }) => values.map((value) => Number(value.split(' ').at(-1)))), table.choices.map((number, at) => [number, SECOND_VOTE[vote][at]]));
  });
  assert.equal(bare(await suite.innerText()), 'Fin du conducteur');
  assertQuiet(page);
  assertQuiet(room);
});

async function revealed(slide, table) {
  assert.equal(slide.caption, caption(table));
  assert.deepEqual(slide.bars, table.choices.map((number, at) => ({ letter: LETTERS[at], values: [String(number)] })));
}

/** Types the second vote; first one ballot short, which is refused and shown to nobody. */
async function secondVote(vote, before) {
  const total = page.locator('#total-bulletins');
  const counts = SECOND_VOTE[vote];
  const first = counts.findIndex((number) => number > 0);
  for (const [at, number] of counts.entries()) {
    const box = page.locator('.ballot-number').nth(at);
    await box.fill(String(at === first ? number - 1 : number));
    await box.blur();
  }
  await page.waitForFunction(() => /^19 sur 20/.test(document.querySelector('#total-bulletins').innerText.replace(/\s/gu, ' ')));
  await page.locator('#suite').click();
  await page.locator('.trouble[role=alert]').getByText('19 bulletins sur 20 attendus').waitFor();
  assert.deepEqual(await shown(room), before, 'nothing is shown of a vote that does not match the room');
  await page.locator(`.ballot-key[data-letter="${LETTERS[first]}"]`).click();
  await page.waitForFunction(() => /^20 sur 20/.test(document.querySelector('#total-bulletins').innerText.replace(/\s/gu, ' ')));
  assert.equal(bare(await total.innerText()), '20 sur 20 bulletins attendus');
}

part('the room goes blank and back, forth and back a page; its window is closed and opened again', {}, async () => {
  const last = await shown(room);
  await page.keyboard.press('b');
  await room.locator('main.projection[data-blank]').waitFor();
  assert.equal(await shown(room), null);
  assert.match(bare(await page.locator('.stage-bar [role=status]').innerText()), /Écran noir/);
  await room.keyboard.press('b');
  await room.locator('.slide').waitFor();
  assert.deepEqual(await shown(room), last);

  // To « Cadre », which has two pages.
  await page.locator('.step-link').first().click();
  await page.locator('#suite').click();
  await room.getByLabel('Page 1 sur').waitFor();
  const first = await shown(room);
  await page.keyboard.press('PageDown');
  await room.getByLabel('Page 2 sur').waitFor();
  const second = await shown(room);
  await room.keyboard.press('PageUp');
  await room.getByLabel('Page 1 sur').waitFor();
  assert.deepEqual(await shown(room), first);
  await page.keyboard.press('PageDown');
  await room.getByLabel('Page 2 sur').waitFor();

  await room.evaluate(() => window.close());
  await page.locator('#ouvrir-projection').waitFor();
  room = await openProjection(page);
  await room.locator('.slide').waitFor();
  assert.deepEqual(await shown(room), second);
  await page.getByRole('button', { name: 'Salle sombre' }).click();
  await room.locator('main.projection[data-theme="dark"]').waitFor();
  assertQuiet(page);
});

part('« Aller plus loin » in both windows: the tables say the same figures, in the order of the story', { timeout: 90_000 }, async () => {
  const open = async (name) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 3 }).waitFor();
  };
  const before = await shown(room);
  await open('Répartition par décision');
  assert.deepEqual(await shown(room), before, 'looking is not showing');
  const drawn = await page.locator('.deeper-view table').evaluateAll((all) =>
    all.map((table) => ({
      caption: table.caption.textContent,
      rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
    })),
  );
  const few = (number) => (number < 3 ? 'moins de 3' : String(number));
  const expected = tables.flatMap((table) => [
    { caption: bare(table.title), rows: table.choices.map((number, at) => [String(number), few(table.hesitations[at])]) },
    ...(table.motives.length ? [{ caption: bare(`Motifs : ${table.title}`), rows: table.motives.map((number) => [few(number)]) }] : []),
  ]);
  assert.deepEqual(drawn.map(({ caption: title, rows: lines }) => ({ caption: bare(title), rows: lines.map((cells) => cells.slice(1).map(bare)) })), expected);
  for (const table of tables) {
    await page.getByRole('button', { name: new RegExp(`^Projeter.: ${table.title.slice(0, 12).replace(/\W/g, '.')}`) }).click();
    await room.getByText(caption(table)).waitFor();
    await revealed(await shown(room), table);
  }
  for (const name of ['Les décisions dans l’ordre', 'Tensions et positions']) {
    await open(name);
    const was = await shown(room);
    await page.getByRole('button', { name: /^Projeter.:/ }).first().click();
    await room.waitForFunction((words) => document.querySelector('.slide')?.textContent.replace(/[\s\u00a0\u202f]+/gu, ' ').replace(/'/g, '’').trim() !== words, was.words);
  }
  await page.getByRole('button', { name: 'Tensions et positions', exact: true }).click();
  assertQuiet(page);
  assertQuiet(room);
});

part('the print-out: the tables, the bars, the notes that were re-read, and nothing else', { timeout: 60_000 }, async (t) => {
  await section(page, 'Clore');
  for (const note of ['=Nous demandons qui tient la souris.', 'Une phrase que personne n’a relue.']) {
    await page.locator('#note').fill(note);
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('#note').value === '');
  }
  await page.locator('.notes input[type=checkbox]').first().check();
  await page.evaluate(() => {
    window.print = () => {
      window.printed = true;
    };
  });
  await page.locator('#imprimer-seance').click();
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: 'print' });
  const sheet = bare(await page.locator('.print-sheet').innerText());
  assert.equal(bare(await page.locator('body').innerText()).replace(/^.*?(?=Le carnet)/, ''), sheet.replace(/^.*?(?=Le carnet)/, ''), 'the sheet is all that is printed');
  await page.emulateMedia({ media: null });
  const people = played.reduce((sum, one) => sum + one.people, 0);
  const expected = [`20 parcours, ${people} personnes`, '=Nous demandons qui tient la souris.', 'Ce que nous gardons', 'Répartitions', 'Tableaux', 'Les fins'];
  for (const words of expected) assert.ok(sheet.includes(words), `${words}: ${sheet}`);
  assert.ok(!sheet.includes('personne n’a relue') && !sheet.includes('Phrases libres'), sheet);
  const printed = await page.locator('.print-sheet table').evaluateAll((all) =>
    all.map((table) => ({ title: table.caption.textContent, cells: [...table.tBodies[0].rows].map((row) => row.cells[2].textContent) })),
  );
  for (const [at, table] of tables.entries()) assert.deepEqual(printed[at], { title: printed[at].title, cells: table.choices.map(String) });
  assert.deepEqual(printed.slice(-2).map(({ cells }) => cells.map(Number)), SECOND_VOTE);

  const pdf = join(folder, 'seance.pdf');
  await writeFile(pdf, await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
  let text;
  try {
    text = bare(execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    t.diagnostic('pdftotext is not here: the sheet was read in the page only');
    return;
  }
  for (const words of expected) assert.ok(text.includes(bare(words)), `${words}: ${text.slice(0, 3000)}`);
  assert.ok(!text.includes('Recueillir') && !text.includes('La salle voit'), 'no control on paper');
});

part('the exports say the same: JSON, CSV, the session, statements', { timeout: 60_000 }, async () => {
  const json = await saved(page, () => page.locator('#export-json').click());
  const { cases: [report], kind } = JSON.parse(json.text);
  assert.equal(kind, 'bifurque-tableaux');
  const few = (number) => (number < 3 ? undefined : number);
  for (const [at, table] of tables.entries()) {
    const decision = report.decisions[at];
    assert.deepEqual(
      [decision.scene, decision.arrived, decision.choices.answered, decision.choices.options.map(({ count: number }) => number)],
      [table.scene, table.arrived, table.answered, table.choices],
    );
    assert.deepEqual(decision.choices.options.map(({ hesitated }) => hesitated), table.hesitations.map(few));
    assert.deepEqual(decision.motives.map((motive) => [motive.id, motive.count]), table.motiveIds.map((motive, place) => [motive, few(table.motives[place])]));
  }
  const people = played.reduce((sum, one) => sum + one.people, 0);
  assert.deepEqual([report.size.parcours, report.size.people], [20, people]);
  assert.equal(report.endings.options.at(-1).count, 2, 'two on the way');
  const endings = Object.fromEntries(scenario.scenes.filter(({ ending }) => ending).map(({ ending }) => [ending.id, 0]));
  for (const { title, ending } of scenario.scenes) if (ending) endings[ending.id] = played.filter(({ last }) => bare(last) === bare(title)).length;
  assert.deepEqual(report.endings.options.slice(0, -1).map(({ id: ending, count: number }) => [ending, number]), Object.entries(endings));
  assert.deepEqual(report.votes.map((vote) => [vote.scene, vote.round, ...vote.choices.options.map(({ count: number }) => number)]), [['le-carnet', 2, ...SECOND_VOTE[0]], ['la-photo', 2, ...SECOND_VOTE[1]]]);
  assert.deepEqual(report.notes, ['=Nous demandons qui tient la souris.']);
  for (const { attempt } of played) assert.ok(!json.text.includes(attempt), 'no attempt in an aggregated export');

  await page.getByText('Un tableau à la fois').click();
  const files = {};
  for (const button of await page.locator('.plain-list button').all()) {
    const { name, text } = await saved(page, () => button.click());
    assert.ok(text.startsWith('\ufeff'), name);
    files[name.split('-').at(-1)] = rows(text);
  }
  const blank = (number) => (number < 3 ? '' : String(number));
  assert.deepEqual(
    files['decisions.csv'].map((row) => [row.scène, row.arrivés, row.réponses, row.option, row.choix, row.hésitations]),
    tables.flatMap((table) => table.ids.map((choice, at) => [table.scene, `${table.arrived}`, `${table.answered}`, choice, `${table.choices[at]}`, blank(table.hesitations[at])])),
  );
  assert.deepEqual(files['motifs.csv'].map((row) => [row.scène, row.motif, row.nombre]), tables.flatMap((table) => table.motiveIds.map((motive, at) => [table.scene, motive, blank(table.motives[at])])));
  assert.deepEqual(files['fins.csv'].slice(0, -1).map((row) => [row.fin, Number(row.nombre)]), Object.entries(endings));
  assert.deepEqual(files['votes.csv'].map((row) => [row.vote, Number(row.nombre)]), SECOND_VOTE.flat().map((number) => ['2', number]));
  assert.deepEqual(files['notes.csv'], [{ 'ce que le groupe garde': "'=Nous demandons qui tient la souris." }], 'no formula runs in a spreadsheet');
  assert.deepEqual([files['cas.csv'][0].parcours, files['cas.csv'][0].personnes], ['20', String(people)]);

  await page.locator('#individuel summary').click();
  const statements = JSON.parse((await saved(page, () => page.locator('#export-xapi').click())).text);
  const verb = (name) => statements.filter((statement) => statement.verb.id.endsWith(`/${name}`));
  assert.deepEqual([verb('initialized').length, verb('completed').length, verb('terminated').length], [20, 18, 2]);
  const answered = (scene) => verb('answered').filter(({ object }) => object.id.endsWith(`/${scene}`));
  for (const table of tables) assert.deepEqual(table.ids.map((choice) => answered(table.scene).filter(({ result }) => result.response === choice).length), table.choices, table.scene);
  assert.equal(new Set(statements.map((statement) => statement.id)).size, statements.length);
  assert.ok(statements.every((statement) => !('score' in (statement.result ?? {})) && !('success' in (statement.result ?? {}))));
  assertQuiet(page);
});

part('the session’s file opens again elsewhere, is merged without counting anyone twice; closing erases the paths and keeps the tables', { timeout: 90_000 }, async () => {
  const session = await saved(page, () => page.locator('#telecharger-seance').click());
  const written = JSON.parse(session.text);
  assert.equal(written.gathered.length, 20);

  const elsewhere = await newPage(trainers, { size: 'laptop' });
  elsewhere.setDefaultTimeout(20_000);
  await goTo(elsewhere, server, 'animer');
  await elsewhere.locator('#fichier-seance').setInputFiles(session.path);
  await elsewhere.locator('.lead').waitFor();
  assert.equal(sessionOf(elsewhere), id);
  await section(elsewhere, 'Clore');
  const [there, here] = await Promise.all([elsewhere, page].map((one) => saved(one, () => one.locator('#export-json').click())));
  assert.equal(there.text, here.text);

  // Into a session that has one of them already.
  await newSession(elsewhere, server);
  const merged = sessionOf(elsewhere);
  assert.notEqual(merged, id);
  await section(elsewhere, 'Recueillir');
  await bring(elsewhere, [played.find(({ by }) => by === 'file').file]);
  await elsewhere.locator('#fichiers').setInputFiles(session.path);
  await elsewhere.getByText('est une autre séance').waitFor();
  await elsewhere.locator('#reunir').click();
  await elsewhere.waitForFunction(() => /^20 parcours/.test(document.querySelector('#recus').innerText.replace(/\s/gu, ' ')));
  assert.match(await results(elsewhere), /19 ajoutés, 1 déjà reçu\./);
  assert.equal((await kept(elsewhere, merged, ({ gathered }) => gathered.length === 20)).notes.length, 2);
  assertQuiet(elsewhere);
  await elsewhere.context().close();

  const before = JSON.parse((await saved(page, () => page.locator('#export-json').click())).text).cases[0];
  await page.locator('#clore').click();
  await page.locator('#clore-vraiment').click();
  await page.getByText('La séance est close : les parcours sont effacés').waitFor();
  const closed = await kept(page, id, (one) => one.closed);
  assert.deepEqual([closed.gathered, closed.ledger.admitted ?? {}, Object.values(closed.ledger.tables).flatMap(({ counted }) => Object.keys(counted ?? {}))], [[], {}, []]);
  const left = await page.evaluate(async () => {
    const database = await new Promise((done) => {
      const request = indexedDB.open('bifurque-seances');
      request.onsuccess = () => done(request.result);
    });
    const all = await new Promise((done) => {
      const request = database.transaction('sessions').objectStore('sessions').getAll();
      request.onsuccess = () => done(request.result);
    });
    database.close();
    return all.join('');
  });
  for (const { attempt } of played) assert.ok(!left.includes(attempt), 'no path is left on the device');
  const after = JSON.parse((await saved(page, () => page.locator('#export-json').click())).text).cases[0];
  assert.deepEqual(after, before, 'how many took part is in it as well');
  assert.equal(await page.locator('#individuel').count(), 0);
  assert.equal(await shown(room), null, 'nothing stays on the projector');
  await goTo(page, server, 'animer');
  await page.getByText('close : les tableaux et les notes restent').waitFor();
  assertQuiet(page);
});
