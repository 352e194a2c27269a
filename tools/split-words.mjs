// The words of the app, parted as its code is: those that only a later part says come with it (tools/split-app.mjs).
//
// The linker gives every constant a data segment of its own (tools/build-web), and wasm-opt leaves it whole (index.html). A segment goes with the first part that can
// reach it, which places it at the same address when it arrives, once, before any function of it runs. Reached is what the code names (a constant or an offset within
// the segment, or for what is no text a little before and after it, since code may count from the element before the first) and, from there, what the data names in
// turn.

/** Shorter, what looks like text may as well be numbers. */
const LEAST = 16;

/** How far from a table the code may count: the address of the element before the first. */
const MARGIN = 16;

/** The data segments of a module, in the order of the memory. */
function segments(module) {
  const all = Array.from({ length: module.getNumDataSegments() }, (_, index) => module.getDataSegmentInfo(module.getDataSegmentByIndex(index)));
  if (all.some(({ passive }) => passive)) throw new Error('data that is placed by the code: it cannot be parted');
  return all.map(({ offset, data }) => ({ offset, data: new Uint8Array(data) })).sort((one, other) => one.offset - other.offset);
}

function isText({ data }) {
  if (data.length < LEAST || data.some((byte) => byte < 32 && byte !== 10)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data);
    return true;
  } catch {
    return false;
  }
}

/** Every number in the code of a module that may be an address. */
function* named(module) {
  // Where a segment stands is no use of it.
  const code = module.emitText().replace(/^\s*\(data .*$/gm, '');
  for (const [, kind, written] of code.matchAll(/(i32\.const |i64\.const |offset=)(-?\d+)/g)) {
    if (kind !== 'i64.const ') {
      yield Number(written) >>> 0;
      continue;
    }
    // An address and a length are sometimes written at once.
    const both = BigInt.asUintN(64, BigInt(written));
    yield Number(both & 0xffff_ffffn);
    yield Number(both >> 32n);
  }
}

/** The segments of `whole` that go with each of the parts, in order; what none of these reaches goes with one more, the last. */
export function partWords(whole, parts) {
  const all = segments(whole);
  if (all.length < 100) throw new Error('the constants share their segments: see RUSTFLAGS in tools/build-web');
  const texts = all.map(isText);
  const partOf = all.map(() => parts.length);
  parts.forEach((module, part) => {
    for (const index of reached(all, texts, module)) partOf[index] = Math.min(partOf[index], part);
  });
  const parted = [...parts, null].map((_, part) => joined(all, (index) => partOf[index] === part));
  check(all, parted.flat());
  return parted;
}

/** The numbers of the segments that the code of `module` reaches. */
function reached(all, texts, module) {
  const found = new Set();
  const pending = [];
  const reach = (address) => {
    // The last that begins at or before the address, and its neighbours.
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].offset <= address + MARGIN) low = middle + 1;
      else high = middle;
    }
    for (let index = low - 1; index >= 0 && index >= low - 2 - MARGIN; index -= 1) {
      const { offset, data } = all[index];
      const margin = texts[index] ? 0 : MARGIN;
      if (address < offset - margin || address > offset + data.length + margin || found.has(index)) continue;
      found.add(index);
      if (!texts[index]) pending.push(index);
    }
  };
  for (const address of named(module)) reach(address);
  while (pending.length) {
    const { offset, data } = all[pending.pop()];
    // wasm-opt cuts the zeros at the end of a segment, which may be those of a number.
    const view = new DataView(Uint8Array.of(...data, 0, 0, 0).buffer);
    for (let at = (4 - (offset % 4)) % 4; at < data.length; at += 4) reach(view.getUint32(at, true));
  }
  return found;
}

/** Placed one after the other, the parts must leave in the memory what the whole would. */
function check(all, parted) {
  const end = Math.max(...all.map(({ offset, data }) => offset + data.length));
  const [whole, placed] = [all, parted].map((list) => {
    const memory = Buffer.alloc(end);
    for (const { offset, data } of list) memory.set(data, offset);
    return memory;
  });
  if (!whole.equals(placed)) throw new Error('the parts do not hold the data of the whole');
}

/** The segments taken, those that follow one another in one. What lies between two of them is filled with zeros only where nothing else stands there. */
function joined(all, taken) {
  const runs = [];
  let follows = false;
  all.forEach(({ offset, data }, index) => {
    if (!taken(index)) {
      follows = false;
      return;
    }
    const last = runs.at(-1);
    const gap = follows ? offset - last.end : Infinity;
    if (gap >= 0 && gap < 8) last.parts.push(new Uint8Array(gap), data);
    else runs.push({ offset, parts: [data] });
    runs.at(-1).end = offset + data.length;
    follows = true;
  });
  return runs.map(({ offset, parts }) => ({ offset, data: Buffer.concat(parts) }));
}
