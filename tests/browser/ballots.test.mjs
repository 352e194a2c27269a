// A whole workshop without a phone: ballots and raised hands. The first decision is led with the mouse, the second with the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { readScenario } from './support/play.mjs';
import { serve } from './support/server.mjs';
import { CASE, bare, kept, newSession, openProjection, saved, section, sessionOf, shown } from './support/workshop.mjs';

const VOTES = { 'le-carnet': [[7, 3, 2, 0], [2, 8, 2, 0]], 'la-photo': [[1, 5, 2, 4], [4, 0, 3, 5]] };
const ROOM = 12;

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test('two decisions, two votes each: the totals match the room, a slip is undone, nothing is shown before its time', { timeout: 120_000 }, async () => {
  const scenario = await readScenario(CASE);
  const page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(15_000);
  await newSession(page, server);
  const id = sessionOf(page);
  await page.locator('#salle').fill(String(ROOM));
  await page.locator('#salle').blur();
  const room = await openProjection(page);
  await page.bringToFront();
  await section(page, 'Débriefer');

  const suite = page.locator('#suite');
  const total = () => page.locator('#total-bulletins').innerText().then(bare);
  const says = (words) => page.waitForFunction((wanted) => document.querySelector('#total-bulletins')?.innerText.replace(/[\s\u00a0\u202f]+/gu, ' ') === wanted, words);
  const key = (letter) => page.locator(`.ballot-key[data-letter="${letter}"]`);
  const refused = (words) => page.locator('.trouble[role=alert]').getByText(words).waitFor();

  /** « Suite », until it says `wanted`. Nothing of what it passes by shows a count. */
  const until = async (wanted, go) => {
    for (let turn = 0; turn < 30; turn += 1) {
      const words = bare(await suite.innerText());
      if (wanted.test(words)) return;
      await go();
      await page.waitForFunction((was) => document.querySelector('#suite').innerText.replace(/[\s\u00a0\u202f]+/gu, ' ').replace(/'/g, '’').trim() !== was || document.querySelector('.slide-page'), words).catch(() => {});
      assert.deepEqual((await shown(room))?.bars ?? [], [], words);
    }
    assert.fail(`« Suite » never says ${wanted}`);
  };

  // 1. With the mouse: a key a ballot.
  const press = () => suite.click();
  await until(/^Suite sans vote/, press);
  assert.equal(await total(), `0 sur ${ROOM} bulletins attendus`);
  const [first, second] = VOTES['le-carnet'];
  for (const [at, number] of first.entries()) for (let ballot = 0; ballot < number; ballot += 1) await key('ABCD'[at]).click();
  await says(`${ROOM} sur ${ROOM} bulletins attendus`);
  // A slip, which is seen by the total, refused, and undone.
  await key('D').click();
  await says(`${ROOM + 1} sur ${ROOM} bulletins attendus`);
  await press();
  await refused('13 bulletins pour 12 attendus : il y en a trop');
  assert.deepEqual((await shown(room))?.bars ?? [], []);
  await page.getByRole('button', { name: 'Annuler le dernier' }).click();
  await says(`${ROOM} sur ${ROOM} bulletins attendus`);
  await press();
  await room.locator('.bar-rows').waitFor();
  const revealed = await shown(room);
  assert.deepEqual(revealed.bars, first.map((number, at) => ({ letter: 'ABCD'[at], values: [String(number)] })));
  assert.equal(revealed.caption, `${ROOM} réponses`);

  // What was shown is not changed by one.
  await page.locator('.ballot-number').first().fill('6');
  await page.locator('.ballot-number').first().blur();
  await page.locator('.ballot-number').nth(3).fill('1');
  await page.locator('.ballot-number').nth(3).blur();
  await page.locator('.showings button').last().click();
  await refused('Ce vote a été montré');
  assert.deepEqual((await shown(room)).bars, revealed.bars);
  for (const [at, number] of first.entries()) {
    await page.locator('.ballot-number').nth(at).fill(String(number));
    await page.locator('.ballot-number').nth(at).blur();
  }

  // The second vote: hands raised, typed.
  await until(/^Suite sans vote/, press);
  for (const [at, number] of second.entries()) {
    await page.locator('.ballot-number').nth(at).fill(String(number));
    await page.locator('.ballot-number').nth(at).blur();
  }
  await says(`${ROOM} sur ${ROOM} bulletins attendus`);
  await press();
  await room.locator('.slide-legend').waitFor();
  const compared = await shown(room);
  assert.deepEqual(compared.series, ['Premier vote', 'Second vote']);
  assert.equal(compared.caption, `Premier vote : ${ROOM} · Second vote : ${ROOM}`);
  assert.deepEqual(compared.bars.map(({ values }) => values.map((value) => Number(value.split(' ').at(-1)))), first.map((number, at) => [number, second[at]]));

  // 2. With the keyboard alone.
  const tabTo = async (test) => {
    for (let turn = 0; turn < 80; turn += 1) {
      if (await page.evaluate(test)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`not reached by the keyboard: ${test}`);
  };
  const onKey = async (letter) => tabTo(`document.activeElement.matches('.ballot-key[data-letter="${letter}"]')`);
  const byKeyboard = () => page.keyboard.press('PageDown');
  for (const [round, wanted] of [[0, /dévoiler la répartition/], [1, /montrer les deux totaux/]]) {
    await until(/^Suite sans vote/, byKeyboard);
    const votes = VOTES['la-photo'][round];
    for (const [at, number] of votes.entries()) {
      if (!number) continue;
      await onKey('ABCD'[at]);
      for (let ballot = 0; ballot < number; ballot += 1) await page.keyboard.press(ballot % 2 ? 'Space' : 'Enter');
    }
    await says(`${ROOM} sur ${ROOM} bulletins attendus`);
    if (round === 0) {
      await page.keyboard.press('Enter');
      await says(`${ROOM + 1} sur ${ROOM} bulletins attendus`);
      await tabTo(`document.activeElement.textContent === 'Annuler le dernier'`);
      await page.keyboard.press('Enter');
      await says(`${ROOM} sur ${ROOM} bulletins attendus`);
    }
    assert.match(bare(await suite.innerText()), wanted);
    await byKeyboard();
    await room.waitForFunction((series) => document.querySelectorAll('.bar-rows > li:first-child .bar-value').length === series, round + 1);
    const slide = await shown(room);
    assert.deepEqual(slide.bars.map(({ values }) => Number(values.at(-1).split(' ').at(-1))), votes);
  }
  await until(/Fin du conducteur/, byKeyboard);

  // The tables hold the four votes; nobody's path was ever needed.
  const session = await kept(page, id, ({ ballots }) => ballots?.filter(({ published }) => published).length === 4);
  assert.deepEqual(session.gathered, []);
  await section(page, 'Clore');
  const { cases: [report] } = JSON.parse((await saved(page, () => page.locator('#export-json').click())).text);
  assert.deepEqual(
    report.votes.map(({ scene, round, choices }) => [scene, round, ...choices.options.map(({ count }) => count)]),
    Object.entries(VOTES).flatMap(([scene, votes]) => votes.map((counts, at) => [scene, at + 1, ...counts])),
  );
  assert.ok(report.decisions.every(({ choices }) => choices.shown === 'nothing'));
  assert.equal(scenario.id, report.scenario);
  await page.locator('#clore').click();
  await page.locator('#clore-vraiment').click();
  assert.equal((await kept(page, id, ({ closed }) => closed)).ballots.length, 4);
  assertQuiet(page);
  assertQuiet(room);
  await page.context().close();
});

test('a small room: under three ballots nothing, under eight the options taken, the counts once the group agreed', { timeout: 60_000 }, async () => {
  const page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(15_000);
  await newSession(page, server);
  const room = await openProjection(page);
  const vote = async (letters) => {
    await section(page, 'Débriefer');
    await page.locator('.step-link').nth(2).click();
    await page.getByRole('button', { name: 'Vote ou dévoilement', exact: true }).click();
    await page.locator('.ballots').waitFor();
    const again = page.getByRole('button', { name: 'Refaire voter' });
    if (await again.isEnabled()) await again.click();
    for (const letter of letters) await page.locator(`.ballot-key[data-letter="${letter}"]`).click();
    while (!/dévoiler/.test(bare(await page.locator('#suite').innerText()))) await page.locator('#suite').click();
    await page.locator('#suite').click();
    await room.locator('.bar-rows').waitFor();
    return shown(room);
  };
  const values = ({ bars }) => bars.map((row) => row.values[0]);
  const two = await vote('AB');
  assert.deepEqual([values(two), two.caption], [['–', '–', '–', '–'], 'Moins de trois réponses : rien n’est montré.']);
  assert.deepEqual(values(await vote('AABDD')), ['prise', 'prise', 'non prise', 'prise']);
  await section(page, 'Recueillir');
  await page.locator('#accord').click();
  assert.deepEqual(values(await vote('AABDD')), ['2', '1', '0', '2']);
  assertQuiet(page);
  await page.context().close();
});

test('what is being typed stays, whatever the room’s window says meanwhile', { timeout: 60_000 }, async () => {
  const page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(15_000);
  await newSession(page, server);
  const room = await openProjection(page);
  await section(page, 'Débriefer');
  await page.locator('.step-link').nth(2).click();
  await page.getByRole('button', { name: 'Vote ou dévoilement', exact: true }).click();
  await page.locator('#suite').click();
  await room.locator('.slide').waitFor();

  const black = page.getByRole('status').filter({ hasText: 'Écran noir' });
  const hands = page.locator('.ballot-number').first();
  await hands.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1');
  await room.keyboard.press('b');
  await room.locator('.projection[data-blank]').waitFor();
  await page.keyboard.type('2');
  assert.equal(await hands.inputValue(), '12');
  await hands.blur();
  await page.locator('#total-bulletins').filter({ hasText: '12' }).waitFor();
  await black.waitFor();
  assertQuiet(page);
  await page.context().close();
});
