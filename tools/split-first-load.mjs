// node tools/split-first-load.mjs dist: parts the app's WebAssembly in two. The first part runs the first screens; the rest comes while they are read.
//
// Which functions the first screens run is not guessed: a copy of the app that counts its calls is played in Chromium (tests/browser/support), on the catalogue,
// the reading settings and the introduction of every case. The others go to the rest. Where the first part calls one of them, it goes through a gate: a slot of
// a table that the rest fills when it arrives (web/start.js). Called earlier, the gate fetches the rest at once, so that a function that the profile missed costs
// a wait and nothing else.
//
// Binaryen's own wasm-split does the same; the package that gives us wasm-opt leaves it out, and Debian's cannot read what Rust now writes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import binaryen from './packages/node_modules/binaryen/index.js';
import { launch } from '../tests/browser/support/browser.mjs';
import { cases, choose, start } from '../tests/browser/support/play.mjs';
import { serve } from '../tests/browser/support/server.mjs';
import { partWords } from './split-words.mjs';

// What web/boot.js asks of a browser, no more.
const { BulkMemory, BulkMemoryOpt, CallIndirectOverlong, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
const FEATURES = BulkMemory | BulkMemoryOpt | CallIndirectOverlong | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt;
const FLAGS = ['bulk-memory', 'mutable-globals', 'multivalue', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map((name) => `--enable-${name}`);
const WASM_OPT = fileURLToPath(new URL('packages/node_modules/.bin/wasm-opt', import.meta.url));

const dist = process.argv[2];
const name = readdirSync(dist).find((file) => /^app-.*_bg\.wasm$/.test(file));
const whole = new Uint8Array(readFileSync(join(dist, name)));

const called = await profile();
const { first, rest, moved, words } = split(called);
// Named by what they hold, both parts alike: a browser that kept one of an older build must not put it with one of this.
const stem = `app-${createHash('sha256').update(first).update(rest).digest('hex').slice(0, 16)}`;
rmSync(join(dist, name));
write(`${stem}_bg.wasm`, first);
write(`${stem}_rest.wasm`, rest);
nameTheParts();
console.log(`  ${moved} of the app's ${called.length} functions come after the first screens, and ${words} bytes of words`);

function write(file, bytes) {
  const path = join(dist, file);
  writeFileSync(path, bytes);
  execFileSync(WASM_OPT, [...FLAGS, '-Oz', path, '-o', path]);
}

function nameTheParts() {
  const path = join(dist, 'index.html');
  const page = readFileSync(path, 'utf8').replaceAll(name, `${stem}_bg.wasm`);
  const named = page.replace(/(\bdata-wasm=("?))[^"\s>]+\2/, (whole, before, quote) => `${whole} ${before.replace('wasm', 'rest')}./${stem}_rest.wasm${quote}`);
  if (named === page) throw new Error('index.html does not say where its WebAssembly is');
  writeFileSync(path, named);
}

function read() {
  const module = binaryen.readBinary(whole);
  module.setFeatures(FEATURES);
  return module;
}

function functions(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
}

/** For each function of the app's own, in order, whether the first screens call it. */
async function profile() {
  const module = read();
  const own = functions(module).filter((one) => !one.module);
  module.addFunctionImport('called', 'profile', 'called', binaryen.i32, binaryen.none);
  own.forEach(({ name, body, results }, index) => {
    const count = module.call('called', [module.i32.const(index)], binaryen.none);
    binaryen.Function(module.getFunction(name)).body = module.block(null, [count, body], results);
  });
  const root = mkdtempSync(join(tmpdir(), 'bifurque-profile-'));
  try {
    cpSync(dist, root, { recursive: true });
    writeFileSync(join(root, name), module.emitBinary());
    const seen = await visit(root);
    if (seen.size === 0) throw new Error('the profile saw no call');
    return own.map((_, index) => seen.has(index));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Goes through the first screens; gives the numbers of the functions called. */
async function visit(root) {
  const [server, browser] = await Promise.all([serve({ root }), launch()]);
  const seen = new Set();
  try {
    const screens = async (rest, go, prepare = () => {}) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
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
        for (const index of await page.evaluate(() => [...window.called])) seen.add(index);
      };
      await go({ page, open, note });
      await context.close();
    };
    await screens('late', firstScreens);
    await screens('late', comingBack, playALittle);
    await screens('lost', withoutTheRest);
    return seen;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** In the page: counts the calls, and says of the rest of the app what is to be seen without it. */
function count(rest) {
  window.called = new Set();
  for (const name of ['instantiateStreaming', 'instantiate']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (source, imports) => original.call(WebAssembly, source, { ...imports, profile: { called: (index) => window.called.add(index) } });
  }
  if (rest === 'here') return;
  const seen = rest === 'late' ? new Promise(() => {}) : Promise.resolve(false);
  // Whatever web/start.js sets it to.
  Object.defineProperty(window, 'bifurqueRest', { get: () => seen, set() {} });
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

/** The two parts. `called[n]` says whether the first screens call the function of number n. */
function split(called) {
  const first = read();
  const own = functions(first).filter((one) => !one.module);
  const later = own.filter((_, index) => !called[index]);
  const typeOf = new Map(later.map(({ name, params, results }) => [name, { params, results }]));

  // The gates: those of the rest that the first part still names, once the others are gone.
  for (const { name } of later) binaryen.Function(first.getFunction(name)).body = first.unreachable();
  first.runPasses(['remove-unused-module-elements']);
  const gates = functions(first).filter(({ name }) => typeOf.has(name)).map(({ name }) => name);
  first.addGlobal('gate', binaryen.i32, true, first.i32.const(0));
  first.addGlobalExport('gate', 'gate');
  first.addTable('rest', gates.length, gates.length);
  first.addTableExport('rest', 'rest');
  const kinds = new Set();
  const closed = gates.map((name, slot) => {
    const { params, results } = typeOf.get(name);
    const kind = `closed${params}-${results}`;
    if (!kinds.has(kind)) {
      first.addFunctionImport(kind, 'gates', String(kinds.size), params, results);
      kinds.add(kind);
    }
    const given = binaryen.expandType(params).map((type, index) => first.local.get(index, type));
    binaryen.Function(first.getFunction(name)).body = first.block(
      null,
      [first.global.set('gate', first.i32.const(slot)), first.call_indirect('rest', first.i32.const(slot), given, params, results)],
      results,
    );
    return kind;
  });
  first.addActiveElementSegment('rest', 'closed', closed, first.i32.const(0));
  const words = partWords(read(), first);
  const placed = (module, segments) => segments.map(({ offset, data }, index) => ({ name: `words-${index}`, offset: module.i32.const(offset), data }));
  const { initial, max } = first.getMemoryInfo();
  first.setMemory(initial, max ?? -1, null, placed(first, words.kept));

  // The rest: everything but what the first part holds, which it imports, as it does the memory, the tables and what changes.
  const rest = read();
  const kept = own.filter((_, index) => called[index]);
  kept.forEach(({ name, params, results }, index) => {
    rest.removeFunction(name);
    rest.addFunctionImport(name, 'first', index.toString(36), params, results);
  });
  while (rest.getNumExports() > 0) rest.removeExport(binaryen.getExportInfo(rest.getExportByIndex(0)).name);
  while (rest.getNumElementSegments() > 0) rest.removeElementSegment(binaryen.getElementSegmentInfo(rest.getElementSegmentByIndex(0)).name);
  // Without the data that the first part has placed in the memory: it may have changed since.
  rest.setMemory(rest.getMemoryInfo().initial, -1, null, placed(rest, words.moved));
  rest.addMemoryImport('0', 'first', 'memory');
  for (const table of ['0', '1']) {
    first.addTableExport(table, `table${table}`);
    rest.addTableImport(table, 'first', `table${table}`);
  }
  for (let index = 0; index < rest.getNumGlobals(); index += 1) {
    const { name, type, mutable, module } = binaryen.getGlobalInfo(first.getGlobalByIndex(index));
    if (!mutable || module) continue;
    first.addGlobalExport(name, name);
    rest.removeGlobal(name);
    rest.addGlobalImport(name, 'first', name, type, true);
  }
  rest.addTable('rest', gates.length, gates.length);
  rest.addTableImport('rest', 'first', 'rest');
  rest.addActiveElementSegment('rest', 'open', gates, rest.i32.const(0));
  rest.runPasses(['remove-unused-module-elements']);
  for (const { name, base, module } of functions(rest)) if (module === 'first') first.addFunctionExport(name, base);

  for (const part of [first, rest]) if (!part.validate()) throw new Error('a part of the app is not sound WebAssembly');
  return { first: first.emitBinary(), rest: rest.emitBinary(), moved: later.length, words: words.moved.reduce((sum, { data }) => sum + data.length, 0) };
}
