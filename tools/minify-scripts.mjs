// node tools/minify-scripts.mjs dist: the scripts without what only their readers need. Trunk leaves boot.js and start.js as they are, and nearly so its own.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from './packages/node_modules/terser/main.js';
import { shortenImports } from './shorten-imports.mjs';

const dist = process.argv[2];
shortenImports(dist);
for (const name of readdirSync(dist).filter((file) => file.endsWith('.js'))) {
  const path = join(dist, name);
  // boot.js is read by browsers that know no later JavaScript than ES5: terser makes none of it newer.
  const { code } = await minify(readFileSync(path, 'utf8'), { module: name.startsWith('app-'), ecma: 5, compress: { passes: 2 } });
  writeFileSync(path, code);
}
