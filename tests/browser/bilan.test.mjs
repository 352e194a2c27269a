// « Mon bilan »: what came from what, in words; labels only when asked for; « Et si… ? » beside the path, never instead of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { arrived, attemptOf, choose, endingKept, goOn, handOver, kept, readScenario, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'le-carnet-de-mme-aubry';

/** A path whose consequences and tags are known: S01, « Un papier signé, des questions en suspens ». */
const PATH = [
  { choice: 'qui-avant', hesitation: 'souris', motive: 'dignite' },
  { choice: 'organisme', hesitation: '-' },
  { choice: 'mandat', motive: 'aucune', reason: 'Je lis toujours avant de signer.' },
  { choice: 'fermer' },
  { choice: 'a-trois-voix' },
  { choice: 'regle-commune' },
];

/** Which decisions of PATH (from 0) caused which later consequence, in the author's words. */
const CAUSED = {
  'Le temps donné à Henri a été pris sur le rendez-vous suivant.': [0],
  'Parce qu’Henri avait été nommé, elle a relié elle-même le rappel au compte fermé.': [0],
  'Le code parti vers son téléphone a conduit Sandrine jusqu’à vous.': [1],
  'Forte de ce qu’elle avait fait elle-même, elle a fixé les règles à sa nièce.': [1],
  'Le mandat limité a permis l’envoi de la pièce, et rien d’autre.': [2],
  'Le mandat limité a pris fin avec la démarche.': [2],
  'La boîte fermée a laissé l’impayé suivre son cours.': [3],
  'La réunion passée, elle a choisi sa formule.': [5],
};

let server;
let browser;
let page;
/** The journal as it was written when the ending was reached. */
let journal;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  page = await newPage(browser);
  await start(page, server, CASE);
  await walk(page, PATH);
  await page.click('#vers-bilan');
  await page.waitForSelector('#etiquettes');
  journal = await journalKept();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** A text with ordinary spaces. */
const plain = (text) => text.replace(/\s+/gu, ' ').trim();

const texts = async (locator) => (await locator.allTextContents()).map(plain);

/** The events of the attempt as they are written, to the byte. */
async function journalKept() {
  const { attempts, events } = await kept(page);
  const id = attemptOf(page);
  return { attempt: attempts[id], events: events[id] };
}

/** The journal has only grown since the ending. */
async function assertOnlyGrown() {
  const now = await journalKept();
  assert.equal(now.attempt, journal.attempt);
  assert.deepEqual(now.events.slice(0, journal.events.length), journal.events);
  return now.events.slice(journal.events.length).map((json) => JSON.parse(json).event);
}

test('the bilan tells the path, decision by decision, in the author’s words', async () => {
  const scenario = await readScenario(CASE);
  const made = PATH.map(({ choice }) => scenario.scenes.flatMap((scene) => scene.decision?.choices ?? []).find(({ id }) => id === choice));
  assert.deepEqual(await texts(page.locator('.story .did')), made.map(({ past, text }) => plain(past ?? text)));
  const steps = await texts(page.locator('.story > li'));
  made.forEach(({ opens, vigilance }, index) => {
    for (const words of [opens, vigilance]) if (words) assert.ok(steps[index].includes(plain(words)), `${index}: ${words}`);
  });
  assert.equal(plain(await page.locator('h1').textContent()), 'Un papier signé, des questions en suspens');
});

test('« dans ce récit » links a later consequence to the decision that caused it, and to no other', async () => {
  const steps = await texts(page.locator('.story > li'));
  const found = Object.fromEntries(Object.keys(CAUSED).map((what) => [what, steps.flatMap((step, index) => (step.includes(what) ? [index] : []))]));
  assert.deepEqual(found, CAUSED);
  for (const [index, step] of steps.entries()) {
    const later = page.locator('.story > li').nth(index).locator('.cause');
    assert.equal(/dans ce récit/i.test(step), (await later.count()) > 0);
  }
  // The last decision but one led nowhere else than any other would have; the last changed the ending’s words.
  assert.match(steps[5], /Dans ce récit/);
  assert.doesNotMatch(steps.join(' '), /connexion avec ses codes|note prise sans le dire/, 'nothing of the paths not taken');
});

