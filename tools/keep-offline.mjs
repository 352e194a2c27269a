// node tools/keep-offline.mjs dist: puts web/offline.js there with the names of the files that it keeps on the device, and has the page ask for it.
//
// All of them: a trainer opens the app at home, and leads in a room without a network. Pictures and recordings of the cases are left out, since they may be heavy: they
// want the network.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEPT = /\.(css|html|js|json|wasm|woff2)$/;
const SCRIPT = 'offline.js';
const PLACE = '/* KEPT */';

const dist = process.argv[2];
const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);

const page = join(dist, 'index.html');
const html = readFileSync(page, 'utf8');
if (!html.includes('data-start=')) throw new Error('index.html does not say what starts the app');
writeFileSync(page, html.replace(/( data-offline=\S+)? data-start=/, ` data-offline=./${SCRIPT} data-start=`));

const names = readdirSync(dist, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
const kept = names.filter((name) => KEPT.test(name) && name !== SCRIPT).sort();
// The page is kept under the address by which it is opened.
const digests = JSON.stringify(Object.fromEntries(kept.map((name) => [name === 'index.html' ? './' : name, digest(readFileSync(join(dist, name)), 'base64')])));
const script = readFileSync(new URL('../web/offline.js', import.meta.url), 'utf8');
if (!script.includes(PLACE)) throw new Error(`web/offline.js has no ${PLACE}`);
writeFileSync(join(dist, SCRIPT), script.replace(PLACE, `const BUILD = '${digest(digests, 'hex').slice(0, 16)}', KEPT = ${digests};`));
console.log(`  ${kept.length} files are kept for when there is no network`);
