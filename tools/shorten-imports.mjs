// What the app's WebAssembly calls of JavaScript has names that end by a hash, on both sides. Nobody reads them, and they do not compress: here they become short.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = /\b__wb(?:g|indgen)_\w+_[0-9a-f]{16}\b/g;
const IMPORTS = 2;

/** Shortens the names in the scripts and the WebAssembly of `dist`. */
export function shortenImports(dist) {
  const [script, module] = [/^app-.*\.js$/, /^app-.*_bg\.wasm$/].map((kind) => join(dist, readdirSync(dist).find((file) => kind.test(file))));
  const source = readFileSync(script, 'utf8');
  const short = new Map([...new Set(source.match(NAMES))].sort().map((name, index) => [name, `_${index.toString(36)}`]));
  writeFileSync(script, source.replace(NAMES, (name) => short.get(name)));
  writeFileSync(module, renamed(readFileSync(module), short));
}

/** The module with its imports renamed. A name that the script does not know is left, and the browser says so at once. */
function renamed(bytes, short) {
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const size = number(bytes, at + 1);
    const end = size.end + size.value;
    const body = bytes[at] === IMPORTS ? imports(bytes.subarray(size.end, end), short) : bytes.subarray(size.end, end);
    parts.push(Buffer.from([bytes[at]]), leb(body.length), body);
    at = end;
  }
  return Buffer.concat(parts);
}

function imports(body, short) {
  const count = number(body, 0);
  const parts = [leb(count.value)];
  let at = count.end;
  for (let left = count.value; left > 0; left -= 1) {
    const module = text(body, at);
    const name = text(body, module.end);
    // Functions only: the app makes its own memory and tables.
    if (body[name.end] !== 0) throw new Error(`an import that is no function: ${name.value}`);
    const type = number(body, name.end + 1);
    const to = Buffer.from(short.get(name.value) ?? name.value);
    parts.push(body.subarray(at, module.end), leb(to.length), to, body.subarray(name.end, type.end));
    at = type.end;
  }
  return Buffer.concat(parts);
}

function text(bytes, at) {
  const length = number(bytes, at);
  const end = length.end + length.value;
  return { value: bytes.subarray(length.end, end).toString('utf8'), end };
}

/** An unsigned LEB128 number, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, end: at };
  }
}

function leb(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value);
  return Buffer.from(bytes);
}
