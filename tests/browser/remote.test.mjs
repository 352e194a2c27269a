// The keys of a remote, or of a keyboard that stands for one: they lead where the script is led, from the room's window always, and elsewhere they are the page's
// own. Those that write can be turned off.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { axe, overflows, smallTargets } from './support/accessible.mjs';
import { SIZES, assertQuiet, launch, newPage, started } from './support/browser.mjs';
import { painted } from './support/play.mjs';
import { serve } from './support/server.mjs';
import { bare, newSession, openProjection, section, shown } from './support/workshop.mjs';

let server;
let browser;
let page;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(async () => {
  if (page) assertQuiet(page);
  await page?.context().close();
  page = undefined;
});

/** « Pilotage » of a new session, in « Préparer ». */
async function pilot(options = {}) {
  page = await newPage(browser, { size: 'laptop', motion: 'reduce', ...options });
  page.setDefaultTimeout(15_000);
  await newSession(page, server);
}

const scrolled = () => page.evaluate(() => scrollY);
const top = () => page.evaluate(() => scrollTo(0, 0));
const fullScreen = () => page.evaluate(() => Boolean(document.fullscreenElement));
const status = async () => bare(await page.locator('.stage-bar [role=status]').innerText());
const letters = () => page.locator('#raccourcis');

/** A key in a window; leaves time for what it would do. */
async function press(key, window = page) {
  await window.keyboard.press(key);
  await painted(window);
  await painted(page);
}

/** Whether the page left a key to the browser. */
async function left(key) {
  await page.evaluate(() => addEventListener('keydown', (event) => (window.prevented = event.defaultPrevented), { once: true }));
  await press(key);
  return !(await page.evaluate(() => window.prevented));
}

test('where the script is not led, page down scrolls and projects nothing, B is nobody’s', async () => {
  await pilot({ size: { width: 1366, height: 500 } });
  for (const title of ['Préparer', 'Recueillir', 'Clore']) {
    await section(page, title);
    await top();
    assert.ok(await left('PageDown'), `${title}: page down is the browser’s`);
    await page.waitForFunction(() => scrollY > 0);
    assert.ok(await left('PageUp'));
    await press('b');
    await press('.');
    assert.equal(await status(), 'La salle voit : Rien.', title);
  }
  // The script was not moved on either: it is at its beginning.
  await section(page, 'Débriefer');
  assert.equal(bare(await page.locator('#suite').innerText()), 'Suite : projeter cette étape');

  // There it leads, and does not scroll.
  await top();
  assert.equal(await left('PageDown'), false);
  assert.match(await status(), /^La salle voit : Ici, on réfléchit ensemble/);
  assert.equal(await scrolled(), 0);
  assert.match(await status(), /page 1 sur 2/);
  await press('PageDown');
  assert.match(await status(), /page 2 sur 2/);
  await press('PageUp');
  assert.match(await status(), /page 1 sur 2/);
  await press('b');
  assert.equal(await status(), 'La salle voit : Écran noir.');
  await press('.');
  assert.match(await status(), /page 1 sur 2/);
  assert.ok(await left('f'), 'the whole screen is for what the room sees');
  assert.equal(await fullScreen(), false);

  // The script is being written: it is not led.
  await page.getByRole('button', { name: 'Changer le conducteur' }).click();
  await page.locator('#suite').waitFor({ state: 'detached' });
  assert.ok(await left('PageDown'));
  assert.match(await status(), /page 1 sur 2/);
});

test('in a text field, keys write; under a dialog, they are the dialog’s', async () => {
  await pilot();
  await section(page, 'Débriefer');
  await press('PageDown');
  const before = await status();
  await page.getByRole('button', { name: 'Changer le conducteur' }).click();
  await page.locator('#suite').waitFor({ state: 'detached' });
  const field = page.locator('.lead-section input[type="text"], .lead-section input:not([type]), .lead-section textarea').first();
  await field.focus();
  await field.press('End');
  const value = await field.inputValue();
  for (const key of ['b', '.', 'f']) await press(key);
  assert.equal(await field.inputValue(), `${value}b.f`);
  assert.equal(await status(), before);

  await section(page, 'Débriefer');
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append('Un dialogue');
    document.body.append(dialog);
    dialog.showModal();
  });
  for (const key of ['PageDown', 'b']) assert.ok(await left(key), key);
  assert.equal(await status(), before);
});