test('hesitations, motives and reasons are told in words', async () => {
  const answers = await Promise.all(PATH.map((_, index) => texts(page.locator('.story > li').nth(index).locator('.answers p'))));
  assert.deepEqual(answers, [
    ['Vous avez hésité avec « Vous tournez l’écran vers elle et lui tendez la souris ».', 'Ce qui a pesé : ce qu’elle vit en disant « je n’y comprends rien ».'],
    ['Vous n’avez pas hésité.'],
    ['Ce qui a pesé : aucun motif ne vous convenait, vous avez pris le choix le plus proche.', 'Vos mots : « Je lis toujours avant de signer. »'],
    [],
    [],
    [],
  ]);
});

test('no score: no figure, no mean, no total, no percentage, no mark, no rank', async () => {
  const words = /\bscores?\b|moyenne|\btotal|pour cent|pourcent|%|\bpoints?\b|\brang\b|\bclassement|\bnote\s*:|\bsur 10|\bsur 20|bravo|\berreur|bonne réponse|mauvais|réussi|échoué|\bcorrect/i;
  const lede = plain(await page.locator('.lede').textContent());
  const told = plain(await page.locator('main').innerText()).replace(lede, '');
  assert.doesNotMatch(told, words);
  // The hours of the story are the only figures.
  assert.deepEqual(told.replace(/\b\d{1,2} h( \d\d)?\b/g, '').match(/\S*\d\S*/g) ?? [], []);
  assert.match(lede, /Ni note, ni bonne réponse\./);
});

test('labels are hidden until they are asked for', async () => {
  const button = page.locator('#etiquettes');
  const labels = /Faire avec|Faire pour|Faire faire|Faire à la place|Orienter, coopérer|Différer|Tensions|Positions|Repères/;
  assert.equal(plain(await button.textContent()), 'Voir les étiquettes (après l’échange)');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.doesNotMatch(await page.locator('main').textContent(), labels);
  assert.equal(await page.locator('table, #reperes').count(), 0);

  await button.click();
  await page.waitForSelector('.tensions');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.match(await page.locator('main').innerText(), labels);

  await button.click();
  await page.waitForSelector('.tensions', { state: 'detached' });
  assert.doesNotMatch(await page.locator('main').textContent(), labels);

  // Asked for once is not asked for the next time.
  await button.click();
  await page.waitForSelector('.tensions');
  await page.reload();
  await page.waitForSelector('#etiquettes');
  assert.equal(await page.locator('table').count(), 0);
});

test('positions and tensions are right for this path, as spreads', async () => {
  await page.click('#etiquettes');
  const table = (name) => page.getByRole('table', { name });
  const rows = async (name) => {
    const found = [];
    for (const row of await table(name).locator('tbody tr').all()) found.push(await texts(row.locator('th, td')));
    return found;
  };
  await table('Positions').waitFor();
  assert.deepEqual(await texts(table('Positions').locator('thead th')), ['Décision 1', 'Décision 2', 'Décision 3', 'Décision 4', 'Décision 5', 'Décision 6']);
  assert.deepEqual(await rows('Positions'), [
    ['Faire avec', '●dominante', '●dominante', '', '', '', ''],
    ['Faire pour', '', '', '●dominante', '●dominante', '', ''],
    ['Orienter, coopérer', '', '', '', '', '●dominante', '○seconde'],
    ['Différer', '', '', '', '', '', '●dominante'],
  ]);
  // « Standardisation et singularité », which two choices of the case touch, is not drawn.
  assert.deepEqual(await rows('Tensions : vers quel pôle'), [
    ['Confidentialité et transparence', 'confidentialité4', 'transparence–'],
    ['Autonomie et réalité', 'autonomie2', 'réalité3'],
    ['Consentement éclairé et participation aux décisions', 'consentement recherché3', 'consentement présumé–'],
    ['Discussion', 'discussion ouverte5 6', 'discussion différée–'],
    ['Rapidité et temps de la relation', 'rapidité–', 'temps de la relation1 2'],
    ['Protection et liberté d’usage', 'protection–', 'liberté d’usage4'],
    ['Porter seul et coopérer', 'porter seul–', 'coopérer5 6'],
  ]);
  const told = await page.locator('.label-tables').innerText();
  assert.doesNotMatch(told, /score|moyenne|total|%|rang/i);

  // Each source with its status and the day it was checked, and no claim to be legal advice.
  await page.waitForSelector('.references');
  const sources = page.locator('.references dl > div');
  assert.ok((await sources.count()) > 0);
  for (const source of await texts(sources)) assert.match(source, /(vérifié|cité|non vérifié).* le \d\d\/\d\d\/\d{4}$/i);
  await page.click('#etiquettes');
});

