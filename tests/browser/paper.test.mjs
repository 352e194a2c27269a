// What the command line prints: the book of a case on A4, its map on A3. Both are made by the tool, printed, and measured as they lie on the paper.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axe } from './support/accessible.mjs';
import { launch } from './support/browser.mjs';
import { ROOT, bifurque } from './support/command.mjs';
import { cases } from './support/play.mjs';

const CASE = 'equipe-du-soir';
/** A millimetre, in CSS pixels. */
const MM = 96 / 25.4;

let folder;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bifurque-'));
  await bifurque('book', `scenarios/${CASE}`, '--output', join(folder, 'livret.html'));
  await bifurque('map', `scenarios/${CASE}`, '--output', join(folder, 'carte.svg'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of `width` millimetres, with all that it asks for. */
async function open(name, width) {
  const page = await browser.newPage({ viewport: { width: Math.round(width * MM), height: 1000 } });
  page.asked = [];
  page.on('request', (request) => page.asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, name)).href);
  return page;
}

/** The size in points of each sheet that the page is printed on. */
async function printed(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, width, height]) => [Math.round(width), Math.round(height)]);
}

describe('the book', () => {
  test('it is printed on sheets of A4 and asks for nothing', async () => {
    const page = await open('livret.html', 210);
    const sheets = await printed(page);
    assert.ok(sheets.length >= 25 && sheets.length <= 45, `${sheets.length} sheets`);
    assert.ok(sheets.every((sheet) => `${sheet}` === '595,842'), JSON.stringify(sheets[0]));
    assert.deepEqual(page.asked.filter((url) => !url.startsWith('file:')), []);
    assert.equal(page.asked.length, 1, page.asked.join('\n'));
    await page.close();
  });

  test('no text is cut off, and no paragraph is longer than a column', async () => {
    // Between the margins, as it lies on the paper.
    const page = await open('livret.html', 180);
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate((column) => {
      const name = (element) => `${element.tagName}.${element.className} « ${element.textContent.trim().slice(0, 40)} »`;
      const found = [];
      for (const element of document.body.querySelectorAll('*')) {
        const { right, left, width } = element.getBoundingClientRect();
        if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' && element.clientWidth > 0) found.push(`too wide: ${name(element)}`);
        if (element.closest('.columns') === null && width > 0 && (right > innerWidth + 1 || left < -1)) found.push(`sticks out: ${name(element)}`);
        if (['hidden', 'clip'].includes(getComputedStyle(element).overflowY)) found.push(`may be cut off: ${name(element)}`);
      }
      for (const element of document.querySelectorAll('.paragraph, .inset')) {
        const height = [...element.getClientRects()].reduce((sum, box) => sum + box.height, 0);
        if (height > column) found.push(`longer than a column: ${name(element)} ${height}`);
      }
      return found;
    }, 265 * MM);
    assert.deepEqual(found, []);
    await page.close();
  });

  test('everyone can read it on a screen as well', async () => {
    for (const width of [210, 95]) {
      const page = await open('livret.html', width);
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth + 1), `${width} mm: the page scrolls sideways`);
      await page.close();
    }
  });

  test('the cover and the player’s sheet are the two sides of one sheet, in every case', async () => {
    for (const id of await cases()) {
      await bifurque('book', `scenarios/${id}`, '--output', join(folder, `${id}.html`));
      const page = await open(`${id}.html`, 180);
      await page.emulateMedia({ media: 'print' });
      const heights = await page.locator('.cover, .sheet').evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height));
      assert.ok(heights.length === 2 && heights.every((height) => height <= 265 * MM), `${id}: ${heights.map((height) => Math.round(height / MM))} mm`);
      await page.close();
    }
  });

  test('what the trainer keeps begins behind a title page, so that it shares no sheet with the players’ part', async () => {
    const page = await open('livret.html', 180);
    await page.emulateMedia({ media: 'print' });
    const parts = await page.locator('main > .part').evaluateAll((parts) => parts.map((part) => [part.className, getComputedStyle(part).breakBefore, Boolean(part.querySelector('.title-page'))]));
    const first = parts.findIndex(([name]) => name.includes('trainer'));
    assert.ok(first > 0 && parts[first][2] && parts[first][1] === 'page', JSON.stringify(parts));
    assert.ok(parts.slice(first).every(([name]) => /trainer|votes/.test(name)), JSON.stringify(parts));
    const title = await page.locator('.trainer .title-page').textContent();
    const { scenes } = JSON.parse(readFileSync(join(ROOT, 'scenarios', CASE, 'scenario.json'), 'utf8'));
    for (const scene of scenes) assert.ok(!title.includes(scene.title), scene.title);
    await page.close();
  });

  test('the grid of votes has room for twenty, twice, at every option of every decision', async () => {
    const page = await open('livret.html', 210);
    const { scenes } = JSON.parse(readFileSync(join(ROOT, 'scenarios', CASE, 'scenario.json'), 'utf8'));
    const decisions = scenes.filter((scene) => scene.decision);
    const rows = await page.locator('.vote-grid').evaluateAll((grids) => grids.map((grid) => [...grid.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('.five i').length)));
    assert.deepEqual(rows, decisions.map(({ decision }) => decision.choices.map(() => 40)));
    await page.close();
  });
});

describe('the map', () => {
  test('it is printed on one sheet of A3 and asks for nothing', async () => {
    const page = await open('carte.svg', 277);
    const sheets = await printed(page);
    assert.equal(sheets.length, 1);
    assert.deepEqual([...sheets[0]].sort((one, other) => one - other), [842, 1191]);
    assert.equal(page.asked.length, 1, page.asked.join('\n'));
    await page.close();
  });

  test('its letters are of seven points or more; no words stand on others or out of their box', async () => {
    const page = await open('carte.svg', 277);
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate((mm) => {
      const found = [];
      const words = [...document.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
      const drawn = document.documentElement.getScreenCTM().a;
      for (const { text, box } of words) {
        const points = ((parseFloat(getComputedStyle(text).fontSize) * drawn) / mm / 25.4) * 72;
        if (points < 6.95) found.push(`${points.toFixed(1)} points: ${text.textContent}`);
        const frame = text.parentElement.querySelector(':scope > rect, :scope > circle')?.getBoundingClientRect();
        if (frame && !text.closest('.map-key') && (box.left < frame.left - 1 || box.right > frame.right + 1)) found.push(`out of its box: ${text.textContent}`);
      }
      words.forEach((one, at) => {
        for (const other of words.slice(0, at)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const along = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (across > 1 && along > 0.35 * Math.min(one.box.height, other.box.height)) found.push(`one on the other: ${one.text.textContent} | ${other.text.textContent}`);
        }
      });
      return found;
    }, MM);
    assert.deepEqual(found, []);
    await page.close();
  });
});