test('from the room’s window the script goes on, wherever « Pilotage » is', async () => {
  await pilot();
  const room = await openProjection(page);
  for (const [title, seen] of [['Recueillir', '1/2'], ['Clore', '2/2']]) {
    await section(page, title);
    await room.bringToFront();
    await room.keyboard.press('PageDown');
    await room.locator('.slide-page', { hasText: seen }).waitFor();
    assert.equal(await page.locator('nav.tabs button[aria-current="step"]').innerText(), title, 'the trainer stays where they are');
  }
  await room.keyboard.press('PageUp');
  await room.locator('.slide-page', { hasText: '1/2' }).waitFor();
  await room.keyboard.press('b');
  await room.locator('main[data-blank]').waitFor();
  await room.keyboard.press('b');
  await room.locator('.slide').waitFor();

  // Without the keys that write: neither here nor there.
  await page.bringToFront();
  await page.locator('.keys-help summary').click();
  await letters().uncheck();
  await painted(room);
  await room.bringToFront();
  const before = await shown(room);
  for (const key of ['b', '.', 'f']) await press(key, room);
  assert.deepEqual(await shown(room), before);
  assert.equal(await room.evaluate(() => Boolean(document.fullscreenElement)), false);
  await room.keyboard.press('PageDown');
  await room.locator('.slide-page', { hasText: '2/2' }).waitFor();
  await page.bringToFront();
  await letters().check();
  await painted(room);
  await room.bringToFront();
  await room.keyboard.press('f');
  await room.waitForFunction(() => document.fullscreenElement);
  assertQuiet(room);
});

test('the keys that write are turned off, on this device, and nothing else is', async () => {
  await pilot();
  assert.ok(bare(await page.locator('.stage-tools').innerText()).includes('Écran noir (B)'));
  await page.locator('.keys-help summary').click();
  await letters().uncheck();
  assert.equal(await page.getByRole('button', { name: 'Écran noir (B)' }).count(), 0, 'a button names no key that does nothing');
  await section(page, 'Débriefer');
  await press('PageDown');
  const before = await status();
  assert.match(before, /page 1 sur 2/);
  for (const key of ['b', 'B', '.', 'f']) assert.ok(await left(key), key);
  assert.equal(await status(), before);
  await page.getByRole('button', { name: 'Écran noir' }).click();
  assert.equal(await status(), 'La salle voit : Écran noir.');

  await page.reload();
  await started(page);
  await page.locator('.keys-help summary').click();
  assert.equal(await letters().isChecked(), false, 'it is kept');
  await page.locator('#projeter-ici').click();
  await page.locator('main.projection').waitFor();
  await press('f');
  assert.equal(await fullScreen(), false);
  await press('Escape');
  await page.locator('.tabs').waitFor();
  await page.locator('.keys-help summary').click();
  await letters().check();
  await section(page, 'Débriefer');
  await press('b');
  assert.equal(await status(), 'La salle voit : Écran noir.');
});

test('one window for both: every key leads, F fills the screen, Escape brings the controls back', async () => {
  await pilot();
  const help = page.locator('#projection-aide');
  assert.match(bare(await help.innerText()), /Échap/);
  assert.equal(await page.locator('#projeter-ici').getAttribute('aria-describedby'), 'projection-aide');
  await page.locator('#projeter-ici').click();
  await page.locator('main.projection').waitFor();
  await press('PageDown');
  await page.locator('.slide-page', { hasText: '1/2' }).waitFor();
  await press('b');
  await page.locator('main[data-blank]').waitFor();
  await press('b');
  await page.locator('.slide').waitFor();
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.fullscreenElement);
  await page.keyboard.press('F');
  await page.waitForFunction(() => !document.fullscreenElement);
  await press('Escape');
  await page.locator('.tabs').waitFor();
});

test('one window for both, by touch alone: its controls are in sight, and cover nothing of the slide', async () => {
  await pilot({ size: 'phone' });
  await page.locator('#projeter-ici').tap();
  const tools = page.locator('.here-tools');
  await tools.getByRole('button', { name: 'Suivant' }).tap();
  await page.locator('.slide-page', { hasText: '1/2' }).waitFor();
  assert.equal(await tools.evaluate((strip) => getComputedStyle(strip).opacity), '1');
  const [slide, strip] = await Promise.all([page.locator('main.projection').boundingBox(), tools.boundingBox()]);
  assert.ok(slide.y + slide.height <= strip.y + 1, JSON.stringify([slide, strip]));
  assert.deepEqual([...(await axe(page)), ...(await smallTargets(page))], []);
  await tools.getByRole('button', { name: 'Revenir au pilotage' }).tap();
  await page.locator('.tabs').waitFor();
});

test('one window for both, with a mouse: the room sees no control until it is looked for', async () => {
  await pilot();
  await page.locator('#projeter-ici').click();
  const opacity = () => page.locator('.here-tools').evaluate((strip) => getComputedStyle(strip).opacity);
  await page.mouse.move(600, 100);
  assert.equal(await opacity(), '0');
  await page.mouse.move(600, 760);
  assert.equal(await opacity(), '1');
  await page.mouse.move(600, 100);
  await page.keyboard.press('Tab');
  assert.equal(await opacity(), '1');
  await page.locator('#quitter-ici').click();
  await page.locator('.tabs').waitFor();
});

test('its help can be read and reached at every size', async () => {
  await pilot();
  await page.locator('.keys-help summary').click();
  const found = [];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    found.push(...(await axe(page)));
  }
  found.push(...(await smallTargets(page)));
  for (const size of [SIZES.phone, { width: 320, height: 740 }]) {
    await page.setViewportSize(size);
    // The heading of the section is for the ear: its tab says it.
    found.push(...(await overflows(page)).filter((line) => !line.includes('h1#titre')));
  }
  assert.deepEqual(found, []);
});
