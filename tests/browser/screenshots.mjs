// The pictures of README.md, from the running app: `node tests/browser/screenshots.mjs`, after `make web`.
import { fileURLToPath } from 'node:url';
import { launch, newPage } from './support/browser.mjs';
import { goTo, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const server = await serve();
const browser = await launch();
const page = await newPage(browser, { size: { width: 360, height: 740 } });

/** Once the status line has gone. */
async function shoot(name) {
  await page.waitForFunction(() => !document.getElementById('etat')?.textContent);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${docs}${name}.png`, animations: 'disabled' });
}

await goTo(page, server);
await page.locator('.cards').waitFor();
await shoot('catalogue');

await start(page, server, 'equipe-du-soir');
await walk(page, ['accepter']);
await shoot('scene');

await start(page, server, 'le-carnet-de-mme-aubry');
await walk(page, ['connecter', { choice: 'nouvelle-adresse', hesitation: '-' }, 'photographier', 'noter', 'refuser', 'reprendre-seul']);
await page.click('#vers-bilan');
await page.locator('.story').waitFor();
await shoot('bilan');

await browser.close();
server.close();
