// Which functions of the app each part runs: a copy that counts its calls is played in Chromium (tests/browser/support).
//
// The first part is for the catalogue, the reading settings, the introduction of every case, and what goes wrong there. The second is for all that a trainee does:
// whole plays, with all that is asked, the bilan, « Et si… ? », the hand-over, « Mes parcours ».
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import binaryen from './packages/node_modules/binaryen/index.js';
import { launch } from '../tests/browser/support/browser.mjs';
import { ESSAI, serveEssai } from '../tests/browser/support/essai.mjs';
import { arrived, begin, cases, choose, goOn, goTo, leave, openCase, playsByEnding, start, walk } from '../tests/browser/support/play.mjs';
import { serve } from '../tests/browser/support/server.mjs';

/** For each function of the app's own, in order, the part that it goes to. `name` is the WebAssembly of `dist`, `read` reads it anew. */
export async function profile(dist, name, read) {
  const module = read();
  const own = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index))).filter((one) => !one.module);
  module.addFunctionImport('called', 'profile', 'called', binaryen.i32, binaryen.none);
  own.forEach(({ name, body, results }, index) => {
    const count = module.call('called', [module.i32.const(index)], binaryen.none);
    binaryen.Function(module.getFunction(name)).body = module.block(null, [count, body], results);
  });
  const root = mkdtempSync(join(tmpdir(), 'bifurque-profile-'));
  try {
    cpSync(dist, root, { recursive: true });
    writeFileSync(join(root, name), module.emitBinary());
    const parts = await visit(root);
    if (parts.some((called) => called.size === 0)) throw new Error('the profile saw no call');
    const partOf = (index) => {
      const part = parts.findIndex((called) => called.has(index));
      return part < 0 ? parts.length : part;
    };
    return own.map((_, index) => partOf(index));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Goes through the screens of the first part, then of the second; gives the numbers of the functions called in each. */
async function visit(root) {
  const [server, browser] = await Promise.all([serve({ root }), launch()]);
  serveEssai(server);
  const seen = [new Set(), new Set()];
  try {
    const screens = async (part, rest, go, prepare = () => {}) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, acceptDownloads: true });
      await prepare(context, server);
      const page = await context.newPage();
      await page.addInitScript(count, rest);
      const open = async (route, awaited) => {
        await page.goto('about:blank');
        await page.goto(`${server.url}#/${route}`);
        await page.waitForSelector(awaited);
      };
      // What is done goes on for a while: focus, title, old attempts of a shared device.
      const note = async () => {
        await page.waitForTimeout(300);
        for (const tab of context.pages()) for (const index of await tab.evaluate(() => [...window.called])) seen[part].add(index);
      };
      await go({ page, server, open, note });
      await note();
      await context.close();
    };
    await screens(0, 'late', firstScreens);
    await screens(0, 'late', comingBack, playALittle);
    await screens(0, 'lost', withoutTheRest);
    await Promise.all([screens(1, 'here', everyCase), screens(1, 'here', everythingAsked).then(() => screens(1, 'here', whatIsKept))]);
    return seen;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** In the page: counts the calls, and says of the rest of the app what is to be seen without it. */
function count(rest) {
  window.called ??= new Set();
  for (const name of ['instantiateStreaming', 'instantiate']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (source, imports) => original.call(WebAssembly, source, { ...imports, profile: { called: (index) => window.called.add(index) } });
  }
  if (rest === 'here') return;
  const seen = rest === 'late' ? new Promise(() => {}) : Promise.resolve(false);
  // Whatever web/start.js sets it to.
  Object.defineProperty(window, 'bifurqueRest', { get: () => ({ play: seen, trainers: seen }), set() {} });
}

/** Leaves an attempt under way on the device. */
async function playALittle(context, server) {
  const page = await context.newPage();
  await page.addInitScript(count, 'here');
  await start(page, server, 'premiers-pas');
  await choose(page, 'tasse');
  await page.close();
}

/** What is under way on the device is read on the first screen. */
async function comingBack({ page, open, note }) {
  await open('', '.resume-link');
  await page.click('.resume-link');
  await page.waitForSelector('.waiting');
  await note();
}

async function firstScreens({ page, open, note }) {
  await open('', '.cards');
  await page.focus('.skip-link');
  await page.keyboard.press('Enter');
  await page.click('.filters-fold summary');
  await page.selectOption('.filter:nth-child(4) select', '5');
  await page.selectOption('.filter:nth-child(4) select', '');
  await page.click('[aria-label="Réglages de lecture"]');
  await page.check('input[name=size][value=large]');
  await page.check('input[name=digits]');
  await page.click('dialog .dialog-bar button');
  await page.keyboard.press('1');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.click('.card a >> nth=0');
  await page.waitForSelector('#commencer');
  await page.goBack();
  await page.waitForSelector('.cards');
  await note();
  for (const id of await cases()) {
    await open(`jouer/${id}?graine=7&arrets=a&minuteur=oui`, '#commencer');
    await page.check('input[name=mode][value=groupe]');
    await page.fill('input[type=number]', '5');
    await page.check('input[name=poste]');
    await page.check('input[name=trace]');
    await page.click('#commencer');
    await note();
  }
  await open('parcours/0123456789abcdef0123456789abcdef', '.waiting');
  await note();
}

