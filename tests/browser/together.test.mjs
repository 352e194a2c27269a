// « Collectif »: the tutorial played once by a whole room, in two windows: the trainer's and the room's. Ballots are typed at each decision, one branch is
// compared with another, the ending is reached, and the room's parcours is gathered, once.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { COLOUR_RULES, axe, overflows, smallTargets } from './support/accessible.mjs';
import { assertQuiet, launch, newPage, started, watch } from './support/browser.mjs';
import { goTo, painted, readScenario } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'premiers-pas';

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

/** Words as they are compared: whatever spaces typography has set. */
const bare = (words) => (words ?? '').replace(/[\s  ]+/gu, ' ').replace(/'/g, '’').trim();

/** « Pilotage » of a new session of the case, in « Collectif », for a room of so many; the room's window beside it. */
async function openRoom(people, id = CASE) {
  page = await newPage(browser, { size: 'laptop', motion: 'reduce' });
  await goTo(page, server, 'animer');
  await page.locator(`.case-row[data-case="${id}"]`).getByRole('button', { name: /Nouvelle séance/ }).click();
  await page.check('input[name="rythme"][value="together"]');
  await page.fill('#salle', String(people));
  await page.press('#salle', 'Tab');
  assert.equal(await page.locator('#lien').count(), 0, 'phones have nothing to open');
  const [room] = await Promise.all([page.waitForEvent('popup'), page.click('#ouvrir-projection')]);
  await started(room);
  room.watched = watch(room);
  await room.waitForSelector('.projection[data-blank]');
  await page.getByRole('button', { name: 'Suite : jouer ensemble' }).click();
  await page.waitForSelector('.together');
  return room;
}

const suite = async () => bare(await page.locator('#suite').textContent()).replace(/^Suite : /u, '');

/** What the room reads. */
const read = async (room) => bare(await room.locator('main').textContent());

/** « Suite », which says `words`; waits until the room's window has followed. */
async function onward(room, words) {
  assert.equal(await suite(), words);
  const before = await room.locator('main').innerHTML();
  await page.click('#suite');
  await room.waitForFunction((left) => document.querySelector('main').innerHTML !== left, before);
}

/** « Suite : page suivante » as long as there is one; gives all that was read. */
async function pages(room) {
  let all = await read(room);
  while ((await suite()) === 'page suivante') {
    await onward(room, 'page suivante');
    all += ` ${await read(room)}`;
  }
  return all;
}

async function ballots(letters) {
  for (const letter of letters) await page.click(`.ballot-key[data-letter="${letter}"]`);
  await page.waitForFunction((total) => document.querySelector('#total-bulletins').textContent.startsWith(String(total)), letters.length);
}

async function session() {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('bifurque-seances');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          const names = [...database.objectStoreNames];
          const all = [];
          const transaction = database.transaction(names);
          for (const name of names) {
            transaction.objectStore(name).getAll().onsuccess = ({ target }) => all.push(...target.result);
          }
          transaction.oncomplete = () => {
            database.close();
            resolve(all.map((value) => { try { return JSON.parse(value); } catch { return undefined; } }).find((value) => value?.kind === 'bifurque-seance'));
          };
        };
      }),
  );
}

