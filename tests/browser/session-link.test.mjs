// The trainer's link: the same case, seed, stops and settings on every phone; and a calm page where it is malformed.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { everything, open, visit } from './support/device.mjs';
import { ESSAI, serveEssai } from './support/essai.mjs';
import { attemptOf, begin, choose, events, goOn, kept, leave, openCase, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

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

async function attempt() {
  return JSON.parse((await kept(page)).attempts[attemptOf(page)]);
}

describe('the seed', () => {
  test('the same seed leads everyone to the same ending; seeds differ; without one it is 0', async () => {
    const reached = new Map();
    for (const query of ['', 'graine=0', 'graine=1', 'graine=1', 'graine=2', 'graine=3', 'graine=4', 'graine=4294967295']) {
      await openCase(page, server, ESSAI, query);
      await begin(page);
      const seed = (await attempt()).seed;
      assert.equal(seed, Number(query.split('=')[1] ?? 0));
      const { heading } = await walk(page, ['oui', 'agir']);
      if (reached.has(seed)) assert.equal(heading, reached.get(seed));
      reached.set(seed, heading);
    }
    assert.ok(new Set(reached.values()).size > 1, [...reached].join(' '));
    assertQuiet(page);
  });

  test('a reload draws nothing again', async () => {
    await start(page, server, ESSAI, 'graine=3');
    const { heading } = await walk(page, ['oui', 'agir']);
    await page.reload();
    assert.equal((await screen(page)).heading, heading);
  });
});

describe('stops', () => {
  test('the page stops after the choice, says to look up, and goes on when the talk is over; the choice is kept before', async () => {
    await start(page, server, ESSAI, 'arrets=demande');
    await page.locator('#choix-oui').check();
    await page.click('#valider');
    await page.getByRole('heading', { name: 'Levez les yeux' }).waitFor();
    assert.match(await page.locator('main').innerText(), /Votre choix est enregistré/);
    assert.ok(!(await page.locator('main').innerText()).includes('C’est oui.'), 'what follows waits');
    assert.ok((await events(page)).some(({ event }) => event.chose?.choice === 'oui'));

    // A phone that is reloaded during the talk still waits.
    await page.reload();
    await page.getByRole('heading', { name: 'Levez les yeux' }).waitFor();

    await leave(page, () => page.locator('#continuer').click());
    await page.getByText('C’est oui.').waitFor();
    await goOn(page);
    // The next decision has no stop.
    await choose(page, 'agir');
    await page.getByText('C’est fait.').waitFor();
    assertQuiet(page);
  });

  test('a stop after a choice without a consequence of its own', async () => {
    await start(page, server, ESSAI, 'arrets=demande');
    await page.locator('#choix-attendre').check();
    await page.click('#valider');
    await page.getByRole('heading', { name: 'Levez les yeux' }).waitFor();
    await leave(page, () => page.locator('#continuer').click());
    assert.equal((await walk(page, ['agir'])).kind, 'ending');
  });

  for (const query of ['arrets=demande,delai', 'arrets=demande%2Cdelai']) {
    test(`several stops: ${query}`, async () => {
      await start(page, server, ESSAI, query);
      for (const choice of ['oui', 'agir']) {
        await page.locator(`#choix-${choice}`).check();
        await page.click('#valider');
        await page.getByRole('heading', { name: 'Levez les yeux' }).waitFor();
        await leave(page, () => page.locator('#continuer').click());
        await goOn(page);
      }
    });
  }

  test('« Et si… ? » does not stop', async () => {
    await start(page, server, ESSAI, 'arrets=delai');
    await choose(page, 'oui');
    await goOn(page);
    await page.locator('#choix-agir').check();
    await page.click('#valider');
    await page.getByRole('heading', { name: 'Levez les yeux' }).waitFor();
    await leave(page, () => page.locator('#continuer').click());
    assert.equal((await walk(page, [])).kind, 'ending');
    await page.click('#vers-bilan');
    await page.locator('.wonder').last().click();
    await choose(page, 'laisser');
    await page.getByText('C’est passé.').waitFor();
  });

  test('a stop at a scene that does not exist changes nothing', async () => {
    await start(page, server, ESSAI, 'arrets=nulle-part');
    assert.equal((await walk(page, ['oui', 'agir'])).kind, 'ending');
  });
});

describe('time limits', () => {
  async function toLimit() {
    await page.clock.install();
    await start(page, server, ESSAI, 'minuteur=oui');
    await choose(page, 'oui');
    await goOn(page);
    await page.getByRole('timer').waitFor();
    // Only what the test lets pass.
    await page.clock.pauseAt(Date.now() + 3_600_000);
  }

  const left = async () => Number((await page.getByRole('timer').innerText()).match(/\d+/)[0]);

  test('when the time is over, the author’s default choice is made, and the record says so', async () => {
    await toLimit();
    await page.clock.runFor(120_000);
    await page.getByText('C’est passé.').waitFor();
    const chosen = (await events(page)).map(({ event }) => event.chose).filter(Boolean);
    assert.deepEqual(chosen.at(-1), { scene: 'delai', choice: 'laisser', 'timed-out': true });
    assertQuiet(page);
  });

  test('when the time is over, a choice already selected is the one made', async () => {
    await toLimit();
    await page.locator('#choix-agir').check();
    await page.clock.runFor(120_000);
    await page.getByText('C’est fait.').waitFor();
    const chosen = (await events(page)).map(({ event }) => event.chose).filter(Boolean);
    assert.deepEqual(chosen.at(-1), { scene: 'delai', choice: 'agir', 'timed-out': true });
  });

  test('it can be extended, again and again', async () => {
    await toLimit();
    const before = await left();
    assert.ok(before <= 30);
    await page.getByRole('button', { name: 'Ajouter une minute' }).click();
    await page.getByRole('button', { name: 'Ajouter une minute' }).click();
    await page.waitForFunction((least) => Number(document.querySelector('[role=timer]').innerText.match(/\d+/)[0]) >= least, before + 118);
    await page.clock.runFor(60_000);
    assert.ok((await left()) > 20);
    assert.equal((await screen(page)).kind, 'decision', 'nothing was chosen');
    await choose(page, 'agir');
    const chosen = (await events(page)).map(({ event }) => event.chose).filter(Boolean);
    assert.deepEqual(chosen.at(-1), { scene: 'delai', choice: 'agir' });
  });

  test('the time does not run while one reads something else', async () => {
    await toLimit();
    const before = await left();
    await page.getByRole('link', { name: 'Transmettre' }).click();
    await page.locator('#transmettre').waitFor();
    await page.clock.runFor(120_000);
    await page.goBack();
    await page.getByRole('timer').waitFor();
    assert.ok((await left()) >= before - 1);
    const chosen = (await events(page)).map(({ event }) => event.chose).filter(Boolean);
    assert.equal(chosen.length, 1, 'nothing more was chosen');
  });

  test('the person may turn them off before starting', async () => {
    await openCase(page, server, ESSAI, 'minuteur=oui');
    await page.locator('input[name=minuteur]').uncheck();
    await begin(page);
    await choose(page, 'oui');
    await goOn(page);
    assert.equal((await screen(page)).kind, 'decision');
    assert.equal(await page.getByRole('timer').count(), 0);
  });

  test('without the trainer’s word there are none', async () => {
    await start(page, server, ESSAI);
    await choose(page, 'oui');
    await goOn(page);
    assert.equal((await screen(page)).kind, 'decision');
    assert.equal(await page.getByRole('timer').count(), 0);
  });
});

describe('settings', () => {
  test('a shared device, no trace, seed, stops and time limits in one link', async () => {
    await openCase(page, server, ESSAI, 'graine=7&arrets=demande&poste=partage&minuteur=oui&trace=non');
    for (const name of ['poste', 'minuteur', 'trace']) assert.equal(await page.locator(`input[name=${name}]`).isChecked(), true, name);
    await page.locator('input[name=trace]').uncheck();
    await begin(page);
    const { seed, settings } = await attempt();
    assert.equal(seed, 7);
    assert.deepEqual(settings, { stops: ['demande'], 'shared-device': true, 'time-limits': true });
  });

  test('a second link to the same case, opened in the same tab, is the one that counts', async () => {
    await openCase(page, server, ESSAI, 'graine=1&poste=partage');
    await page.evaluate((id) => { location.hash = `#/jouer/${id}?graine=2&trace=non`; }, ESSAI);
    await page.waitForFunction(() => document.querySelector('input[name=trace]')?.checked);
    assert.equal(await page.locator('input[name=poste]').isChecked(), false);
    await page.locator('input[name=trace]').uncheck();
    await begin(page);
    assert.equal((await attempt()).seed, 2);
  });

  test('parameters that this version does not know are ignored', async () => {
    await start(page, server, ESSAI, 'couleur=bleu&graine=5&&=&seance=x%20y&poste=autre');
    const { seed, settings } = await attempt();
    assert.equal(seed, 5);
    assert.deepEqual(settings, {});
    assert.equal((await walk(page, ['oui', 'agir'])).kind, 'ending');
    assertQuiet(page);
  });
});

describe('a malformed link gets a calm page', () => {
  const ADDRESSES = [
    ['jouer/', 'Ce cas ne peut pas être ouvert'],
    ['jouer/?graine=7', 'Ce cas ne peut pas être ouvert'],
    ['jouer/../../etc/passwd', 'Ce cas ne peut pas être ouvert'],
    ['jouer/%E0%A4%A', 'Ce cas ne peut pas être ouvert'],
    ['jouer/Un%20cas', 'Ce cas ne peut pas être ouvert'],
    ['jouer/<img src=x>', 'Ce cas ne peut pas être ouvert'],
    [`jouer/${'a'.repeat(5000)}`, 'Ce cas ne peut pas être ouvert'],
    ['jouer', 'Cette adresse ne mène nulle part'],
    ['nulle-part', 'Cette adresse ne mène nulle part'],
    ['parcours/', 'Cette adresse ne mène nulle part'],
    ['parcours/pas-un-parcours', 'Ce parcours ne peut pas être ouvert'],
    ['parcours/0123456789abcdef0123456789abcdef/bilan', 'Ce parcours ne peut pas être ouvert'],
    ['parcours/0123456789abcdef0123456789abcdef/autre', 'Cette adresse ne mène nulle part'],
  ];

  async function isCalm(heading) {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    const text = await page.locator('main h1 + p').textContent();
    assert.match(text, /\.$/);
    assert.doesNotMatch(text, /erreur|error|panic|undefined/i);
    await page.getByRole('link', { name: 'Aller au catalogue' }).click();
    await page.locator('.cards').waitFor();
  }

  test('followed inside the app, whatever it is', async (t) => {
    await open(page, server);
    for (const [address, heading] of ADDRESSES) {
      t.diagnostic(`#/${address.slice(0, 60)}`);
      await visit(page, address);
      await isCalm(heading);
    }
    assert.deepEqual(await everything(page), []);
    assertQuiet(page, { errors: true });
  });

  for (const [address, heading] of [ADDRESSES[3], ADDRESSES[8]]) {
    test(`opened from outside: #/${address}`, async () => {
      await open(page, server, address);
      await isCalm(heading);
      assertQuiet(page, { errors: true });
    });
  }

  test('a seed that is none is read as 0', async () => {
    for (const query of ['graine=', 'graine=sept', 'graine=-1', 'graine=99999999999999', 'graine=1.5', 'graine']) {
      await start(page, server, ESSAI, query);
      assert.equal((await attempt()).seed, 0, query);
    }
    assert.equal((await walk(page, ['oui', 'agir'])).kind, 'ending');
  });
});