/** What goes wrong on these screens must be said without the rest: it may be what is missing. */
async function withoutTheRest({ page, open, note }) {
  await open('jouer/premiers-pas', '#commencer');
  await page.click('#commencer');
  await note();
  await open('jouer/aucun-cas', '.notice');
  await note();
  await open('mes-parcours', '.notice');
  await note();
  await open('vie-privee', 'h1');
  await note();
}

/** Every case to an ending, and its bilan; then all of them in a list. */
async function everyCase({ page, server, note }) {
  for (const id of await cases()) {
    const [{ choices }] = await playsByEnding(id);
    await page.goto('about:blank');
    await start(page, server, id);
    await walk(page, choices);
    await page.click('#vers-bilan');
    await page.click('#etiquettes');
    await page.waitForSelector('.references, .label-tables');
    await note();
  }
  await goTo(page, server, 'mes-parcours');
  await page.waitForSelector('.record');
  await goTo(page, server);
  await page.waitForSelector('.cards');
}

/** A case that asks all that can be asked, handed over in every way. */
async function everythingAsked({ page, server, note }) {
  await openCase(page, server, ESSAI, 'graine=3&arrets=demande&minuteur=oui');
  await page.click('[aria-label="Réglages de lecture"]');
  for (const name of ['digits', 'aloud']) await page.check(`input[name=${name}]`);
  await page.keyboard.press('Escape');
  await begin(page);
  const dialog = page.getByRole('dialog');
  for (const name of ['Relire', 'Documents']) {
    await page.getByRole('button', { name }).click();
    for (const folded of await dialog.locator('.unfold, summary').all()) await folded.click();
    await dialog.getByRole('button', { name: 'Fermer' }).click();
  }
  await page.keyboard.press('2');
  await page.check('#choix-oui');
  await page.selectOption('#hesitation', 'non');
  await page.check('#motif-temps');
  await page.fill('#raison', 'Parce que.');
  // Not every device has a voice: it is said.
  await page.getByRole('button', { name: 'Écouter' }).first().click();
  await leave(page, () => page.click('#valider'));
  await note();
  await page.reload();
  await arrived(page);
  await goOn(page);
  await goOn(page);
  await page.getByRole('button', { name: 'Ajouter une minute' }).click();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await walk(page, ['agir']);
  await page.click('#vers-bilan');
  await page.locator('.wonder').first().click();
  await walk(page, ['non', 'laisser']);
  await page.getByRole('button', { name: 'Revenir à mon bilan' }).last().click();
  await page.click('#etiquettes');
  await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
  for (const box of await page.locator('.sharing input:enabled').all()) await box.check();
  await page.click('#copier');
  for (const press of [() => page.click('#transmettre'), () => page.getByRole('button', { name: 'Télécharger mon parcours' }).click()]) {
    await Promise.all([page.waitForEvent('download'), press()]);
  }
  await note();
}

/** « Mes parcours », a shared device, an attempt without a trace, one that another tab plays. */
async function whatIsKept({ page, server, note }) {
  await start(page, server, 'premiers-pas');
  await page.click('[aria-label="Réglages de lecture"]');
  await page.keyboard.press('Escape');
  // Another tab takes it up: this one says so.
  const other = await page.context().newPage();
  await other.addInitScript(count, 'here');
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Reprendre ici' }).click();
  await arrived(other);
  await note();
  await other.close();
  await page.reload();
  await arrived(page);
  await page.getByRole('link', { name: 'Transmettre' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Télécharger mon parcours' }).click()]);
  await goTo(page, server, 'mes-parcours');
  await page.waitForSelector('.record');
  await page.setInputFiles('#fichier', await file.path());
  await page.waitForSelector('.recap');
  await page.setInputFiles('#fichier', { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1') });
  await page.click('.open-file summary');
  await page.locator('.record').getByRole('button', { name: /^Effacer/ }).first().click();
  await page.click('#effacer');
  await page.waitForSelector('.record', { state: 'detached' });
  await note();
  for (const tick of ['trace', 'poste']) {
    await page.goto('about:blank');
    await openCase(page, server, 'premiers-pas');
    await page.check(`input[name=${tick}]`);
    await begin(page);
    const [{ choices }] = await playsByEnding('premiers-pas');
    await walk(page, choices);
    await page.evaluate(() => {
      location.hash += '/transmettre';
    });
    await page.waitForSelector('#transmettre');
    if (tick === 'poste') await page.click('#c-est-transmis');
    else await Promise.all([page.waitForEvent('download'), page.click('#transmettre')]);
    await note();
  }
  await goTo(page, server, 'mes-parcours');
  await page.waitForSelector('main h1');
  await goTo(page, server, 'vie-privee');
  await goTo(page, server, 'nulle/part');
  await goTo(page, server, 'parcours/0123456789abcdef0123456789abcdef');
  await page.waitForSelector('.notice');
}
