// « Transmettre »: the code is read here by an independent computation, the QR code by the worker that reads a camera's pictures.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { modulesOf, pictureOf } from './support/camera.mjs';
import { everything } from './support/device.mjs';
import { ESSAI, serveEssai } from './support/essai.mjs';
import { attemptOf, choose, events, handOver, openCase, readScenario, start, walk } from './support/play.mjs';
import { DIST, serve } from './support/server.mjs';

const CASE = 'le-carnet-de-mme-aubry';
const PATH = [
  { choice: 'qui-avant', hesitation: 'souris', motive: 'dignite' },
  { choice: 'organisme', hesitation: '-' },
  { choice: 'mandat', motive: 'aucune' },
  { choice: 'fermer' },
  { choice: 'a-trois-voix' },
  { choice: 'regle-commune' },
];

let server;
let browser;
let page;
let readQr;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  const worker = await import(pathToFileURL(join(DIST, 'qr-worker.js')));
  await worker.default({ module_or_path: await readFile(join(DIST, 'qr-worker_bg.wasm')) });
  readQr = ({ width, height, pixels }) => worker.read(width, height, pixels);
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

async function toHandOver() {
  await page.evaluate(() => {
    location.hash = location.hash.replace(/\/(bilan|transmettre)$/, '') + '/transmettre';
  });
  await page.locator('#transmettre').waitFor();
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOf = (letters) => [...letters].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
const codeShown = async () => (await page.locator('#code-parcours').innerText()).replace(/\s/g, '');

/** The choices' places in a code, by long division: who played, then a digit of radix choices + 1 at each decision. */
function digitsOf(code, radices) {
  let number = BigInt(`0b${bitsOf(code).slice(19, 50)}`);
  return radices.map((radix) => {
    const digit = Number(number % BigInt(radix));
    number /= BigInt(radix);
    return digit;
  });
}

async function catalogued(id) {
  const catalogue = JSON.parse(await readFile(join(DIST, 'scenarios', 'catalogue.json'), 'utf8'));
  return catalogue.scenarios.find((entry) => entry.id === id);
}

test('the code says the attempt, the case and the choices; what it says is what the file says', async () => {
  await start(page, server, CASE);
  await walk(page, PATH);
  const attempt = attemptOf(page);
  await toHandOver();
  const code = await codeShown();
  assert.match(code, new RegExp(`^[${ALPHABET}]{12}$`));
  const bits = bitsOf(code);
  assert.equal(bits.slice(0, 10), BigInt(`0x${attempt}`).toString(2).padStart(128, '0').slice(0, 10));
  assert.equal(Number.parseInt(bits.slice(10, 19), 2), (await catalogued(CASE)).shape % 512);

  const { scenes } = await readScenario(CASE);
  const { content } = await handOver(page);
  const places = content.path.map(({ scene, choice }) => {
    const { choices } = scenes.find(({ id }) => id === scene).decision;
    return [choices.length + 1, choices.findIndex(({ id }) => id === choice)];
  });
  assert.equal(places.length, PATH.length);
  assert.deepEqual(digitsOf(code, [3, ...places.map(([radix]) => radix)]), [0, ...places.map(([, place]) => place)]);
  assertQuiet(page);
});

test('the QR code is read by the worker, in every theme, and says the attempt and the case', async () => {
  await start(page, server, CASE);
  await walk(page, PATH);
  const attempt = attemptOf(page);
  await toHandOver();
  const drawing = page.getByRole('img', { name: 'QR code de votre parcours' });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    const fill = (selector) => drawing.locator(selector).evaluate((part) => getComputedStyle(part).fill);
    assert.deepEqual([await fill('.qr-ground'), await fill('.qr-modules')], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'], scheme);
  }
  const box = await drawing.boundingBox();
  assert.ok(box.width >= 250 && Math.abs(box.width - box.height) <= 1, JSON.stringify(box));
  const modules = await modulesOf(drawing);
  assert.ok(modules.length <= 17 + 4 * 6 + 8, `${modules.length} modules: a small code for a webcam`);
  const [text, ...others] = readQr(pictureOf(modules));
  assert.deepEqual(others, []);
  const bits = bitsOf(text.replace(/^BIFURQUE1:/, ''));
  const hex = (from, bytes) => BigInt(`0b${bits.slice(8 * from, 8 * (from + bytes))}`).toString(16).padStart(2 * bytes, '0');
  const entry = await catalogued(CASE);
  assert.deepEqual([hex(0, 1), hex(1, 16), Number.parseInt(hex(17, 4), 16), hex(21, 8)], ['01', attempt, entry.shape, entry.digest.slice(0, 16)]);
});

test('before the end too: the code stops where the person is', async () => {
  await start(page, server, CASE);
  await choose(page, PATH[0].choice, PATH[0]);
  await toHandOver();
  await page.getByText('sera compté jusqu’où vous en êtes', { exact: false }).waitFor();
  const { scenes } = await readScenario(CASE);
  const [first] = scenes.find(({ id }) => id === 'le-carnet').decision.choices.map(({ id }, at) => (id === 'qui-avant' ? at : -1)).filter((at) => at >= 0);
  assert.deepEqual(digitsOf(await codeShown(), [3, 5, 5]), [0, first, 4]);
});

describe('« Copier »', () => {
  test('copies the code, groups and all', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await start(page, server, ESSAI);
    await choose(page, 'oui');
    await toHandOver();
    await page.click('#copier');
    await page.getByRole('status').filter({ hasText: 'Le code est copié.' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.equal(copied.replaceAll('-', ''), await codeShown());
  });

  test('where the page may not copy, says to select', async () => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
    await start(page, server, ESSAI);
    await choose(page, 'oui');
    await toHandOver();
    await page.click('#copier');
    await page.getByRole('status').filter({ hasText: 'sélectionnez le code' }).waitFor();
    assertQuiet(page);
  });
});

describe('« C’est transmis »', () => {
  const handedOver = async () => (await events(page)).filter(({ event }) => event === 'handed-over').length;

  test('writes the journal as the file does, and says so', async () => {
    await start(page, server, ESSAI);
    await choose(page, 'oui');
    await toHandOver();
    assert.equal(await handedOver(), 0);
    await page.click('#c-est-transmis');
    await page.locator('#transmis').waitFor();
    assert.equal(await handedOver(), 1);
    await handOver(page);
    await page.waitForTimeout(300);
    assert.equal(await handedOver(), 2);
    assertQuiet(page);
  });

  test('on a shared device erases the attempt', async () => {
    await openCase(page, server, ESSAI, 'poste=partage');
    await page.click('#commencer');
    await choose(page, 'oui');
    await toHandOver();
    await page.click('#c-est-transmis');
    await page.getByRole('heading', { name: 'Vos traces ont été effacées de ce poste' }).waitFor();
    assert.deepEqual(await everything(page), []);
  });
});
