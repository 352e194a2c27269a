// A workshop: many play, a trainer gathers, leads and closes. What the app shows is read here from the page; what it should show is counted here apart from it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watch } from './browser.mjs';
import { goTo, readPlays, readScenario } from './play.mjs';
import { DIST } from './server.mjs';

export const CASE = 'le-carnet-de-mme-aubry';

// 1. Playing.

/** Twenty different paths of the case: people alone, pairs, a group; two that stop on the way. */
export const PATHS = [
  ['qui-avant', 'organisme', 'mandat', 'fermer', 'a-trois-voix', 'regle-commune'],
  ['connecter', 'nouvelle-adresse', 'photographier', 'noter', 'refuser', 'reprendre-seul'],
  ['souris', 'elle-appelle', 'refuser-photo', 'demander', 'ecouter', 'atelier'],
  ['connecter', 'appeler-sandrine', 'connect', 'supprimer', 'expliquer', 'reprendre-seul'],
  ['mathis', 'organisme', 'connect', 'fermer', 'ecouter', 'regle-commune'],
  ['mathis', 'appeler-sandrine', 'refuser-photo', 'supprimer', 'a-trois-voix', 'atelier'],
  ['qui-avant', 'elle-appelle', 'refuser-photo', 'supprimer', 'ecouter', 'regle-commune'],
  ['souris', 'nouvelle-adresse', 'refuser-photo', 'fermer', 'refuser', 'reprendre-seul'],
  ['qui-avant', 'appeler-sandrine', 'photographier', 'demander', 'expliquer', 'reprendre-seul'],
  ['qui-avant', 'nouvelle-adresse', 'mandat', 'noter', 'ecouter', 'regle-commune'],
  ['souris', 'organisme', 'mandat', 'demander', 'expliquer', 'reprendre-seul'],
  ['souris', 'elle-appelle', 'photographier', 'noter', 'a-trois-voix', 'regle-commune'],
  ['connecter', 'elle-appelle', 'refuser-photo', 'fermer', 'expliquer', 'regle-commune'],
  ['connecter', 'organisme', 'photographier', 'fermer', 'ecouter', 'reprendre-seul'],
  ['mathis', 'nouvelle-adresse', 'mandat', 'supprimer', 'refuser', 'regle-commune'],
  ['qui-avant', 'organisme', 'refuser-photo', 'noter', 'expliquer', 'regle-commune'],
  ['souris', 'appeler-sandrine', 'connect', 'demander', 'a-trois-voix', 'reprendre-seul'],
  ['souris', 'organisme', 'refuser-photo', 'demander', 'ecouter', 'regle-commune'],
  // On the way: after the first decision, and after the third.
  ['qui-avant'],
  ['souris', 'elle-appelle', 'mandat'],
];

/** The twenty, with who plays, how each is handed over and what is answered besides. */
export function twenty(scenario) {
  const decisions = new Map(scenario.scenes.filter(({ decision }) => decision).map(({ id, decision }) => [id, decision]));
  const order = [...decisions.keys()];
  return PATHS.map((choices, at) => ({
    choices: choices.map((choice, rank) => {
      const { choices: all, ask } = decisions.get(order[rank]);
      const others = all.map(({ id }) => id).filter((id) => id !== choice);
      // Some hesitate, most of them with the same option, so that there are totals on both sides of three.
      const hesitation = (at + rank) % 3 === 0 ? '-' : (at + rank) % 3 === 1 ? others[(at * at) % 5 === 1 ? 1 : 0] : undefined;
      const motive = ask.motives && at % 4 !== 3 ? [...ask.motives.map(({ id }) => id), 'aucune'][at % 7 === 0 ? 4 : at % 3] : undefined;
      return { choice, hesitation: ask.hesitation ? hesitation : undefined, motive };
    }),
    players: at % 5 === 1 ? 'deux' : at === 8 ? 'groupe' : 'seul',
    people: at % 5 === 1 ? 2 : at === 8 ? 4 : 1,
    traceless: at === 5,
    by: ['code', 'file', 'qr'][at % 3],
  }));
}

