// What the page loads before the catalogue shows, and its size: on a bad network, the time to the first screen.
//
// The budget is for the page, its scripts, its WebAssembly and its styles. Shown beside it: the catalogue and the names of its families, which come with it; and
// the rest of the app, which comes in two parts while the first screen is read, and what few ask for. Not counted: fonts, which the text does not wait for, and scenarios, which are loaded when
// opened. `tests/browser/boot.test.mjs` checks the list against what Chromium asks for.
import { existsSync, readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes of `gzip -9`, page, scripts, WebAssembly and styles together. */
export const BUDGET = 150_000;

/** The names, relative to `dist`, of the files counted. */
export function firstLoadFiles(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...page.matchAll(/\b(?:src|href|data-js|data-wasm|data-start)="?([^"\s>]+)/g)].map((match) => match[1]);
  const local = named.filter((name) => !/^(data:|https?:|#)/.test(name)).map((name) => posix.normalize(name));
  const files = new Set(['index.html', ...local, 'scenarios/catalogue.json', 'scenarios/vocabulary.json']);
  for (const file of files) {
    // wasm-bindgen's script may import others. A Set grows while it is read.
    if (file.endsWith('.js')) {
      for (const [, name] of readFileSync(join(dist, file), 'utf8').matchAll(/\bfrom\s*['"](\.[^'"]+)['"]/g)) {
        files.add(posix.join(posix.dirname(file), name));
      }
    }
  }
  return [...files].filter((file) => !/\.(woff2?|ttf|otf)$/.test(file) && existsSync(join(dist, file)));
}

function measured(dist, files) {
  const rows = files.map((file) => {
    const bytes = readFileSync(join(dist, file));
    return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  return rows.sort((one, other) => other.gzip - one.gzip);
}

function total(file, rows) {
  return rows.reduce((sum, row) => ({ file, raw: sum.raw + row.raw, gzip: sum.gzip + row.gzip }), { file, raw: 0, gzip: 0 });
}

function report(dist) {
  const files = firstLoadFiles(dist);
  const app = measured(dist, files.filter((file) => !file.endsWith('.json')));
  const words = measured(dist, files.filter((file) => file.endsWith('.json')));
  const rest = measured(dist, readdirSync(dist).filter((file) => /_(play|trainers)\.wasm$/.test(file)));
  const apart = measured(dist, readdirSync(dist).filter((file) => /^(qr|check)-worker_bg\.wasm$/.test(file)));
  const sum = total('first load', app);
  const width = Math.max(...[...app, ...words, ...rest, ...apart].map((row) => row.file.length));
  const line = ({ file, raw, gzip }) => `${file.padEnd(width)}  ${String(raw).padStart(9)}  ${String(gzip).padStart(9)}`;
  const text = [
    line({ file: 'file', raw: 'raw', gzip: 'gzip -9' }),
    ...[...app, sum, { file: 'budget', raw: '', gzip: BUDGET }].map(line),
    'with it, the words of the catalogue:',
    ...words.map(line),
    'while it is read:',
    ...rest.map(line),
    'when a camera is used, when an author opens a scenario:',
    ...apart.map(line),
  ].join('\n');
  return { text, gzip: sum.gzip };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dist, output] = process.argv.slice(2);
  const { text, gzip } = report(dist);
  console.log(text);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${text}\n`);
  if (gzip > BUDGET) {
    console.error(`The first load is ${gzip - BUDGET} bytes over its budget of ${BUDGET} bytes (gzip -9).`);
    process.exit(1);
  }
}
