// A server of dist/ on a free port, for one test file. It can be told to fail, or to be slow, on some paths.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves `root` at `server.url`.
 *
 * - `server.fail(pattern, how)`: paths that match get this status (a number), this body (`{ body, type }`), or a cut connection (`'cut'`);
 * - `server.delay(pattern, milliseconds)`: paths that match wait;
 * - `server.reset()`: forgets both;
 * - `server.publish(root)`: serves another folder from now on;
 * - `server.requests`: the paths asked for, in order;
 * - `server.close()`.
 */
export async function serve({ root = DIST } = {}) {
  const failures = [];
  const delays = [];
  const requests = [];

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push(path);

    const wait = delays.find(({ pattern }) => pattern.test(path));
    if (wait) await sleep(wait.milliseconds);

    const failure = failures.find(({ pattern }) => pattern.test(path));
    if (failure?.how === 'cut') return response.destroy();
    if (typeof failure?.how === 'number') return response.writeHead(failure.how).end();
    if (failure) return response.writeHead(200, headers(failure.how.type ?? TYPES[extname(path)])).end(failure.how.body);

    try {
      const file = join(root, normalize(path.endsWith('/') ? `${path}index.html` : path));
      const body = await readFile(file);
      response.writeHead(200, headers(TYPES[extname(file)])).end(body);
    } catch {
      response.writeHead(404, headers('text/plain')).end('Not found');
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    publish: (folder) => {
      root = folder;
    },
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    fail: (pattern, how) => failures.push({ pattern, how }),
    delay: (pattern, milliseconds) => delays.push({ pattern, milliseconds }),
    reset() {
      failures.length = 0;
      delays.length = 0;
    },
    close() {
      server.closeAllConnections?.();
      return new Promise((closed) => server.close(closed));
    },
  };
}

function headers(type = 'application/octet-stream') {
  return { 'Content-Type': type, 'Cache-Control': 'no-cache' };
}