/** In the page: plays `choices` by pressing what a person presses, as fast as the app follows. Stops at the ending, or at the decision that is left. */
export async function playInPage(choices) {
  const find = (selector) => document.querySelector(selector);
  const until = async (test) => {
    for (const limit = performance.now() + 30_000; performance.now() < limit; ) {
      const found = test();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 4));
    }
    throw new Error(`no screen after ${find('main')?.textContent.slice(0, 200)}`);
  };
  const marked = () => find('main')?.setAttribute('data-left', find('h1')?.textContent ?? '');
  const another = () => {
    const main = find('main');
    const left = main?.getAttribute('data-left');
    if (!main || !find('#valider, #continuer, #vers-bilan') || (left !== null && left === find('h1')?.textContent)) return false;
    main.removeAttribute('data-left');
    return true;
  };
  const left = [...choices];
  for (;;) {
    await until(another);
    // A person reads first: what the last screen left to do is done by then.
    await new Promise((done) => setTimeout(done, 40));
    if (find('#vers-bilan')) return find('h1').textContent;
    if (find('#continuer')) {
      marked();
      find('#continuer').click();
      continue;
    }
    const next = left.shift();
    if (!next) return find('h1').textContent;
    const radio = find(`#choix-${next.choice}`);
    if (!radio || radio.disabled) throw new Error(`${next.choice} is not offered`);
    radio.click();
    if (next.hesitation !== undefined) {
      const select = await until(() => find('#hesitation'));
      select.value = next.hesitation;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (next.motive !== undefined) (await until(() => find(`#motif-${next.motive}`))).click();
    if (next.reason !== undefined) {
      const words = await until(() => find('#raison'));
      words.value = next.reason;
      words.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await new Promise((done) => setTimeout(done));
    marked();
    find('#valider').click();
  }
}

// 2. « Pilotage » and « Projection ».

/** From « Animer », a new session of a case: on « Préparer ». */
export async function newSession(page, server, id = CASE) {
  await goTo(page, server, 'animer');
  await page.locator(`[data-case="${id}"]`).getByRole('button').first().click();
  await page.locator('.lead').waitFor();
}

/** The id of the session that the address names. */
export function sessionOf(page) {
  return new URL(page.url()).hash.match(/^#\/animer\/([^/]+)$/)?.[1];
}

/** Goes to « Préparer », « Recueillir », « Débriefer » or « Clore ». */
export async function section(page, title) {
  await page.locator('nav.tabs').getByRole('button', { name: title, exact: true }).click();
  await page.locator(`nav.tabs button[aria-current="step"]`, { hasText: title }).waitFor();
}

/** Words as they are compared: whatever spaces and quotation marks typography has set. */
export const bare = (words) => words.replace(/[\s  ]+/gu, ' ').replace(/'/g, '’').replace(/\*\*/g, '').trim();

/** What « Recueillir » says it has. */
export async function received(page) {
  return bare(await page.locator('#recus').innerText());
}

/** Chooses files in « Recueillir », and waits until they are read. */
export async function bring(page, files) {
  await page.locator('#fichiers').setInputFiles([]);
  await page.locator('.results').evaluateAll((all) => all.forEach((one) => one.setAttribute('data-before', '')));
  await page.locator('#fichiers').setInputFiles(files);
  await results(page);
}

/** Types codes in « Recueillir », one a line, and adds them. */
export async function type(page, codes) {
  await page.locator('.results').evaluateAll((all) => all.forEach((one) => one.setAttribute('data-before', '')));
  await page.locator('#codes').fill([codes].flat().join('\n'));
  await page.locator('#ajouter-codes').click();
  await page.waitForFunction(() => document.querySelector('#codes').value === '');
  await results(page);
}

/** What became of what was brought in last: the sum in words, then a line each for what is refused or told. */
export async function results(page) {
  await page.waitForFunction(() => document.querySelector('.results') && !document.querySelector('progress'));
  return bare(await page.locator('.results').innerText());
}

/** The room's window, opened from « Pilotage ». */
export async function openProjection(page) {
  const [popup] = await Promise.all([page.context().waitForEvent('page'), page.locator('#ouvrir-projection').click()]);
  popup.watched = watch(popup);
  await popup.locator('main.projection').waitFor();
  await page.getByText('Projection ouverte').waitFor();
  return popup;
}

/** What a window shows to the room: `null` when nothing; its title, its words, its bars, what page it is. */
export function shown(page) {
  return page.evaluate(() => {
    const plain = (text) => text.replace(/[\s\u00a0\u202f]+/gu, ' ').replace(/'/g, '’').trim();
    const slide = document.querySelector('main.projection .slide');
    if (!slide) return null;
    const text = (selector) => [...slide.querySelectorAll(selector)].map((found) => plain(found.textContent));
    const bars = [...slide.querySelectorAll('.bar-rows > li')].map((row) => ({
      letter: row.querySelector('.slide-letter').textContent,
      values: [...row.querySelectorAll('.bar-value')].map((value) => plain(value.querySelector('.bar-number, .bar-word').textContent)),
    }));
    return {
      title: text('.slide-title')[0] ?? '',
      caption: text('.slide-caption')[0] ?? '',
      letters: text('.slide-choices .slide-letter'),
      words: plain(slide.textContent),
      items: text('.slide-text li'),
      series: text('.slide-legend li'),
      bars,
      page: text('.slide-page')[0] ?? '1/1',
    };
  });
}

/** What the device keeps of group sessions, read: the session in its last revision, by id; what is not JSON as it is. */
export function sessionsKept(page) {
  return page.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.open('bifurque-seances');
        request.onerror = failed;
        request.onsuccess = () => {
          const found = {};
          const transaction = request.result.transaction('sessions');
          transaction.objectStore('sessions').openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            try {
              found[cursor.key[0]] = JSON.parse(cursor.value);
            } catch {
              found[cursor.key[0]] = cursor.value;
            }
            cursor.continue();
          };
          transaction.oncomplete = () => done(found, request.result.close());
        };
      }),
  );
}

