// Everyone can use every screen: axe-core in each theme, reflow, targets, stillness, the accessibility tree, titles and focus.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { COLOUR_RULES, axe, moving, overflows, smallTargets } from './support/accessible.mjs';
import { assertQuiet, launch, newPage, started } from './support/browser.mjs';
import { arrived, attemptOf, begin, cases, choose, goOn, goTo, handOver, leave, openCase, painted, readPlays, readScenario, screen, start, walk } from './support/play.mjs';
import { serve } from './support/server.mjs';

// Not a phone in Playwright's sense: its page would zoom out rather than overflow.
const NARROW = { width: 360, height: 740 };

let server;
let browser;
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(async () => {
  server.reset();
  await page?.context().close();
  page = undefined;
});

async function open(options) {
  page = await newPage(browser, { size: NARROW, ...options });
}

// 1. Every screen.

/** What the blocks of a story are drawn as. */
const MEDIA = {
  narration: '.narration',
  speech: '.speech',
  thread: '.thread',
  email: '.email',
  post: '.post',
  document: '.paper',
  screen: '.screen',
  image: 'img',
  audio: 'audio',
  video: 'video',
  ellipsis: '.ellipsis',
  reference: '.reference-box',
};

/** What else a screen of the story can show. */
const PARTS = ['.outcome', '.scene #continuer', '.scene #valider', '#hesitation', '#raison', '.motives', '.choice-locked', '.skip', '.attachment', '.message-quote', '.thread-muted', '.message-own', '.fields', '.post-comments', '.thread-notice'];

/** The kinds of blocks of all the cases, outcomes and resources included. */
async function kindsOfBlocks() {
  const kinds = new Set();
  const gather = (value) => {
    if (Array.isArray(value)) value.forEach(gather);
    else if (value && typeof value === 'object') {
      for (const [key, inside] of Object.entries(value)) {
        if (key === 'blocks' || key === 'outcome') for (const block of inside) for (const kind of Object.keys(block)) if (kind in MEDIA) kinds.add(kind);
        gather(inside);
      }
    }
  };
  for (const id of await cases()) gather(await readScenario(id));
  return kinds;
}

