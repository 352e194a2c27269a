// A closed tab, a reload, a crash, a flat battery, a second tab: nothing that was seen on the screen is lost, and play resumes exactly there.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertQuiet, launch, newPage, started, watch } from './support/browser.mjs';
import { open } from './support/device.mjs';
import { newProfile, startKillable } from './support/killable.mjs';
import { attemptOf, choose, events, goOn, kept, readScenario, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'premiers-pas';
const LONG_CASE = 'le-carnet-de-mme-aubry';
const KILLS = 50;
const SEED = Number(process.env.SEED ?? 20_250_301);

let server;
before(async () => {
  server = await serve();
});
after(() => server.close());

describe('killed', () => {
  test(`the browser killed with SIGKILL at ${KILLS} random moments of play: every choice whose consequence was on the screen is found, and play resumes there`, async (t) => {
    const scenario = await readScenario(LONG_CASE);
    const profile = await newProfile();
    const random = mulberry32(SEED);
    // By attempt: the screens that were painted, as the page reported them. The last thing painted may go unreported, never the contrary.
    const painted = new Map();
    const writes = [];
    const tally = { ahead: 0 };
    let browser;
    let last;
    try {
      for (let kills = 0; kills <= KILLS; kills += 1) {
        browser = await startKillable(profile.path);
        const { page } = browser;
        await page.exposeFunction('painted', (attempt, screens, took) => {
          painted.set(attempt, screens);
          last = attempt;
          writes.push(...took);
        });
        await page.addInitScript(measureWrites);
        await page.goto(`${server.url}#/${last ? `parcours/${last}` : ''}`);
        await started(page);
        await resumed(page, kills);
        // What is on the screen now has been seen as well.
        if (last) painted.set(last, check(scenario, painted.get(last), (await kept(page)).events[last], await screen(page), tally));
        if (kills === KILLS) break;
        await page.evaluate(playForEver, { scenario: LONG_CASE, seed: Math.floor(random() * 2 ** 31), before: painted.get(last) ?? [] });
        await sleep(random() * 1500);
        await browser.kill();
      }
    } finally {
      await browser?.kill();
      await profile.remove();
    }
    const screens = [...painted.values()].flat();
    const choices = screens.filter((screen) => screen.startsWith('choice ')).length;
    assert.ok(choices > KILLS / 2, `only ${choices} choices were made: too few to tell`);
    writes.sort((a, b) => a - b);
    const at = (share) => writes[Math.min(writes.length - 1, Math.floor(writes.length * share))].toFixed(1);
    t.diagnostic(
      `seed ${SEED}: ${KILLS} kills over ${painted.size} attempts; ${screens.length} screens and ${choices} choices seen, all found again; ` +
        `${tally.ahead} kills fell between the write and the painting`,
    );
    t.diagnostic(`durable write: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms over ${writes.length} events`);
  });
});

/** Waits for the story after a restart; where something else is shown, says what. */
async function resumed(page, kills) {
  await page.waitForSelector('#valider, #continuer, #vers-bilan, .comparison, .cards', { timeout: 20_000 }).catch(async (error) => {
    error.message += `\nafter ${kills} kills, the page shows:\n${await page.locator('body').innerText()}`;
    throw error;
  });
}

/** What was painted must be in the journal, and what is on the screen after the restart must be what the journal says. */
function check(scenario, screens, stored, now, tally) {
  const journal = stored.map((json) => JSON.parse(json));
  assert.deepEqual(journal.map(({ number }) => number), journal.map((_, index) => index), 'numbers follow each other');
  const told = journal.flatMap(({ event }) => (event.chose ? [`choice ${event.chose.choice}`] : event.shown ? [`scene ${titleOf(scenario, event.shown)}`] : []));
  assert.deepEqual(told.slice(0, screens.length), screens, `painted before the kill, not found after it:\n${told.join('\n')}`);
  // One gesture writes a choice and, if it has no consequence of its own, the scene that follows.
  assert.ok(told.length - screens.length <= 2, `the journal is ${told.length - screens.length} steps ahead of the screen`);
  const here = told.at(-1);
  assert.equal(plain(now.heading), here.startsWith('choice ') ? 'Ce qui suit' : here.slice('scene '.length), 'play resumes exactly there');
  tally.ahead += told.length > screens.length ? 1 : 0;
  return told;
}

const plain = (text) => text.replace(/\s+/gu, ' ').replaceAll("'", '’').trim();
const titleOf = (scenario, id) => plain(scenario.scenes.find((scene) => scene.id === id).title);

/** In the page: how long each event takes from `add` to the end of its transaction. */
function measureWrites() {
  window.writes = [];
  const { transaction } = IDBDatabase.prototype;
  const { add } = IDBObjectStore.prototype;
  const begun = new WeakMap();
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    // Here, so that it is heard before the app hears it and goes on.
    made.addEventListener('complete', () => begun.has(made) && window.writes.push(performance.now() - begun.get(made)));
    return made;
  };
  IDBObjectStore.prototype.add = function (...given) {
    begun.set(this.transaction, performance.now());
    return add.apply(this, given);
  };
}

