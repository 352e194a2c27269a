// The app opened once, then the network gone: web/offline.js.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertQuiet, launch, newPage, started, watch } from './support/browser.mjs';
import { attemptOf, begin, cases, goTo, openCase, playsByEnding, start, walk } from './support/play.mjs';
import { DIST, serve } from './support/server.mjs';
import { section } from './support/workshop.mjs';

const CASE = 'premiers-pas';
const [{ choices: TO_THE_END }] = await playsByEnding(CASE);
const KEEP_OFFLINE = fileURLToPath(new URL('../../tools/keep-offline.mjs', import.meta.url));

let server;
let browser;
let page;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  [server, page] = await Promise.all([serve(), newPage(browser, { size: 'laptop', serviceWorkers: 'allow' })]);
});
afterEach(() => Promise.all([page?.context().close(), server?.close()]));

/** The app is on the device, and this page is served from there. */
const isKept = () => page.waitForFunction(() => navigator.serviceWorker.controller);

const noNetwork = () => server.fail(/./, 'cut');

async function another() {
  const opened = await page.context().newPage();
  opened.watched = watch(opened);
  await opened.watched.ready;
  return opened;
}

test('opened once, the app opens and plays every case without the network', async () => {
  await goTo(page, server);
  await isKept();
  noNetwork();
  const asked = server.requests.length;
  page = await another();
  for (const id of await cases()) await openCase(page, server, id);
  await start(page, server, CASE);
  assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
  await page.reload();
  await started(page);
  assert.ok(attemptOf(page));
  await page.goto(`${server.url}index.html`);
  await started(page);
  assert.equal(server.requests.slice(asked).filter((path) => path !== '/offline.js').join(), '', 'nothing was even asked');
  assertQuiet(page);
});

test('a trainer whose network goes opens the room’s window, and projects', async () => {
  await goTo(page, server);
  await isKept();
  noNetwork();
  await goTo(page, server, 'animer');
  await page.locator(`.case-row[data-case="${CASE}"]`).getByRole('button', { name: /Nouvelle séance/ }).click();
  const [room] = await Promise.all([page.waitForEvent('popup'), page.click('#ouvrir-projection')]);
  room.watched = watch(room);
  await started(room);
  await room.waitForSelector('.projection[data-blank]');
  assert.notEqual(await room.evaluate(() => getComputedStyle(document.querySelector('.projection')).backgroundColor), 'rgba(0, 0, 0, 0)', 'its styles are there');
  await section(page, 'Débriefer');
  await page.locator('#suite').click();
  await room.waitForSelector('.projection:not([data-blank])');
  await room.reload();
  await room.waitForSelector('.projection:not([data-blank])');
  assertQuiet(page);
});

/** The build of dist/ as if its title had changed, at a folder of its own. */
async function newerBuild(title) {
  const folder = await mkdtemp(join(tmpdir(), 'bifurque-newer-'));
  await cp(DIST, folder, { recursive: true });
  const path = join(folder, 'scenarios/catalogue.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('Premiers pas', title));
  execFileSync('node', [KEEP_OFFLINE, folder]);
  return folder;
}

const titles = (opened) => opened.locator('.cards').innerText();

test('a newer build serves once no window of the older is open, whole, even without the network', async () => {
  const folder = await newerBuild('Tout nouveaux pas');
  try {
    await goTo(page, server);
    await isKept();
    server.publish(folder);

    // While it is fetched, and as long as a window is open, every window runs the older.
    const second = await another();
    await goTo(second, server);
    await second.evaluate(async () => {
      const { installing, waiting } = await (await navigator.serviceWorker.ready).update();
      if (!waiting) await new Promise((installed) => installing.addEventListener('statechange', installed, { once: true }));
    });
    await second.reload();
    await started(second);
    assert.match(await titles(second), /Premiers pas/);
    const third = await another();
    await goTo(third, server);
    assert.match(await titles(third), /Premiers pas/);
    await Promise.all([second.close(), third.close()]);

    noNetwork();
    const keeper = await another();
    await page.close();
    page = keeper;
    // The browser lets the newer take over a moment after the last window is gone.
    await page.waitForTimeout(1000);
    await goTo(page, server, `jouer/${CASE}`);
    await begin(page);
    assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
    await goTo(page, server);
    assert.match(await titles(page), /Tout nouveaux pas/);
    assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1, 'the older is forgotten');
    assertQuiet(page);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a portal that answers in place of the server is not kept', async () => {
  await page.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = async function (...given) {
      const registration = await register.apply(this, given);
      window.tried = new Promise((done) => {
        const { installing } = registration;
        installing.addEventListener('statechange', () => done(installing.state));
      });
      return registration;
    };
  });
  server.fail(/references\.json$/, { body: '<!doctype html><title>Connectez-vous</title>', type: 'text/html' });
  await goTo(page, server);
  await page.waitForFunction(() => window.tried);
  assert.equal(await page.evaluate(() => window.tried), 'redundant');
  assert.equal(await page.evaluate(async () => Boolean(await caches.match('./'))), false);
  await start(page, server, CASE);
  assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
});

test('a browser that keeps nothing, or lets nothing be kept, runs the app as well', async () => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  });
  await start(page, server, CASE);
  assert.equal((await walk(page, TO_THE_END)).kind, 'ending');
  assertQuiet(page);
});
