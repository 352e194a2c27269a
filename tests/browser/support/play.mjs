// Playing a case as a person does: the introduction, the scenes, the choices, the ending; and reading what the app has kept of it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { started } from './browser.mjs';

const SCENARIOS = fileURLToPath(new URL('../../../scenarios/', import.meta.url));

/** The ids of the cases that have recorded plays. */
export async function cases() {
  const folders = await readdir(SCENARIOS, { withFileTypes: true });
  return folders.filter((folder) => folder.isDirectory()).map((folder) => folder.name).sort();
}

export async function readScenario(id) {
  return JSON.parse(await readFile(join(SCENARIOS, id, 'scenario.json'), 'utf8'));
}

/** The plays that the author recorded: `{ name, choices, ending }` each. */
export async function readPlays(id) {
  return JSON.parse(await readFile(join(SCENARIOS, id, 'plays.json'), 'utf8')).plays;
}

/** One play for each ending. */
export async function playsByEnding(id) {
  const byEnding = new Map();
  for (const play of await readPlays(id)) if (!byEnding.has(play.ending)) byEnding.set(play.ending, play);
  return [...byEnding.values()];
}

/** Goes to an address of the app, `jouer/premiers-pas` for instance. The page may be a new one. */
export async function goTo(page, server, route = '') {
  await page.goto(`${server.url}#/${route}`);
  await started(page);
}

/** The introduction of a case; `query` as in a session link. */
export async function openCase(page, server, id, query = '') {
  await goTo(page, server, `jouer/${id}${query && `?${query}`}`);
  await page.waitForSelector('#commencer');
}

/** From the introduction to the first scene. */
export async function begin(page) {
  await page.click('#commencer');
  await arrived(page);
}

/** The introduction, then the first scene. */
export async function start(page, server, id, query) {
  await openCase(page, server, id, query);
  await begin(page);
}

/**
 * Waits until the browser has painted what is there: the focus and the scrolling of a new screen wait for that too. Not for long: a page out of sight is not
 * painted, nor one whose clock a test has stopped.
 */
export async function painted(page) {
  const frame = page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await Promise.race([frame.catch(() => {}), sleep(300)]);
}

/** Waits for a screen of the story. */
export async function arrived(page) {
  await page.waitForSelector('#valider, #continuer, #vers-bilan, .comparison');
  await painted(page);
}

/** What is on the screen of the story. `kind`: `decision`, `onward` (a consequence or a passage) or `ending`. */
export async function screen(page) {
  await arrived(page);
  return page.evaluate(() => ({
    kind: document.querySelector('#valider') ? 'decision' : document.querySelector('#continuer') ? 'onward' : 'ending',
    heading: document.querySelector('h1').textContent,
    title: document.title,
    address: location.hash,
    text: document.querySelector('main').textContent,
  }));
}

/** Does what leads to another screen, and waits for it. The one on which `act` was done is marked, so that two alike are not taken for one. */
export async function leave(page, act) {
  const heading = await page.evaluate(() => {
    document.querySelector('main').setAttribute('data-left', '');
    return document.querySelector('h1').textContent;
  });
  await act();
  await page.waitForFunction(
    (left) => {
      const main = document.querySelector('main');
      const title = main?.querySelector('h1');
      return title && (!main.hasAttribute('data-left') || title.textContent !== left);
    },
    heading,
  );
  await page.evaluate(() => document.querySelector('main').removeAttribute('data-left'));
  await arrived(page);
}

/** Picks a choice, answers what is asked besides, and validates. */
export async function choose(page, choice, { hesitation, motive, reason } = {}) {
  await page.check(`#choix-${choice}`);
  if (hesitation !== undefined) await page.selectOption('#hesitation', hesitation);
  if (motive !== undefined) await page.check(`#motif-${motive}`);
  if (reason !== undefined) await page.fill('#raison', reason);
  await leave(page, () => page.click('#valider'));
}

/** « Continuer » */
export async function goOn(page) {
  await leave(page, () => page.click('#continuer'));
}

/**
 * Plays `choices` to the ending, or until the decision for which none is left.
 *
 * A choice is an id, or `{ choice, hesitation, motive, reason }`. `onScreen(seen, made)` is told of each screen before it is left: what it shows, and how
 * many choices were made before. Gives the last screen.
 */
export async function walk(page, choices, onScreen = () => {}) {
  let made = 0;
  for (;;) {
    const seen = await screen(page);
    await onScreen(seen, made);
    if (seen.kind === 'ending' || (seen.kind === 'decision' && made === choices.length)) return seen;
    if (seen.kind === 'onward') await goOn(page);
    else {
      const next = choices[made];
      await (typeof next === 'string' ? choose(page, next) : choose(page, next.choice, next));
      made += 1;
    }
  }
}

/** The id of the attempt that the address names. */
export function attemptOf(page) {
  return new URL(page.url()).hash.match(/^#\/parcours\/([^/]+)/)?.[1];
}

/** What the device keeps of every attempt, as it is written: `{ attempts: { id: json }, events: { id: [json, …] } }`. */
export function kept(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('bifurque');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const found = { attempts: {}, events: {} };
          const transaction = database.transaction(['attempts', 'events']);
          transaction.objectStore('attempts').openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            found.attempts[cursor.key] = cursor.value;
            cursor.continue();
          };
          transaction.objectStore('events').openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            (found.events[cursor.key[0]] ??= []).push(cursor.value);
            cursor.continue();
          };
          transaction.oncomplete = () => {
            database.close();
            resolve(found);
          };
          transaction.onabort = () => reject(transaction.error);
        };
      }),
  );
}

/** The events of an attempt, in order, read. */
export async function events(page, attempt = attemptOf(page)) {
  return ((await kept(page)).events[attempt] ?? []).map((json) => JSON.parse(json));
}

/** The ending that the journal of an attempt says was reached. */
export async function endingKept(page, attempt) {
  return (await events(page, attempt)).map(({ event }) => event.finished).find(Boolean);
}

/** From « Transmettre »: the file that the person would hand over, `{ path, name, content }`. */
export async function handOver(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#transmettre')]);
  const path = await download.path();
  return { path, name: download.suggestedFilename(), content: JSON.parse(await readFile(path, 'utf8')) };
}
