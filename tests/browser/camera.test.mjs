// Phones shown one after the other to the trainer's webcam: Chromium's camera is a film of the QR codes that « Transmettre » drew.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, newPage } from './support/browser.mjs';
import { cameraFlags, modulesOf, writeFilm } from './support/camera.mjs';
import { choose, goTo, start } from './support/play.mjs';
import { serve } from './support/server.mjs';

const CASE = 'premiers-pas';
const TITLE = 'Premiers pas';
const PHONES = 3;

let server;
let folder;
let film;

before(async () => {
  [server, folder] = await Promise.all([serve(), mkdtemp(join(tmpdir(), 'bifurque-camera-'))]);
  film = join(folder, 'film.y4m');
  const browser = await launch();
  const codes = [];
  for (let phone = 0; phone < PHONES; phone += 1) {
    const page = await newPage(browser);
    await start(page, server, CASE);
    await choose(page, 'tasse');
    await page.evaluate(() => {
      location.hash += '/transmettre';
    });
    codes.push(await modulesOf(page.getByRole('img', { name: 'QR code de votre parcours' })));
    await page.context().close();
  }
  await browser.close();
  writeFilm(film, codes);
});
after(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** « Recueillir », in a browser with these flags. */
async function gathering(flags, host) {
  const browser = await launch({ flags });
  const page = await newPage(browser, { size: 'laptop' });
  await goTo(page, host ? { url: server.url.replace(/127\.0\.0\.1|localhost/, host) } : server, 'animer');
  await page.getByRole('button', { name: `Nouvelle séance : ${TITLE}` }).click();
  await page.getByRole('button', { name: 'Recueillir', exact: true }).click();
  await page.waitForSelector('#camera');
  return { browser, page };
}

test('each phone is read once, by a worker that comes when it is needed; the camera stops when it is told to', async () => {
  const { browser, page } = await gathering(cameraFlags(film));
  assert.ok(!server.requests.some((path) => path.includes('qr-worker')));
  await page.click('#camera');
  await page.getByRole('status').filter({ hasText: `${PHONES} parcours lus` }).waitFor({ timeout: 60_000 });
  assert.ok(server.requests.includes('/qr-worker_bg.wasm'));
  // The film begins again: what was received is recognised.
  await page.waitForTimeout(4000);
  assert.equal(await page.getByRole('status').filter({ hasText: `${PHONES} parcours lus` }).count(), 1);
  const tracks = await page.evaluateHandle(() => document.querySelector('video').srcObject.getTracks());
  await page.click('#camera');
  await page.waitForFunction((tracks) => tracks.every((track) => track.readyState === 'ended'), tracks);
  assertQuiet(page);
  await browser.close();
});

for (const [what, flags, host, words] of [
  ['there is none', ['--use-fake-ui-for-media-stream'], undefined, 'Aucune caméra n’a été trouvée'],
  ['it is refused', ['--use-fake-device-for-media-stream', '--deny-permission-prompts'], undefined, 'La caméra n’est pas permise à cette page'],
  ['the page came by plain http', ['--host-resolver-rules=MAP salle.test 127.0.0.1'], 'salle.test', 'La caméra n’est permise qu’en https ou sur cet ordinateur'],
]) {
  test(`no camera, because ${what}: a sentence says so, and what to do instead`, async () => {
    const { browser, page } = await gathering(flags, host);
    await page.click('#camera');
    await page.getByText(words).waitFor();
    await browser.close();
  });
}
