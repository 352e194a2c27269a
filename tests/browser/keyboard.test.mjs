// A whole case by the keyboard alone, from the catalogue to the file handed over. No mouse, no touch, no focus() from outside.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { arrived, goTo, leave, painted, playsByEnding, readScenario } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'le-carnet-de-mme-aubry';

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  page = await newPage(browser, { size: 'laptop' });
  // What would be cheating: these events come from a pointer.
  await page.addInitScript(() => {
    for (const type of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(type, () => (window.cheated = type), true);
  });
});
after(() => Promise.all([browser?.close(), server?.close()]));

const press = (key) => page.keyboard.press(key);

/** Where the focus is, and whether it can be seen: an outline of two pixels at least, somewhere on the screen, not all covered. */
function focus() {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { on: null };
    const outlined = (where, pseudo) => {
      const style = getComputedStyle(where, pseudo);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const frame = element.closest('.choice') ?? element;
    const box = frame.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    let uncovered = false;
    for (let x = 1; x < 8 && !uncovered; x += 1) {
      for (let y = 1; y < 8 && !uncovered; y += 1) {
        const there = document.elementFromPoint(left + ((right - left) * x) / 8, top + ((bottom - top) * y) / 8);
        uncovered = !!there && frame.contains(there);
      }
    }
    return {
      on: `${element.tagName.toLowerCase()}${element.id && `#${element.id}`} « ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)} »`,
      outlined: outlined(element) || outlined(element, '::after') || (frame !== element && outlined(frame)),
      onScreen: right > left && bottom > top,
      uncovered,
      inDialog: !!element.closest('dialog'),
    };
  });
}

async function assertFocusVisible() {
  const seen = await focus();
  if (seen.on) assert.deepEqual({ outlined: true, onScreen: true, uncovered: true }, { outlined: seen.outlined, onScreen: seen.onScreen, uncovered: seen.uncovered }, seen.on);
  return seen;
}

/** Presses Tab until the focus is on `selector`; every stop on the way can be seen. */
async function tabTo(selector, { back = false, most = 60 } = {}) {
  const stops = [];
  for (let pressed = 0; pressed < most; pressed += 1) {
    await press(back ? 'Shift+Tab' : 'Tab');
    stops.push((await assertFocusVisible()).on);
    if (await page.evaluate((wanted) => !!document.activeElement?.matches(wanted), selector)) return stops;
  }
  assert.fail(`${selector} is not reached by Tab: ${stops.join(' → ')}`);
}

async function assertFocused(selector) {
  await painted(page);
  assert.ok(await page.evaluate((wanted) => !!document.activeElement?.matches(wanted), selector), `the focus is on ${(await focus()).on}, not on ${selector}`);
}

/** Opens a dialog from where the focus is, goes round in it, does `inside`, and closes it with `key`: the focus is back on what opened it. */
async function throughDialog(name, opener, inside, key) {
  await press('Enter');
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  assert.ok((await focus()).inDialog, `the focus is in « ${name} »`);
  // Once round: nothing of the page behind takes the focus. Between the last stop and the first, the browser’s own bar may have it.
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await press('Tab');
    const stop = await assertFocusVisible();
    assert.ok(stop.on === null || stop.inDialog, `« ${name} » lets the focus out, to ${stop.on}`);
  }
  await inside();
  if (key === 'Fermer') {
    await tabTo('.dialog-bar button');
    await press('Enter');
  } else await press(key);
  // Until the app has heard of it: the browser hides a dialog a little before.
  await page.locator('dialog').waitFor({ state: 'detached' });
  await assertFocused(opener);
}

/** Picks a choice with the arrows; the focus is on the heading of its scene. */
async function pick(choice) {
  await tabTo('input[name=choix]');
  assert.equal(await page.locator('input[name=choix]:checked').count(), 0, 'to be on a choice is not to pick it');
  await press('Space');
  for (let pressed = 0; !(await page.locator(`#choix-${choice}:checked`).count()); pressed += 1) {
    assert.ok(pressed < 8, `${choice} is not reached by the arrows`);
    await press('ArrowDown');
    await assertFocusVisible();
  }
  await assertFocused(`#choix-${choice}`);
}

async function assertOnHeading() {
  await arrived(page);
  await assertFocused('h1');
}

async function goOnByKeyboard() {
  await tabTo('#continuer');
  await leave(page, () => press('Enter'));
  await assertOnHeading();
}

