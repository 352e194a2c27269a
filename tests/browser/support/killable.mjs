// A Chromium that a test may kill with SIGKILL, as a flat battery or a phone short of memory does, and start again on the same profile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { chromiumPath, FLAGS } from './browser.mjs';

/** A directory for a profile: `{ path, remove }`. */
export async function newProfile() {
  const path = await mkdtemp(join(tmpdir(), 'bifurque-profile-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Starts a browser on this profile: `{ page, kill }`. */
export async function startKillable(profile) {
  // What a killed browser leaves behind.
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) await rm(join(profile, lock), { force: true });
  const flags = [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  // A group of its own, so that its helpers die with it.
  const child = spawn(chromiumPath(), flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const kill = async () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
    await exited;
  };
  try {
    const browser = await chromium.connectOverCDP(await address(child));
    const context = browser.contexts()[0];
    return { page: context.pages()[0] ?? (await context.newPage()), kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** What Chromium says on its standard error once it can be driven. */
async function address(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const found = line.match(/DevTools listening on (ws:\S+)/);
    if (found) {
      child.stderr.resume();
      return found[1];
    }
  }
  throw new Error('Chromium ended before it could be driven');
}