test('« Et si… ? » plays a branch from a decision, a reload resumes it, and the two paths stand side by side', async () => {
  const story = await texts(page.locator('.story'));
  await page.locator('.wonder').nth(2).click();
  await arrived(page);
  const banner = page.getByRole('complementary', { name: 'Et si… ?' });
  const told = plain(await banner.textContent());
  assert.match(told, /à la 3ᵉ décision\. Il ne remplace pas le vôtre\./);
  assert.match(told, /Vous aviez choisi : Vous lui proposez un mandat écrit/);
  assert.equal(await page.locator('input:checked').count(), 0);

  await choose(page, 'photographier');
  await goOn(page);
  const before = await screen(page);
  await page.reload();
  assert.deepEqual(await screen(page), before, 'the same screen of the branch after a reload');
  assert.equal(plain(await banner.textContent()), told);

  await walk(page, ['noter', 'refuser', 'reprendre-seul']);
  const column = (name) => page.getByRole('region', { name, exact: true }).getByRole('listitem');
  const mine = await texts(column('Votre parcours'));
  const other = await texts(column('Cet essai'));
  assert.match(mine[0], /^Vous avez proposé un mandat/);
  assert.match(mine.at(-1), /^Fin : Un papier signé, des questions en suspens$/);
  assert.match(other[0], /^Vous avez joint la photo du carnet/);
  assert.match(other.at(-1), /^Fin : Le dossier est à jour, le carnet est au bureau$/);
  assert.match(other.join('\n'), /Inès a trouvé la photo/);
  assert.doesNotMatch(mine.join('\n'), /Inès a trouvé la photo/);
  assert.match(mine.join('\n'), /« Révoquer, ça veut dire quoi \? »/);

  const added = await assertOnlyGrown();
  assert.deepEqual(added.find((event) => 'what-if' in Object(event)), { 'what-if': 2 });
  assert.deepEqual(added.map((event) => event.chose?.choice).filter(Boolean), ['photographier', 'noter', 'refuser', 'reprendre-seul']);
  assert.equal(added.map((event) => event.finished).find(Boolean), 'carnet-au-bureau');

  await page.getByRole('button', { name: 'Revenir à mon bilan' }).last().click();
  await page.waitForSelector('#etiquettes');
  assert.deepEqual(await texts(page.locator('.story')), story, 'the bilan is that of the first path');
  assert.equal(plain(await page.locator('h1').textContent()), 'Un papier signé, des questions en suspens');
  await page.getByText('Vous avez essayé 1 autre chemin ; votre parcours reste le premier.').waitFor();
});

test('a branch left by the back button or the address is left, and another can be tried', async () => {
  await page.locator('.wonder').first().click();
  await arrived(page);
  await choose(page, 'souris');
  await page.goBack();
  await page.waitForSelector('#etiquettes');
  await page.reload();
  await page.waitForSelector('#etiquettes');
  await page.getByText('Vous avez essayé 2 autres chemins').waitFor();
  await page.locator('.wonder').nth(5).click();
  await arrived(page);
  assert.match(plain(await page.getByRole('complementary', { name: 'Et si… ?' }).textContent()), /à la 6ᵉ décision/);
  await page.getByRole('button', { name: 'Revenir à mon bilan' }).click();
  await page.waitForSelector('#etiquettes');
});

test('after the branches, the record’s first answers are the same to the byte, and they are what is handed over', async () => {
  const added = await assertOnlyGrown();
  assert.equal(added.filter((event) => 'what-if' in Object(event)).length, 3);
  assert.equal(added.filter((event) => event === 'what-if-left').length, 3);
  assert.equal(await endingKept(page), 'papier-signe');

  await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
  await page.waitForSelector('#transmettre');
  const { content } = await handOver(page);
  assert.equal(content.ending, 'papier-signe');
  assert.deepEqual(
    content.path.map(({ choice, hesitation, motive, reason }) => ({ choice, hesitation, motive, reason })),
    [
      { choice: 'qui-avant', hesitation: { with: 'souris' }, motive: 'dignite', reason: undefined },
      { choice: 'organisme', hesitation: 'none', motive: undefined, reason: undefined },
      { choice: 'mandat', hesitation: undefined, motive: 'aucune', reason: undefined },
      ...['fermer', 'a-trois-voix', 'regle-commune'].map((choice) => ({ choice, hesitation: undefined, motive: undefined, reason: undefined })),
    ],
  );
  assertQuiet(page);
});