/** axe and reflow on « Pilotage », in both themes. */
async function everyone(name) {
  const found = [];
  const note = (what, lines) => found.push(...lines.map((line) => `${name}, ${what}: ${line}`));
  note('light', await axe(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  note('dark', await axe(page, COLOUR_RULES));
  await page.emulateMedia({ colorScheme: 'light' });
  note('targets', await smallTargets(page));
  await page.setViewportSize({ width: 320, height: 740 });
  // The heading of the section is for the ear: its tab says it.
  note('narrow', (await overflows(page)).filter((line) => !line.includes('h1#titre')));
  await page.setViewportSize({ width: 1366, height: 768 });
  return found;
}

describe('« Jouer ensemble »', () => {
  test('a room plays the tutorial in two windows, votes, compares, and becomes one parcours', { timeout: 240_000 }, async () => {
    const source = await readScenario(CASE);
    const [first, second] = source.scenes;
    const room = await openRoom(8);

    // Nothing is projected by itself.
    assert.equal(await room.locator('.slide').count(), 0);
    await onward(room, 'présenter le cas');
    assert.ok((await pages(room)).includes(bare(source.introduction.role)));
    await onward(room, 'projeter la scène');
    const scene = await pages(room);
    for (const words of [first.title, first.time, 'J’ai écrit son mode d’emploi']) assert.ok(scene.includes(bare(words)), `${words}: ${scene}`);
    assert.equal(await page.locator('.ballots').count(), 0, 'the room votes once it was asked');
    await onward(room, 'projeter les options');
    for (const { text } of first.decision.choices) assert.ok((await read(room)).includes(bare(text)));
    assert.ok(bare(await page.locator('.guide').textContent()).includes(bare(first.decision.discussion)), 'the discussion is for the trainer');
    assert.ok(!(await read(room)).includes(bare(first.decision.discussion)));
    assert.deepEqual(await everyone('a decision'), []);

    // The vote stays hidden until it is shown, and must be that of the room.
    await ballots('AABBBBB');
    assert.equal(await room.locator('.bar-rows').count(), 0);
    assert.equal(await suite(), 'montrer le vote');
    await page.click('#suite');
    assert.match(bare(await page.locator('.trouble').textContent()), /7 bulletins sur 8 attendus/);
    assert.equal(await room.locator('.bar-rows').count(), 0);
    await page.click('.ballot-key[data-letter="A"]');
    await onward(room, 'montrer le vote');
    assert.deepEqual((await room.locator('.bar-rows').textContent()).match(/\d+/g), ['3', '5']);
    assert.equal(await suite(), 'prenez une branche');
    assert.equal(await page.locator('#suite').isDisabled(), true);

    // A branch: what follows; then the other, to compare.
    await page.click('[data-take="B"]');
    await room.waitForFunction(() => document.querySelector('main').textContent.includes('verre à moutarde'));
    assert.ok((await read(room)).startsWith('Ce qui suit : B'), await read(room));
    await page.getByRole('button', { name: /Voir aussi A/ }).click();
    await room.waitForFunction(() => document.querySelector('h1')?.textContent.startsWith('Et si'));
    const compared = await pages(room);
    assert.ok(compared.includes('Simone remplit la tasse') && compared.includes(bare(second.title)), compared);
    for (const title of await room.locator('h1').allTextContents()) assert.ok(title.startsWith('Et si'), title);
    assert.deepEqual(await everyone('a comparison'), []);
    await onward(room, 'revenir à notre récit');
    assert.ok((await read(room)).startsWith('Ce qui suit : B'));
    await pages(room);
    assert.equal((await session()).together.turns.length, 1, 'a comparison counts for nothing');

    // The presenter's remote, from the room's window: the next scene.
    await room.bringToFront();
    await room.keyboard.press('PageDown');
    await room.waitForFunction((title) => document.querySelector('h1')?.textContent.includes(title), second.title);
    await room.keyboard.press('b');
    await room.waitForSelector('.projection[data-blank]');
    await room.keyboard.press('b');
    await room.waitForSelector('.slide');
    await page.bringToFront();
    await pages(room);

    // The window is closed and the page left in the middle: the story is where it was.
    await page.reload();
    await started(page);
    await page.getByRole('button', { name: 'Jouer ensemble', exact: true }).click();
    assert.equal(bare(await page.locator('.together h2').first().textContent()), bare(`${second.title}décision`));

    // By keyboard alone: the closed choice has its reason and no key; the vote stays hidden.
    const tabTo = async (selector) => {
      for (let press = 0; press < 60; press += 1) {
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`${selector} is not reached`);
    };
    await tabTo('#suite');
    while ((await suite()) !== 'montrer le vote' && (await suite()) !== 'prenez une branche') {
      await page.keyboard.press('Enter');
      await painted(page);
    }
    await room.waitForFunction(() => document.querySelector('main').textContent.includes('fermée'));
    assert.equal(await page.locator('.ballot-key[data-letter="A"], [data-take="A"]').count(), 0);
    assert.ok(bare(await page.locator('.branches').textContent()).includes('La seule chaise libre porte votre verre brûlant'));
    await tabTo('.ballot-key[data-letter="C"]');
    for (let ballot = 0; ballot < 8; ballot += 1) await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#total-bulletins').textContent.startsWith('8'));
    await tabTo('[data-take="C"]');
    await page.keyboard.press('Enter');
    await room.waitForFunction(() => document.querySelector('h1')?.textContent.includes('Ce qui suit'));
    await painted(page);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the focus is not lost with the button');

    // To the ending.
    await pages(room);
    await onward(room, 'continuer le récit');
    await pages(room);
    await onward(room, 'continuer le récit');
    await pages(room);
    await onward(room, 'projeter la fin');
    const end = await pages(room);
    assert.ok(end.includes('Fin : ') && end.includes('La question qui reste') && end.includes('Pour la personne'), end);
    assert.deepEqual(await everyone('the ending'), []);

    // One parcours of the room, however often it is asked.
    await page.click('#arreter');
    await page.waitForSelector('#recus');
    assert.equal(bare(await page.locator('#recus').textContent()), '1 parcours reçu, 8 personnes');
    await page.getByRole('button', { name: 'Jouer ensemble', exact: true }).click();
    await page.click('#arreter');
    await page.waitForSelector('#recus');
    assert.equal(bare(await page.locator('#recus').textContent()), '1 parcours reçu, 8 personnes');
    await page.waitForFunction(() => document.querySelector('.details')?.textContent.includes('joué ensemble'));
    const { gathered, ballots: votes } = await session();
    assert.equal(gathered.length, 1);
    const [{ carrier, 'hand-over': path }] = gathered;
    assert.deepEqual([carrier, path.players, path.path.map(({ choice }) => choice)], ['room', { mode: 'group', people: 8 }, ['demander', 'tinter']]);
    assert.equal(path.ending, source.scenes.find(({ ending }) => ending && bare(end).includes(bare(ending.title))).ending.id);
    assert.deepEqual(votes.map(({ scene, counts }) => [scene, counts]), [['simone-tousse', [3, 5]], ['cle-biscuits', [0, 0, 8]]]);
    assertQuiet(page);
    assertQuiet(room);
  });

  test('every page of a whole case fits the two sizes of projectors, in type that is read from the back', { timeout: 400_000 }, async () => {
    const room = await openRoom(0, 'le-carnet-de-mme-aubry');
    const found = [];
    const look = async () => {
      for (const [width, height, least] of [[1920, 1080, 48], [1024, 768, 30]]) {
        await room.setViewportSize({ width, height });
        const seen = await room.evaluate(() => {
          const shown = [...document.querySelectorAll('.slide *:not(.slide-page, .visually-hidden)')];
          const inked = shown.filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
          const { scrollHeight, clientHeight } = document.querySelector('.projection');
          return { size: Math.min(...inked.map((element) => parseFloat(getComputedStyle(element).fontSize))), over: scrollHeight - clientHeight };
        });
        if (seen.size < least || seen.over > 0) found.push(`${width}: ${JSON.stringify(seen)} ${await read(room)}`);
      }
    };
    let slides = 0;
    for (let take = 0; ; ) {
      const words = await suite();
      if (words === 'débriefer') break;
      if (words === 'prenez une branche') {
        const before = await room.locator('main').innerHTML();
        const branches = page.locator('[data-take]');
        await branches.nth(take % (await branches.count())).click();
        take += 1;
        await room.waitForFunction((left) => document.querySelector('main').innerHTML !== left, before);
      } else await onward(room, words);
      slides += 1;
      await look();
    }
    assert.ok(slides > 30, `${slides}`);
    assert.deepEqual(found, []);
    console.log(`${slides} pages of « Le carnet » fit 1920×1080 and 1024×768`);
    assert.equal((await session()).gathered.length, 1);
    await page.click('#suite');
    await page.waitForSelector('.script-steps');
    assertQuiet(page);
    assertQuiet(room);
  });

  test('the sensitive scenes are passed as one who plays alone passes them, and the room’s parcours says so', { timeout: 120_000 }, async () => {
    const SENSITIVE = 'vous-connaissez-peut-etre';
    const source = await readScenario(SENSITIVE);
    const { skip } = source['content-warning'];
    const title = bare(source.scenes.find(({ id }) => id === skip).title);
    const room = await openRoom(8, SENSITIVE);
    const pass = page.getByRole('button', { name: 'Passer les scènes sensibles', exact: true });
    while ((await suite()) !== 'prenez une branche') await onward(room, await suite());
    await page.click('[data-take="B"]');
    await room.waitForFunction(() => document.querySelector('h1')?.textContent.startsWith('Ce qui suit'));
    assert.equal(await room.locator('button').count(), 0, 'the trainer passes them, not the room');
    assert.deepEqual(await everyone('sensitive scenes ahead'), []);

    // Kept as far as it was played, then past them: one parcours, further.
    await page.click('#arreter');
    await page.waitForSelector('#recus');
    assert.deepEqual((await session()).gathered.map((one) => one['hand-over'].skips), [undefined]);
    await page.getByRole('button', { name: 'Jouer ensemble', exact: true }).click();
    await pass.click();
    await room.waitForFunction((wanted) => document.querySelector('h1')?.textContent.replace(/\s+/gu, ' ').trim() === wanted, title);
    await painted(page);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1', 'the focus is not lost with the button');
    assert.equal(bare(await page.locator('.together h2').first().textContent()), `${title}décision`);
    assert.equal(await pass.count(), 0, 'once is enough');
    const kept = (await session()).together.turns.at(-1);
    assert.equal(kept.skipped, true);
    await page.click('#arreter');
    await page.waitForSelector('#recus');
    assert.equal(bare(await page.locator('#recus').textContent()), '1 parcours reçu, 8 personnes, dont 1 en chemin');
    const [{ 'hand-over': path }] = (await session()).gathered;
    assert.deepEqual([path.path.map(({ choice }) => choice), path.skips], [['refuser'], [{ decisions: 1, passages: 0 }]]);

    // After the page was left the story is still past them, and goes to its end.
    await page.reload();
    await started(page);
    await page.getByRole('button', { name: 'Jouer ensemble', exact: true }).click();
    assert.equal(bare(await page.locator('.together h2').first().textContent()), `${title}décision`);
    while ((await suite()) !== 'débriefer') {
      if ((await suite()) === 'prenez une branche') await page.locator('[data-take]').first().click();
      else await page.click('#suite');
      await painted(page);
    }
    const [{ 'hand-over': whole }] = (await session()).gathered;
    assert.ok(whole.ending && whole.path.length > 2);
    assert.deepEqual(whole.skips, [{ decisions: 1, passages: 0 }]);
    assertQuiet(page);
    assertQuiet(room);
  });

  test('votes and one story, no phone: the debrief goes on with the room’s votes and its own parcours', { timeout: 120_000 }, async () => {
    const CARNET = 'le-carnet-de-mme-aubry';
    const source = await readScenario(CARNET);
    const room = await openRoom(8, CARNET);
    const typed = new Map();
    while ((await suite()) !== 'débriefer') {
      const words = await suite();
      if (words === 'prenez une branche') {
        const title = await page.locator('.together h2').first().evaluate((heading) => heading.firstChild.textContent);
        const { id, decision } = source.scenes.find((scene) => scene.decision && bare(scene.title) === bare(title));
        if (!typed.has(id)) {
          // Another vote each time, among what is open there.
          const open = await page.locator('.ballot-key').evaluateAll((keys) => keys.map((key) => key.dataset.letter));
          const letters = Array.from({ length: 8 }, (_, at) => open[at <= typed.size ? 0 : 1 + (at % (open.length - 1))]);
          typed.set(id, decision.choices.map((_, at) => letters.filter((letter) => letter === 'ABCDEF'[at]).length));
          await ballots(letters);
          await onward(room, 'montrer le vote');
          const visible = decision.choices.flatMap(({ locked }, at) => (open.includes('ABCDEF'[at]) || locked ? [at] : []));
          assert.deepEqual((await room.locator('.bar-rows .bar-number').allTextContents()).map(Number), visible.map((at) => typed.get(id)[at]));
        }
        const taken = await room.locator('main').innerHTML();
        await page.locator('[data-take]').first().click();
        await room.waitForFunction((left) => document.querySelector('main').innerHTML !== left, taken);
      } else await onward(room, words);
    }
    assert.ok(typed.size >= 5, `${typed.size} votes`);
    await page.click('#suite');
    await page.waitForSelector('.script-steps');

    // The default script, to its end: at each decision it looks at, the room sees again what it voted, and a second vote beside it.
    const revealed = [];
    let second = 0;
    for (let turn = 0; turn < 100 && (await page.locator('#suite').isEnabled()); turn += 1) {
      const step = bare(await page.locator('.beat h2').innerText());
      if (/sans vote/.test(await page.locator('#suite').innerText())) {
        second += 1;
        await ballots([...'AAAABBBB']);
        assert.equal(await suite(), 'montrer les deux totaux');
      }
      const words = await suite();
      const before = await room.locator('main').innerHTML();
      await page.click('#suite');
      await room.waitForFunction((left) => document.querySelector('main').innerHTML !== left, before);
      assert.equal(await page.locator('.trouble').count(), 0, words);
      if (/dévoiler/.test(words)) {
        revealed.push((await room.locator('.bar-rows .bar-number').allTextContents()).map(Number));
        const scene = [...typed.keys()].find((id) => JSON.stringify(typed.get(id)) === JSON.stringify(revealed.at(-1)));
        assert.ok(scene, `${step}: ${revealed.at(-1)}`);
        assert.ok((await read(room)).includes('8 réponses'));
      }
    }
    assert.equal(await suite(), 'Fin du conducteur');
    assert.ok(revealed.length >= 2 && second === revealed.length, `${revealed.length} votes seen again, ${second} second votes`);
    console.log(`${typed.size} votes of a room without phones, ${revealed.length} of them debriefed`);

    // Further on: every vote as a table, and on the projector again.
    await page.getByRole('button', { name: 'Répartition par décision', exact: true }).click();
    const tables = await page.locator('.deeper-decision').evaluateAll((all) =>
      all.map((one) => [...one.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent)))),
    );
    for (const counts of typed.values()) assert.ok(tables.some((rows) => JSON.stringify(rows.map(([first]) => first)) === JSON.stringify(counts)), JSON.stringify([counts, tables]));
    assert.equal(tables.filter((rows) => rows.length && rows[0].length === 2).length, second, 'both votes, where there were two');
    assert.deepEqual(await everyone('the votes'), []);
    const shownBefore = await room.locator('main').innerHTML();
    await page.locator('.deeper-decision').first().getByRole('button', { name: /^Projeter/ }).click();
    await room.waitForFunction((left) => document.querySelector('main').innerHTML !== left, shownBefore);
    assert.ok((await room.locator('.bar-rows .bar-number').count()) >= 2, await read(room));

    // The room's own parcours, which it saw as it was made, is told again.
    await page.getByRole('button', { name: 'Rejouer un parcours', exact: true }).click();
    await page.getByRole('button', { name: /^Lire ici/ }).click();
    const first = source.scenes.find(({ decision }) => decision);
    assert.ok(bare(await page.locator('.deeper-told').innerText()).includes(bare(first.title)));
    assert.deepEqual(await everyone('the room’s parcours'), []);
    await page.getByRole('button', { name: /^Projeter : Le récit joué ensemble/ }).click();
    await room.waitForFunction((title) => document.querySelector('main').textContent.replace(/\s+/gu, ' ').includes(title), bare(first.title));
    assertQuiet(page);
    assertQuiet(room);
  });
});