/** Waits until what the device keeps of a session is as `test` wants, and gives it. */
export async function kept(page, id, test = () => true) {
  for (let turn = 0; turn < 100; turn += 1) {
    const session = (await sessionsKept(page))[id];
    if (session && test(session)) return session;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the session is not kept as it should be: ${JSON.stringify((await sessionsKept(page))[id]).slice(0, 400)}`);
}

// 3. How fast the room's window follows.

/** Notes, in « Pilotage », when a gesture is made and, in both windows, when what is shown changes; all by one clock. */
export async function watchSlides(...pages) {
  for (const page of pages) {
    await page.evaluate(() => {
      const now = () => performance.timeOrigin + performance.now();
      window.changes = [];
      window.gestures = [];
      for (const kind of ['click', 'keydown']) addEventListener(kind, () => window.gestures.push(now()), true);
      new MutationObserver((records) => {
        if (records.some(({ target }) => (target.closest ? target : target.parentElement)?.closest('main'))) window.changes.push(now());
      }).observe(document.querySelector('#app'), { childList: true, subtree: true, characterData: true, attributes: true });
    });
  }
}

/** Milliseconds from the gesture that `act` makes in `pilot` to the first change in `room` after it. */
export async function delay(pilot, room, act) {
  const before = await room.evaluate(() => window.changes.length);
  const gestures = await pilot.evaluate(() => window.gestures.length);
  await act();
  await room.waitForFunction((had) => window.changes.length > had, before, { timeout: 5000 });
  const changed = await room.evaluate((had) => window.changes[had], before);
  const made = await pilot.evaluate((had) => window.gestures[had], gestures);
  return changed - made;
}

// 4. The figures, counted from what was played.

/** What the tables of the case must hold: for each decision, in the order of the story. `played` as `twenty` gives it. A code carries no motive. */
export function count(scenario, played) {
  return scenario.scenes
    .filter(({ decision }) => decision)
    .map(({ id, title, decision }, rank) => {
      const here = played
        .filter(({ choices }) => choices.length > rank)
        .map(({ choices, by }) => ({ ...choices[rank], motive: by === 'code' ? undefined : choices[rank].motive }));
      const stopped = played.filter(({ choices }) => choices.length === rank).length;
      const tally = (ids, key) => ids.map((wanted) => here.filter((one) => one[key] === wanted).length);
      const ids = decision.choices.map((choice) => choice.id);
      const motives = decision.ask?.motives?.map((motive) => motive.id) ?? [];
      return {
        scene: id,
        title,
        answered: here.length,
        stopped,
        arrived: here.length + stopped,
        ids,
        choices: tally(ids, 'choice'),
        hesitations: tally(ids, 'hesitation'),
        motives: motives.length ? tally([...motives, 'aucune'], 'motive') : [],
        motiveIds: motives.length ? [...motives, 'aucune'] : [],
      };
    });
}

/** The files of a download directory read back: the rows of a CSV file, quotation marks undone. */
export function rows(csv) {
  const found = [[]];
  for (const [, quoted, plain, end] of csv.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    found.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') found.push([]);
  }
  const [heading, ...lines] = found.filter((line) => line.length > 1 || line[0]);
  return lines.map((line) => Object.fromEntries(heading.map((name, at) => [name, line[at]])));
}

/** Downloads by `act`; gives its name and its text. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), path: await download.path(), text: await readFile(await download.path(), 'utf8') };
}

// 5. Hand-overs without anyone who plays: from the plays that the author recorded.

/** `number` hand-overs of the case as files, each of another attempt, as `{ name, content }`: the recorded plays in turn, every seventh of them unfinished. */
export async function handOvers(number, { first = 0 } = {}) {
  const [scenario, plays, catalogue] = await Promise.all([readScenario(CASE), readPlays(CASE), readFile(join(DIST, 'scenarios', 'catalogue.json'), 'utf8')]);
  const { digest, shape } = JSON.parse(catalogue).scenarios.find(({ id }) => id === CASE);
  const scenes = scenario.scenes.filter(({ decision }) => decision).map(({ id }) => id);
  return Array.from({ length: number }, (_, at) => {
    const rank = first + at;
    const { choices, ending } = plays[rank % plays.length];
    const length = rank % 7 === 6 ? 1 + (rank % (choices.length - 1)) : choices.length;
    // Scattered, so that their first bits differ as those of random ids do.
    const attempt = (BigInt(rank + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n % (1n << 128n)).toString(16).padStart(32, '0');
    const content = {
      format: 1,
      kind: 'bifurque-parcours',
      attempt,
      scenario: CASE,
      title: scenario.title,
      version: scenario.version,
      digest,
      shape,
      seed: 0,
      engine: 1,
      players: { mode: 'alone', people: 1 },
      path: choices.slice(0, length).map((choice, place) => ({ scene: scenes[place], choice })),
      ...(length === choices.length && { ending }),
    };
    return { name: `parcours-${rank + 1}.bifurque.json`, content };
  });
}