/** Tells `visit(name)` of every screen of the app, in an order that a person could follow. Gives the kinds of blocks met. */
async function tour(visit) {
  const met = new Set();
  const seen = new Set();
  const openPage = async (options, prepare) => {
    await page?.context().close();
    await open({ motion: 'reduce', ...options });
    if (prepare) await page.addInitScript(prepare);
  };
  const close = async () => {
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  };

  // Beside the story.
  await openPage();
  await goTo(page, server);
  await page.waitForSelector('.cards');
  await visit('catalogue');
  const filters = page.getByText('Filtrer les cas');
  if (await filters.count()) await filters.click();
  await visit('catalogue, filters open');
  await page.selectOption('select >> nth=0', { index: 1 });
  await page.selectOption('select >> nth=3', '5');
  await visit('catalogue, narrowed');
  await page.getByRole('button', { name: 'Réglages de lecture' }).click();
  await visit('dialog Lecture');
  await close();
  await goTo(page, server, 'vie-privee');
  await visit('privacy');
  await goTo(page, server, 'mes-parcours');
  await page.waitForSelector('#fichier');
  await visit('records, none');
  await goTo(page, server, 'nulle-part');
  await visit('notice: no such address');
  await goTo(page, server, 'parcours/0123456789abcdef0123456789abcdef');
  await page.waitForSelector('.notice');
  await visit('notice: no such attempt');
  await goTo(page, server, 'jouer/nulle-part');
  await page.waitForSelector('.notice');
  await visit('notice: no such case');
  server.fail(/premiers-pas\/scenario\.json/, { body: '{"format": 1, "scenes": [' });
  await goTo(page, server, 'jouer/premiers-pas');
  await page.waitForSelector('.notice');
  await page.locator('summary').click();
  await visit('notice: a case cut short, with its details');
  server.reset();

  // The story: each screen that shows something new.
  for (const [id, index] of [['vous-connaissez-peut-etre', 3], ['equipe-du-soir', 2], ['le-carnet-de-mme-aubry', 2], ['premiers-pas', 2]]) {
    await goTo(page, server, `jouer/${id}?minuteur=oui`);
    await page.waitForSelector('#commencer');
    await page.getByText('En groupe').click();
    await visit(`introduction of ${id}`);
    await begin(page);
    await walk(page, (await readPlays(id))[index].choices, async (shown, made) => {
      if (shown.kind === 'decision' && made === 1) await page.locator('.choice input:enabled').first().check();
      const there = await page.evaluate(
        (selectors) => selectors.filter((selector) => document.querySelector(`main ${selector}`)),
        [...Object.values(MEDIA), ...PARTS],
      );
      for (const [kind, selector] of Object.entries(MEDIA)) if (there.includes(selector)) met.add(kind);
      const news = there.filter((selector) => !seen.has(selector));
      news.forEach((selector) => seen.add(selector));
      if (news.length || shown.kind === 'ending') await visit(`${id}: « ${shown.heading} » (${news.join(' ')})`);
      if (id !== 'le-carnet-de-mme-aubry' || made !== 3 || shown.kind !== 'decision') return;

      await page.click('#valider');
      await page.getByText('Choisissez d’abord une option.').waitFor();
      await visit('a decision without an answer');
      await page.getByRole('button', { name: 'Relire' }).click();
      await visit('dialog Relire');
      await close();
      await page.getByRole('button', { name: 'Documents' }).click();
      await visit('dialog Documents');
      await page.locator('.unfold').last().click();
      await visit('dialog Documents, one unfolded');
      await close();
      await goTo(page, server, `parcours/${attemptOf(page)}/bilan`);
      await page.waitForSelector('#etiquettes');
      await visit('bilan of a path under way');
      await goTo(page, server, `parcours/${attemptOf(page)}`);
      await arrived(page);
    });
    if (id !== 'le-carnet-de-mme-aubry') continue;

    // After it.
    await page.click('#vers-bilan');
    await page.waitForSelector('#etiquettes');
    await visit('bilan');
    await page.click('#etiquettes');
    await page.waitForSelector('.tensions');
    await page.waitForSelector('.references');
    await visit('bilan, labels');
    await page.locator('.wonder').nth(4).click();
    await arrived(page);
    await visit('« Et si… ? »');
    await walk(page, ['ecouter', 'reprendre-seul'], (shown) => shown.kind === 'ending' && visit('« Et si… ? », side by side'));
    await page.getByRole('button', { name: 'Revenir à mon bilan' }).first().click();
    await page.waitForSelector('#etiquettes');
    await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
    await page.waitForSelector('#transmettre');
    for (const box of await page.locator('.sharing input:enabled').all()) await box.check();
    await visit('hand over');
    const file = await handOver(page);
    await visit('hand over, done');
    await goTo(page, server, 'mes-parcours');
    await page.waitForSelector('#fichier');
    await page.setInputFiles('#fichier', file.path);
    await page.waitForSelector('.recap');
    await page.click('#etiquettes');
    await page.waitForSelector('.tensions');
    await visit('records, a file opened');
    await page.setInputFiles('#fichier', { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1') });
    await page.locator('.open-file summary').click();
    await visit('records, a file refused');
    await page.click('#tout-effacer');
    await visit('dialog Effacer');
    await close();
  }
  await start(page, server, 'le-carnet-de-mme-aubry', 'arrets=le-carnet');
  await choose(page, 'souris');
  await visit('stop for the talk');

  // Two tabs on one attempt.
  const first = page;
  page = await first.context().newPage();
  await page.goto(first.url());
  await page.getByRole('heading', { name: 'Ce parcours est ouvert dans un autre onglet' }).waitFor();
  await visit('notice: open in another tab');
  await page.getByRole('button', { name: 'Reprendre ici' }).click();
  await arrived(page);
  await page.close();
  page = first;
  await page.getByRole('heading', { name: 'Ce parcours continue dans un autre onglet' }).waitFor();
  await visit('notice: taken over by another tab');
  await goTo(page, server);
  await page.waitForSelector('.resume-link');
  await visit('catalogue, Reprendre');

  // Where the device keeps nothing.
  await openPage({}, () => {
    Object.defineProperty(window, 'indexedDB', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
  });
  await start(page, server, 'premiers-pas');
  await visit('in memory only');

  // Without the app.
  await openPage({}, () => delete window.WebAssembly);
  await page.goto(server.url);
  await page.locator('#sans-wasm').waitFor();
  await visit('notice: no WebAssembly');
  server.fail(/\.wasm$/, 404);
  await openPage();
  await page.goto(server.url);
  await page.locator('#panne-chargement').waitFor();
  await visit('notice: cannot be loaded');
  server.reset();
  await openPage();
  await page.goto(server.url);
  await started(page);
  await page.evaluate(() => document.dispatchEvent(new CustomEvent('bifurque:fatal', { detail: 'essai' })));
  await page.locator('#panne-fatale').waitFor();
  await page.locator('summary').click();
  await visit('notice: the app has stopped');
  return met;
}

describe('on every screen', () => {
  const found = {};
  const visited = [];
  let met;

  const note = (promise, name, lines) => lines.forEach((line) => (found[promise] ??= []).push(`${name}: ${line}`));

  async function look(theme, size = 'normal', spacing = 'normal') {
    await page.evaluate((data) => {
      for (const [name, value] of Object.entries(data)) value ? document.documentElement.setAttribute(`data-${name}`, value) : document.documentElement.removeAttribute(`data-${name}`);
    }, { theme, size: size === 'normal' ? null : size, spacing: spacing === 'normal' ? null : spacing });
  }

  async function reflow(promise, name, width, height) {
    await page.setViewportSize({ width, height });
    note(promise, name, await overflows(page));
  }

  async function check(name) {
    visited.push(name);
    const state = await page.evaluate(() => ({
      language: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length,
      mains: document.querySelectorAll('main').length,
      title: document.title,
    }));
    if (state.language !== 'fr') note('language', name, [state.language]);
    if (state.headings !== 1) note('headings', name, [`${state.headings} h1`]);
    if (state.mains !== 1) note('headings', name, [`${state.mains} main`]);
    if (!/Bifurque$/.test(state.title)) note('titles', name, [state.title]);
    note('motion', name, await moving(page));
    note('targets', name, await smallTargets(page));

    note('light', name, await axe(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    note('dark', name, await axe(page, COLOUR_RULES));
    await page.emulateMedia({ colorScheme: 'light' });
    await look('contrast');
    note('contrast', name, await axe(page, COLOUR_RULES));
    await look(null);
    await page.emulateMedia({ forcedColors: 'active' });
    note('forced colours', name, await axe(page, COLOUR_RULES));
    await page.emulateMedia({ forcedColors: 'none' });

    await reflow('320 pixels', name, 320, 740);
    await reflow('400 %', name, 320, 256);
    await look(null, 'larger', 'wide');
    await reflow('large and wide', name, 320, 740);
    await reflow('large and wide', name, 1280, 720);
    note('targets', name, await smallTargets(page));
    await look(null);
    await page.setViewportSize(NARROW);
  }

  before(async () => {
    met = await tour(check);
    await page?.context().close();
    page = undefined;
  });

  const nothing = (promise) => () => assert.ok(!found[promise], found[promise]?.join('\n'));

  test('the screens are all there, and every kind of block that the cases use', async () => {
    assert.ok(visited.length >= 45, visited.join('\n'));
    assert.deepEqual([...(await kindsOfBlocks())].filter((kind) => !met.has(kind)), []);
  });
  test('axe-core finds nothing, in light colours', nothing('light'));
  test('axe-core finds nothing, in dark colours', nothing('dark'));
  test('axe-core finds nothing, in reinforced contrast', nothing('contrast'));
  test('axe-core finds nothing, in forced colours', nothing('forced colours'));
  test('at 320 pixels, nothing scrolls sideways and nothing is cut off', nothing('320 pixels'));
  test('at 400 % of 1280 pixels, nothing scrolls sideways and nothing is cut off', nothing('400 %'));
  test('with text half as large again and wide spacing, nothing scrolls sideways and nothing is cut off', nothing('large and wide'));
  test('what can be pressed is at least 24 pixels wide and high', nothing('targets'));
  test('with prefers-reduced-motion, nothing moves', nothing('motion'));
  test('the page says its language', nothing('language'));
  test('there is one h1, and one main', nothing('headings'));
  test('the page has a title', nothing('titles'));
});

// 2. A scene, as assistive technology is told of it.

/** The nodes of the accessibility tree that are not ignored: role, name and properties, in order. */
async function accessibilityTree() {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const told = (node) => ({
    id: node.nodeId,
    role: node.role.value,
    name: (node.name?.value ?? '').replace(/\s+/gu, ' '),
    ...Object.fromEntries(node.properties?.map(({ name, value }) => [name, value.value]) ?? []),
    inside: (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).flatMap(function flat(child) {
      return child.ignored ? (child.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).flatMap(flat) : [told(child)];
    }),
  });
  return told(nodes.find((node) => !node.parentId));
}

function all(node, role) {
  return [...(node.role === role ? [node] : []), ...node.inside.flatMap((child) => all(child, role))];
}

test('a scene in the accessibility tree: its heading, its group with a legend, its radio buttons, its button, its status line', async () => {
  await open();
  const scenario = await readScenario('le-carnet-de-mme-aubry');
  const scene = scenario.scenes.find(({ id }) => id === scenario.start);
  await start(page, server, scenario.id);
  const tree = await accessibilityTree();
  const plain = (text) => text.replace(/\s+/gu, ' ');

  const headings = all(tree, 'heading').filter(({ level }) => level === 1);
  assert.deepEqual(headings.map(({ name, focused }) => ({ name, focused })), [{ name: plain(scene.title), focused: true }]);

  const groups = all(tree, 'group').filter((group) => all(group, 'radio').length);
  assert.deepEqual(groups.map(({ name }) => name), [plain(scene.decision.prompt)]);
  assert.equal(all(groups[0], 'Legend').length, 1);
  const radios = all(groups[0], 'radio');
  assert.deepEqual(
    radios.map(({ name, checked, focusable }) => ({ name, checked, focusable })),
    scene.decision.choices.map(({ text }) => ({ name: plain(text), checked: 'false', focusable: true })),
  );
  assert.deepEqual(all(tree, 'button').map(({ name }) => name), ['Documents', 'Relire', 'Réglages de lecture', 'Valider mon choix']);

  const status = all(tree, 'status');
  assert.deepEqual(status.map(({ live }) => live), ['polite'], 'one status line, there before it speaks');
  for (const role of ['banner', 'main', 'navigation']) assert.equal(all(tree, role).length, 1, role);
  assert.ok([...all(tree, 'group'), ...all(tree, 'region')].some(({ name }) => name === 'Écran : Mon espace santé'), 'a medium says what it is');
  assertQuiet(page);
});

test('a locked choice in the accessibility tree: it is there, it cannot be picked, and it says why', async () => {
  await open();
  const scenario = await readScenario('premiers-pas');
  await start(page, server, scenario.id);
  await walk(page, ['tasse']);
  const radio = all(await accessibilityTree(), 'radio').find(({ disabled }) => disabled);
  const choice = scenario.scenes.flatMap(({ decision }) => decision?.choices ?? []).find(({ id }) => id === 'tinter');
  assert.equal(radio.name, choice.text);
  assert.match(await page.locator('#choix-tinter').evaluate((input) => document.getElementById(input.getAttribute('aria-describedby')).textContent), /^Il faudrait un verre/);
});

// 3. From screen to screen.

test('at each step the new heading has the focus, the page stands at its top, its title is another, nothing is preselected', async () => {
  await open({ motion: 'reduce' });
  let title = '';
  const arrival = async () => {
    // The focus and the scrolling wait for the paint.
    await painted(page);
    const now = await page.evaluate(() => ({
      focused: document.activeElement?.outerHTML,
      tag: document.activeElement?.tagName,
      title: document.title,
      top: scrollY,
      checked: document.querySelectorAll('main input:checked').length,
    }));
    assert.equal(now.tag, 'H1', `${now.title}: ${now.focused?.slice(0, 200)}`);
    assert.notEqual(now.title, title);
    assert.equal(now.top, 0, now.title);
    title = now.title;
    return now;
  };
  await goTo(page, server);
  await page.waitForSelector('.cards');
  await arrival();
  await page.getByRole('link', { name: 'Le carnet de Mme Aubry' }).click();
  await page.waitForSelector('#commencer');
  await arrival();
  await begin(page);
  await walk(page, (await readPlays('le-carnet-de-mme-aubry'))[0].choices, async (shown) => {
    assert.equal((await arrival()).checked, 0, `nothing preselected in « ${shown.heading} »`);
  });
  await page.click('#vers-bilan');
  await page.waitForSelector('#etiquettes');
  await arrival();
  await page.locator('.wonder').first().click();
  await arrived(page);
  await arrival();
  await page.getByRole('button', { name: 'Revenir à mon bilan' }).click();
  await page.waitForSelector('#etiquettes');
  await arrival();
  await page.getByRole('navigation', { name: 'Ensuite' }).getByRole('link', { name: 'Transmettre' }).click();
  await page.waitForSelector('#transmettre');
  await arrival();
  await page.getByRole('link', { name: 'Mes parcours' }).click();
  await page.waitForSelector('#fichier');
  await arrival();
  await page.getByRole('link', { name: 'Vie privée' }).click();
  await page.getByRole('heading', { name: 'Vie privée' }).waitFor();
  await arrival();
  assertQuiet(page);
});

test('after a stop for the talk, the focus is on the heading of what follows', async () => {
  await open();
  await start(page, server, 'le-carnet-de-mme-aubry', 'arrets=le-carnet');
  await choose(page, 'souris');
  assert.equal(await page.locator('h1:focus').textContent(), 'Levez les yeux');
  await goOn(page);
  assert.equal(await page.locator('h1:focus').textContent(), 'Ce qui suit');
});

test('the status line says politely that a choice is kept, and « Valider » without a choice is answered at once', async () => {
  await open();
  await start(page, server, 'premiers-pas');
  await page.click('#valider');
  await page.getByRole('alert').filter({ hasText: 'Choisissez d’abord une option.' }).waitFor();
  assert.equal(await page.getByRole('group', { name: 'Que faites-vous ?' }).getAttribute('aria-describedby'), 'choix-manquant');
  await choose(page, 'tasse');
  await page.getByRole('status').filter({ hasText: 'Enregistré.' }).waitFor();
  assert.equal(await page.getByRole('status').count(), 1);
});

// 4. « Lecture ».

async function openReading() {
  await page.getByRole('button', { name: 'Réglages de lecture' }).click();
  await page.getByRole('dialog', { name: 'Réglages de lecture' }).waitFor();
}

async function closeReading() {
  await page.getByRole('button', { name: 'Fermer' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}

test('text size, spacing, colours and motion are set in « Lecture », at once and for the next time', async () => {
  await open();
  await start(page, server, 'premiers-pas');
  const measure = () =>
    page.evaluate(() => {
      const text = getComputedStyle(document.querySelector('.narration p'));
      const size = parseFloat(text.fontSize);
      return {
        size,
        lines: parseFloat(text.lineHeight) / size,
        letters: (parseFloat(text.letterSpacing) || 0) / size,
        words: (parseFloat(text.wordSpacing) || 0) / size,
        paper: getComputedStyle(document.documentElement).backgroundColor,
        moves: parseFloat(getComputedStyle(document.querySelector('.button')).transitionDuration) > 0,
      };
    });
  const before = await measure();
  assert.ok(before.moves);
  await openReading();
  for (const label of ['Très grande', 'Large', 'Contraste renforcé', 'Aucune']) await page.getByRole('radio', { name: label, exact: true }).check();
  await closeReading();

  const check = (after) => {
    assert.ok(after.size >= before.size * 1.45, `${before.size} → ${after.size}`);
    // WCAG 1.4.12.
    assert.ok(after.lines >= 1.5 && after.letters >= 0.119 && after.words >= 0.159, JSON.stringify(after));
    assert.equal(after.paper, 'rgb(0, 0, 0)');
    assert.equal(after.moves, false);
  };
  check(await measure());
  await page.reload();
  await arrived(page);
  check(await measure());
  assertQuiet(page);
});

test('« Sombres » and a device in dark colours give the same colours', async () => {
  const colours = () =>
    page.evaluate(() => {
      const names = new Set([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => [...(rule.style ?? [])]).filter((name) => name.startsWith('--')));
      const root = getComputedStyle(document.documentElement);
      return Object.fromEntries([...names].sort().map((name) => [name, root.getPropertyValue(name)]));
    });
  await open({ scheme: 'dark' });
  await goTo(page, server);
  const device = await colours();
  assert.ok(Object.keys(device).length > 20);
  await page.emulateMedia({ colorScheme: 'light' });
  assert.notDeepEqual(await colours(), device);
  await openReading();
  await page.getByRole('radio', { name: 'Sombres' }).check();
  assert.deepEqual(await colours(), device);
});

test('the digits select a choice only where the setting is on, and never while one writes', async () => {
  await open();
  await start(page, server, 'le-carnet-de-mme-aubry');
  const selected = () => page.evaluate(() => document.querySelector('input[name=choix]:checked')?.value ?? null);
  await page.keyboard.press('2');
  assert.equal(await selected(), null);

  await openReading();
  await page.getByLabel('Choisir avec les chiffres du clavier').check();
  await page.keyboard.press('1');
  await closeReading();
  assert.equal(await selected(), null, 'not through a dialog');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('9');
  assert.equal(await selected(), null);
  for (const [key, choice] of [['2', 'qui-avant'], ['1', 'souris']]) {
    await page.keyboard.press(key);
    await page.locator(`#choix-${choice}:checked:focus`).waitFor();
  }
  assert.equal((await screen(page)).kind, 'decision', '« Valider » is still to be done');
  await page.locator('#hesitation').focus();
  await page.keyboard.press('2');
  assert.equal(await selected(), 'souris');

  await leave(page, () => page.click('#valider'));
  await walk(page, ['organisme']);
  await page.keyboard.press('1');
  await page.locator('#choix-mandat:checked').waitFor();
  await page.locator('#raison').fill('');
  await page.locator('#raison').pressSequentially('2 fois 3');
  assert.equal(await page.locator('#raison').inputValue(), '2 fois 3');
  assert.equal(await selected(), 'mandat');

  // A closed choice that is shown has its number, and cannot be picked.
  await start(page, server, 'premiers-pas');
  await walk(page, ['demander']);
  await page.keyboard.press('1');
  assert.equal(await selected(), null);
  await page.keyboard.press('2');
  await page.locator('#choix-chat:checked').waitFor();

  await openReading();
  await page.getByLabel('Choisir avec les chiffres du clavier').uncheck();
  await closeReading();
  await page.keyboard.press('3');
  assert.equal(await selected(), 'chat');
  assertQuiet(page);
});

// 5. Motion.

for (const [name, motion] of [['prefers-reduced-motion', 'reduce'], ['« Animations : aucune »', 'no-preference']]) {
  test(`with ${name}, a new screen is at its top at once and nothing moves`, async () => {
    await open({ motion });
    if (motion === 'no-preference') await page.addInitScript(() => localStorage.setItem('bifurque.settings', '{"motion":"none"}'));
    await page.addInitScript(() => {
      window.scrolls = [];
      const original = window.scrollTo;
      window.scrollTo = function scrollTo(...args) {
        window.scrolls.push(args[0]?.behavior ?? 'auto');
        return original.apply(window, args);
      };
    });
    await start(page, server, 'premiers-pas');
    await page.locator('.button').first().hover();
    assert.deepEqual(await moving(page), []);
    await choose(page, 'tasse');
    assert.deepEqual(await moving(page), []);
    const scrolls = await page.evaluate(() => window.scrolls);
    assert.ok(scrolls.length > 0);
    assert.deepEqual([...new Set(scrolls)].filter((behavior) => behavior === 'smooth'), []);
    const smooth = await page.evaluate(() => [document.documentElement, document.body, document.querySelector('main')].map((element) => getComputedStyle(element).scrollBehavior));
    assert.deepEqual(smooth, ['auto', 'auto', 'auto']);
  });
}
