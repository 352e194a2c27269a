// The command line, as it is now: cargo builds what has changed. A binary that lies there may be of last week.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs `bifurque` with these arguments, from the checkout's folder. Gives what it printed; an exit other than 0 is an error that holds the same. */
export async function bifurque(...args) {
  const command = ['cargo', 'run', '--quiet', '--bin', 'bifurque', '--', ...args];
  const { stdout } = await promisify(execFile)(`${ROOT}tools/native-env`, command, { cwd: ROOT, maxBuffer: 1 << 26 });
  return stdout;
}