/** In the page: plays at random, as fast as it can, and reports each screen once it has been painted. */
function playForEver({ scenario, seed, before }) {
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const until = async (found) => {
    for (;;) {
      const it = found();
      if (it) return it;
      await frame();
    }
  };
  const attempt = () => location.hash.match(/^#\/parcours\/([0-9a-f]{32})/)?.[1];
  const plain = (text) => text.replace(/\s+/gu, ' ').replaceAll("'", '’').trim();
  let screens = before;
  let chosen = null;
  let left = null;

  (async () => {
    if (attempt()) left = { main: null, resumed: true };
    for (;;) {
      if (!attempt()) {
        location.hash = `#/jouer/${scenario}`;
        (await until(() => document.querySelector('#commencer'))).click();
        await until(attempt);
        screens = [];
        left = null;
      }
      const main = await until(() => {
        const found = document.querySelector('.play main');
        return found && found !== left?.main && found.querySelector('#valider, #continuer, #vers-bilan') ? found : null;
      });
      // The frame after next begins when this screen has been painted.
      await frame();
      await frame();
      const heading = plain(main.querySelector('h1').textContent);
      const screen = heading === 'Ce qui suit' ? (chosen ? `choice ${chosen}` : null) : `scene ${heading}`;
      // After a restart the first screen was there before.
      if (!left?.resumed && screen) {
        if (chosen && heading !== 'Ce qui suit') screens = [...screens, `choice ${chosen}`];
        screens = [...screens, screen];
        window.painted(attempt(), screens, window.writes.splice(0));
      }
      chosen = null;
      if (main.querySelector('#vers-bilan')) {
        left = { main };
        location.hash = '#/';
        await until(() => document.querySelector('.catalogue, .waiting, main:not(.page)'));
        continue;
      }
      left = { main };
      const onward = main.querySelector('#continuer');
      if (onward) onward.click();
      else {
        const radios = [...main.querySelectorAll('.choices input[type=radio]:not(:disabled)')];
        const radio = radios[random(radios.length)];
        radio.click();
        await frame();
        chosen = radio.value;
        main.querySelector('#valider').click();
      }
    }
  })();
}

/** Small, seeded. */
function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('tabs', () => {
  let browser;
  let context;
  before(async () => {
    browser = await launch({ flags: ['--host-resolver-rules=MAP salle.test 127.0.0.1'] });
  });
  after(() => browser?.close());
  afterEach(() => context?.close());

  async function firstTab(at = server) {
    const page = await newPage(browser);
    page.setDefaultTimeout(15_000);
    context = page.context();
    await start(page, at, CASE);
    return page;
  }

  async function otherTab(at, route, prepare) {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.watched = watch(page);
    await page.watched.ready;
    if (prepare) await page.addInitScript(prepare);
    await page.goto(`${at.url}#/${route}`);
    await started(page);
    return page;
  }

  async function notForked(page, attempt, choices) {
    const journal = await events(page, attempt);
    assert.deepEqual(journal.map(({ number }) => number), journal.map((_, index) => index));
    assert.deepEqual(journal.map(({ event }) => event.chose?.choice).filter(Boolean), choices);
    assert.equal(journal.filter(({ event }) => event.finished).length, 1);
  }

  const elsewhere = (page) => page.getByRole('heading', { name: 'Ce parcours est ouvert dans un autre onglet' });

  for (const [name, secure, at] of [
    ['', true, () => server],
    [', on plain http too', false, () => ({ ...server, url: server.url.replace('127.0.0.1', 'salle.test') })],
  ]) {
    test(`two tabs on one attempt: the second says so and does not fork it; « Reprendre ici » takes over and the first stops${name}`, async () => {
      const address = at();
      const first = await firstTab(address);
      assert.equal(await first.evaluate(() => isSecureContext), secure);
      const attempt = attemptOf(first);
      const second = await otherTab(address, `parcours/${attempt}`);
      await elsewhere(second).waitFor();
      assert.equal(await second.locator('#valider, #continuer').count(), 0);

      // The first goes on as if nothing were.
      await choose(first, 'tasse');
      const there = await screen(first);

      await second.getByRole('button', { name: 'Reprendre ici' }).click();
      assert.deepEqual(await screen(second), there, 'the second is where the first was');
      await first.getByRole('heading', { name: 'Ce parcours continue dans un autre onglet' }).waitFor();
      assert.equal(await first.locator('#valider, #continuer').count(), 0);

      assert.equal((await walk(second, ['chaise'])).kind, 'ending');
      await notForked(second, attempt, ['tasse', 'chaise']);
      for (const page of [first, second]) {
        assert.deepEqual(page.watched.violations, []);
        assert.deepEqual(page.watched.errors, []);
        assert.deepEqual([...new Set(page.watched.requests.map((url) => new URL(url).origin))], [new URL(address.url).origin]);
      }
    });
  }

  test('two tabs on two attempts do not disturb each other', async () => {
    const first = await firstTab();
    const second = await otherTab(server, `jouer/${CASE}`);
    await second.locator('#commencer').click();
    await choose(second, 'demander');
    // Chromium slows down what is behind.
    await first.bringToFront();
    await choose(first, 'tasse');
    await second.bringToFront();
    assert.equal((await walk(second, ['chat'])).kind, 'ending');
    await first.bringToFront();
    assert.equal((await walk(first, ['chaise'])).kind, 'ending');
    await notForked(first, attemptOf(first), ['tasse', 'chaise']);
    await notForked(first, attemptOf(second), ['demander', 'chat']);
  });

  test('when the first tab is closed, the second plays', async () => {
    const first = await firstTab();
    const attempt = attemptOf(first);
    await choose(first, 'tasse');
    await first.close();
    const second = await otherTab(server, `parcours/${attempt}`);
    assert.equal((await walk(second, ['chaise'])).kind, 'ending');
    await notForked(second, attempt, ['tasse', 'chaise']);
    assertQuiet(second);
  });

  test('where the tabs cannot talk to each other, the store alone keeps the record from forking', async () => {
    const first = await firstTab();
    const attempt = attemptOf(first);
    const second = await otherTab(server, `parcours/${attempt}`, () => {
      window.BroadcastChannel = undefined;
    });
    await choose(second, 'demander');
    // The first does not know, and answers the same question.
    await first.locator('#choix-tasse').evaluate((radio) => radio.click());
    await first.getByRole('heading', { name: 'Ce parcours continue ailleurs' }).waitFor();
    assert.match(await first.locator('main h1 + p').textContent(), /avancé dans un autre onglet/);
    assert.equal((await walk(second, ['chat'])).kind, 'ending');
    await notForked(second, attempt, ['demander', 'chat']);
    assertQuiet(second);
  });

  test('a reload resumes exactly there, at each screen of a case', async () => {
    const page = await firstTab();
    await walk(page, ['demander', 'tinter'], async (seen) => {
      await page.reload();
      assert.deepEqual(await screen(page), seen);
    });
    await notForked(page, attemptOf(page), ['demander', 'tinter']);
    assertQuiet(page);
  });

  test('a closed tab: « Reprendre » on the catalogue resumes exactly there', async () => {
    const page = await firstTab();
    await choose(page, 'tasse');
    await goOn(page);
    const seen = await screen(page);
    await page.close();
    const again = await otherTab(server, '');
    await again.getByRole('region', { name: 'Reprendre' }).getByRole('link').click();
    assert.deepEqual(await screen(again), seen);
    assertQuiet(again);
  });

  test('a phone asleep: play goes on when it wakes, and the journal says that it paused', async () => {
    const page = await firstTab();
    await choose(page, 'tasse');
    const devtools = await context.newCDPSession(page);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.waitForFunction(() => true);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await sleep(100);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await page.evaluate(() => {
      delete document.visibilityState;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.equal((await walk(page, ['chaise'])).kind, 'ending');
    const said = (await events(page)).map(({ event }) => event).filter((event) => event === 'paused' || event === 'resumed');
    assert.deepEqual(said, ['paused', 'resumed']);
    await open(page, server, `parcours/${attemptOf(page)}/bilan`);
    assertQuiet(page);
  });
});
