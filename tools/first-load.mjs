// What the page loads before the catalogue shows, and its size: on a bad network, the time to the first screen.
//
// Counted: the page, its scripts, its WebAssembly, its styles, the catalogue and the names of its families. Not counted: fonts, which the text does not wait for,
// and scenarios, which are loaded when opened. `tests/browser/boot.test.mjs` checks the list against what Chromium asks for.
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes of `gzip -9`, all files together. */
export const BUDGET = 150_000;

/**
 * What the first load is allowed until it meets its budget. It is owed: the excess is printed at every build, nothing may make it grow, and the day the budget is
 * met this line must go.
 */
export const CEILING = 400_000;

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

function report(dist) {
  const rows = firstLoadFiles(dist).map((file) => {
    const bytes = readFileSync(join(dist, file));
    return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  rows.sort((a, b) => b.gzip - a.gzip);
  const total = { file: 'first load', raw: 0, gzip: 0 };
  for (const row of rows) {
    total.raw += row.raw;
    total.gzip += row.gzip;
  }
  const width = Math.max(...rows.map((row) => row.file.length), 12);
  const line = (file, raw, gzip) => `${file.padEnd(width)}  ${String(raw).padStart(9)}  ${String(gzip).padStart(9)}`;
  const text = [
    line('file', 'raw', 'gzip -9'),
    ...[...rows, total].map((row) => line(row.file, row.raw, row.gzip)),
    line('budget', '', BUDGET),
  ].join('\n');
  return { text, gzip: total.gzip };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dist, output] = process.argv.slice(2);
  const { text, gzip } = report(dist);
  console.log(text);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${text}\n`);
  if (gzip > CEILING) {
    console.error(`The first load is ${gzip - CEILING} bytes over what it is allowed for now, ${CEILING} bytes (gzip -9).`);
    process.exit(1);
  }
  if (gzip <= BUDGET) {
    console.error('The first load meets its budget: remove CEILING from tools/first-load.mjs, so that it stays there.');
    process.exit(1);
  }
  console.log(`OWED: the first load is ${gzip - BUDGET} bytes over its budget of ${BUDGET} bytes (gzip -9).`);
}
