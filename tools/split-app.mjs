// node tools/split-app.mjs dist: parts the app's WebAssembly in three. The first part runs the first screens; the second plays, and comes while they are read; the third,
// the trainers' pages, comes after it, and holds up no trainee.
//
// Which functions each runs is not guessed: a copy of the app that counts its calls is played in Chromium (tools/split-profile.mjs). What nobody called goes to the
// last part. Where a part calls a function of a later one, it goes through a gate: a slot of a table that the later part fills when it arrives (web/start.js). Called
// earlier, the gate fetches it at once, so that a function that the profile missed costs a wait and nothing else.
//
// Binaryen's own wasm-split does the same; the package that gives us wasm-opt leaves it out, and Debian's cannot read what Rust now writes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import binaryen from './packages/node_modules/binaryen/index.js';
import { profile } from './split-profile.mjs';
import { partWords } from './split-words.mjs';

// What web/boot.js asks of a browser, no more.
const { BulkMemory, BulkMemoryOpt, CallIndirectOverlong, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
const FEATURES = BulkMemory | BulkMemoryOpt | CallIndirectOverlong | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt;
const FLAGS = ['bulk-memory', 'mutable-globals', 'multivalue', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'].map((name) => `--enable-${name}`);
const WASM_OPT = fileURLToPath(new URL('packages/node_modules/.bin/wasm-opt', import.meta.url));

/** What the parts' files are called, in the order in which they come. */
const PARTS = ['bg', 'play', 'trainers'];

const dist = process.argv[2];
const name = readdirSync(dist).find((file) => /^app-.*_bg\.wasm$/.test(file));
const whole = new Uint8Array(readFileSync(join(dist, name)));

const partOf = await profile(dist, name, read);
const parts = split(partOf);
// Named by what they hold, all alike: a browser that kept one of an older build must not put it with one of this.
const hash = createHash('sha256');
for (const part of parts) hash.update(part);
const stem = `app-${hash.digest('hex').slice(0, 16)}`;
rmSync(join(dist, name));
parts.forEach((bytes, part) => {
  const path = join(dist, fileOf(part));
  writeFileSync(path, bytes);
  execFileSync(WASM_OPT, [...FLAGS, '-Oz', path, '-o', path]);
});
nameTheParts();
const count = (part) => partOf.filter((one) => one === part).length;
console.log(`  of the app's ${partOf.length} functions, ${count(0)} run the first screens, ${count(1)} play, ${count(2)} are the trainers'`);

function fileOf(part) {
  return `${stem}_${PARTS[part]}.wasm`;
}

function nameTheParts() {
  const path = join(dist, 'index.html');
  const page = readFileSync(path, 'utf8').replaceAll(name, fileOf(0));
  const rest = PARTS.slice(1).map((_, index) => `./${fileOf(index + 1)}`).join(' ');
  const named = page.replace(/\bdata-wasm=/, `data-rest="${rest}" $&`);
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

/** The bytes of the parts. `partOf[n]` says in which of them the function of number n is. */
function split(partOf) {
  const own = functions(read()).filter((one) => !one.module).map((one, index) => ({ ...one, part: partOf[index], short: index.toString(36) }));
  const byName = new Map(own.map((one) => [one.name, one]));
  const cut = PARTS.map((_, part) => cutOut(own, part));

  // The gates: what a part names of a later one. A slot each, those of one part in a row.
  const gated = own.filter(({ name, part }) => cut.some((module, other) => other < part && module.getFunction(name)));
  const slots = new Map(gated.sort((one, other) => one.part - other.part).map(({ name }, slot) => [name, slot]));
  const [first, ...later] = cut;
  first.addGlobal('gate', binaryen.i32, true, first.i32.const(0));
  first.addGlobalExport('gate', 'gate');
  first.addTable('rest', gated.length, gated.length);
  first.addTableExport('rest', 'rest');
  first.addActiveElementSegment('rest', 'closed', gated.map((one) => closed(first, one)), first.i32.const(0));
  for (const module of later) {
    module.addGlobalImport('gate', '0', 'gate', binaryen.i32, true);
    module.addTable('rest', gated.length, gated.length);
    module.addTableImport('rest', '0', 'rest');
  }
  cut.forEach((module, part) => {
    for (const one of gated) if (one.part > part && module.getFunction(one.name)) call(module, one, slots.get(one.name));
    const opened = gated.filter((one) => one.part === part).map(({ name }) => name);
    if (opened.length) module.addActiveElementSegment('rest', 'open', opened, module.i32.const(slots.get(opened[0])));
  });

  // Memory, tables and what changes are the first part's. Each part places its own words in the memory, when it comes: what stands there may have changed since.
  const words = partWords(read(), cut.slice(0, -1));
  const placed = (module, segments) => segments.map(({ offset, data }, index) => ({ name: `words-${index}`, offset: module.i32.const(offset), data }));
  const { initial, max } = first.getMemoryInfo();
  first.setMemory(initial, max ?? -1, null, placed(first, words[0]));
  for (const table of ['0', '1']) first.addTableExport(table, `table${table}`);
  const changing = Array.from({ length: first.getNumGlobals() }, (_, index) => binaryen.getGlobalInfo(first.getGlobalByIndex(index)));
  const shared = changing.filter(({ name, mutable, module }) => mutable && !module && name !== 'gate');
  for (const { name } of shared) first.addGlobalExport(name, name);
  later.forEach((module, index) => {
    module.setMemory(initial, -1, null, placed(module, words[index + 1]));
    module.addMemoryImport('0', '0', 'memory');
    for (const table of ['0', '1']) module.addTableImport(table, '0', `table${table}`);
    for (const { name, type } of shared) {
      module.removeGlobal(name);
      module.addGlobalImport(name, '0', name, type, true);
    }
  });

  // Last to first: what a part imports, an earlier one must keep.
  const exported = new Set();
  for (const [part, module] of [...cut.entries()].reverse()) {
    module.runPasses(['remove-unused-module-elements']);
    for (const { name, module: from } of functions(module)) {
      const one = byName.get(name);
      if (!from || !one || exported.has(one)) continue;
      exported.add(one);
      cut[one.part].addFunctionExport(name, one.short);
    }
    if (!module.validate()) throw new Error(`part ${part} of the app is not sound WebAssembly`);
  }
  return cut.map((module) => module.emitBinary());
}

/** A copy of the app in which the functions of one part are whole, those of earlier parts are theirs, and those of later ones are there only if they are named. */
function cutOut(own, part) {
  const module = read();
  if (part > 0) {
    while (module.getNumExports() > 0) module.removeExport(binaryen.getExportInfo(module.getExportByIndex(0)).name);
    while (module.getNumElementSegments() > 0) module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0)).name);
  }
  for (const one of own) {
    if (one.part < part) {
      module.removeFunction(one.name);
      module.addFunctionImport(one.name, String(one.part), one.short, one.params, one.results);
    } else if (one.part > part) {
      binaryen.Function(module.getFunction(one.name)).body = module.unreachable();
    } else if (part > 0) {
      // All are called from somewhere, or wasm-opt would have dropped them.
      module.addFunctionExport(one.name, `own ${one.short}`);
    }
  }
  module.runPasses(['remove-unused-module-elements']);
  for (const one of own) if (part > 0 && one.part === part) module.removeExport(`own ${one.short}`);
  return module;
}

/** What stands in a slot until the part of `one` has come: a function of web/start.js that takes what it takes. Gives its name. */
function closed(first, { params, results }) {
  const name = `closed ${params}-${results}`;
  if (!first.getFunction(name)) first.addFunctionImport(name, 'gates', `${params}-${results}`, params, results);
  return name;
}

/** A gate in the place of `one`: a call of what stands in its slot. */
function call(module, { name, params, results }, slot) {
  const given = binaryen.expandType(params).map((type, index) => module.local.get(index, type));
  const through = module.call_indirect('rest', module.i32.const(slot), given, params, results);
  binaryen.Function(module.getFunction(name)).body = module.block(null, [module.global.set('gate', module.i32.const(slot)), through], results);
}