test('« Le carnet de Mme Aubry », from the catalogue to the file handed over, by the keyboard alone', async (context) => {
  const play = (await playsByEnding(CASE)).find(({ ending }) => ending === 'papier-signe');
  const scenario = await readScenario(CASE);

  await context.test('from the catalogue to the introduction; « Aller au contenu » skips the bar', async () => {
    await goTo(page, server);
    await page.waitForSelector('.cards');
    await assertFocused('h1');
    const address = page.url();
    await tabTo('.skip-link', { back: true });
    assert.equal(await page.locator('.skip-link').textContent(), 'Aller au contenu');
    await press('Enter');
    await assertFocused('h1');
    assert.equal(page.url(), address);

    await tabTo(`a[href="#/jouer/${CASE}"]`);
    await press('Enter');
    await page.waitForSelector('#commencer');
    await assertFocused('h1');
  });

  await context.test('from the introduction to the first scene', async () => {
    await tabTo('input[name=mode]');
    await press('ArrowDown');
    await assertFocused('input[name=mode][value=deux]:checked');
    await tabTo('input[name=poste]');
    await press('Space');
    assert.ok(await page.locator('input[name=poste]:checked').count());
    await press('Space');
    await tabTo('#commencer');
    await press('Enter');
    await assertOnHeading();
  });

  await context.test('« Aller au contenu » works in a scene', async () => {
    await tabTo('.skip-link', { back: true });
    await press('Enter');
    await assertFocused('h1');
    await tabTo('input[name=choix]', { most: 1 });
    await tabTo('.skip-link', { back: true });
    await press('Enter');
    await assertFocused('h1');
  });

  await context.test('« Valider » without a choice says so and leaves the focus where it is', async () => {
    await tabTo('#valider');
    await press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Choisissez d’abord une option.' }).waitFor();
    await assertFocused('#valider');
  });

  await context.test('the dialogs hold the focus, close with Escape or « Fermer », and give the focus back', async () => {
    await tabTo('button[aria-label="Réglages de lecture"]', { back: true });
    await throughDialog('Réglages de lecture', 'button[aria-label="Réglages de lecture"]', async () => {
      await tabTo('input[name=size]');
      await press('ArrowDown');
      assert.equal(await page.locator('html').getAttribute('data-size'), 'large');
      await press('ArrowUp');
      assert.equal(await page.locator('html').getAttribute('data-size'), null);
    }, 'Escape');
    await throughDialog('Réglages de lecture', 'button[aria-label="Réglages de lecture"]', () => {}, 'Fermer');

    await tabTo('nav button:nth-of-type(2)', { back: true });
    assert.match((await focus()).on, /Relire/);
    await throughDialog('Relire', 'nav button:nth-of-type(2)', () => {}, 'Escape');
    await throughDialog('Relire', 'nav button:nth-of-type(2)', () => {}, 'Fermer');

    await tabTo('#documents', { back: true });
    for (const key of ['Fermer', 'Escape']) {
      await throughDialog('Documents', '#documents', async () => {
        await tabTo('.unfold');
        await press('Enter');
        await page.locator('.unfold[aria-expanded=true]:focus').waitFor();
        assert.match(await page.locator('.resources').innerText(), new RegExp(scenario.resources[0].title.slice(0, 15)));
      }, key);
    }
  });

  await context.test('every decision, by the arrows; every passage, by Enter', async () => {
    await page.reload();
    await assertOnHeading();
    for (const [index, choice] of play.choices.entries()) {
      while (await page.locator('#continuer').count()) await goOnByKeyboard();
      await pick(choice);
      if (index === 0) {
        // What is asked besides.
        await tabTo('#hesitation');
        await press('ArrowDown');
        await press('ArrowDown');
        assert.notEqual(await page.locator('#hesitation').inputValue(), '');
        await tabTo('input[name=motif]');
        await press('Space');
        await press('ArrowDown');
        await assertFocused('input[name=motif]:checked');
      }
      if (index === 2) {
        await tabTo('#raison');
        await page.keyboard.type('Je lis avant.');
      }
      if (index === 1) {
        // Enter on a choice validates, as in any form.
        await leave(page, () => press('Enter'));
      } else {
        await tabTo('#valider');
        await leave(page, () => press('Enter'));
      }
      await assertOnHeading();
    }
    while (await page.locator('#continuer').count()) await goOnByKeyboard();
    await page.waitForSelector('#vers-bilan');
    await assertFocused('h1');
  });

  await context.test('from the ending to « Mon bilan », its labels, and « Et si… ? »', async () => {
    await tabTo('#vers-bilan');
    await press('Enter');
    await page.waitForSelector('#etiquettes');
    await assertFocused('h1');
    await tabTo('.wonder');
    await press('Enter');
    await assertOnHeading();
    await tabTo('.branch button', { back: true });
    await press('Enter');
    await page.waitForSelector('#etiquettes');
    await assertFocused('h1');

    await tabTo('#etiquettes');
    await press('Enter');
    await page.waitForSelector('.references');
    await assertFocused('#etiquettes[aria-expanded=true]');
    await tabTo('.table-scroll');
    await tabTo('#etiquettes', { back: true });
  });

  await context.test('from « Mon bilan » to the file handed over', async () => {
    await tabTo('main nav a[href$=transmettre]');
    await press('Enter');
    await page.waitForSelector('#transmettre');
    await assertFocused('h1');
    await tabTo('input[name=reasons]');
    await press('Space');
    await assertFocused('input[name=reasons]:checked');
    await tabTo('#transmettre');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    await page.getByRole('status').filter({ hasText: 'Le fichier est dans vos téléchargements.' }).waitFor();
    await assertFocused('#transmettre');

    const given = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.equal(given.ending, 'papier-signe');
    assert.deepEqual(given.players, { mode: 'pair', people: 2 });
    assert.deepEqual(given.path.map(({ choice }) => choice), play.choices);
    assert.ok(given.path[0].hesitation && given.path[0].motive, JSON.stringify(given.path[0]));
    assert.equal(given.path[2].reason, 'Je lis avant.');
  });

  await context.test('erasing asks first, in a dialog that gives the focus back', async () => {
    await tabTo('a[href="#/mes-parcours"]', { back: true });
    await press('Enter');
    await page.waitForSelector('#fichier');
    await assertFocused('h1');
    await tabTo('#fichier');
    await tabTo('#tout-effacer');
    await throughDialog('Effacer ?', '#tout-effacer', () => {}, 'Escape');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Effacer ?' }).waitFor();
    await tabTo('#effacer');
    await press('Enter');
    await page.getByRole('status').filter({ hasText: 'Effacé de cet appareil.' }).waitFor();
    await page.getByText('Cet appareil ne garde aucun parcours.').waitFor();
    await assertFocused('#tout-effacer');
  });

  assert.equal(await page.evaluate(() => window.cheated), undefined);
  assertQuiet(page);
});
