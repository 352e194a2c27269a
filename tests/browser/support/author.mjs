// Scenarios that an author opens from disk: those of the checker's own tests, and large ones, generated.
import { readdir } from 'node:fs/promises';
import { ROOT, bifurque } from './command.mjs';
import { goTo } from './play.mjs';

const TESTS = `${ROOT}tests/`;
export const SCENARIOS = `${ROOT}scenarios/`;

/** The folders of a corpus: `check`, `loader` or `editorial`. */
export async function corpus(name) {
  const folders = (await readdir(`${TESTS}${name}`, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return folders.map((folder) => `${TESTS}${name}/${folder.name}/`).sort();
}

/** What the command line tells of files: for each, a list of `{ line, column, code, path, words }`. */
export async function toldByCommand(files) {
  // It exits with 1 where something is wrong, and tells it all the same.
  const stdout = await bifurque('check', '--format', 'json', ...files).catch((done) => done.stdout);
  const told = new Map(JSON.parse(stdout).files.map(({ file, diagnostics }) => [file, diagnostics]));
  const plainly = ({ line, column, code, path, message, help }) => ({ line, column, code, path, words: [message, help].join(' ') });
  return files.map((file) => (told.get(file) ?? []).map(plainly));
}

/** A file as it is given to an input. */
export const given = (name, content) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

export async function openAuthor(page, server) {
  await goTo(page, server, 'auteur');
  await page.waitForSelector('#scenario');
}

/** Opens files, and waits until all is told, or what the loader found. */
export async function open(page, files) {
  await page.setInputFiles('#scenario', files);
  await over(page);
}

/** Waits until the check is over. */
export function over(page) {
  return page.waitForFunction(() => /^(Aucune|\d).*\.$/.test(document.querySelector('.author-summary')?.textContent ?? '') && !document.querySelector('.author-progress'), null, { timeout: 120_000 });
}

/** What the page tells: `{ line, column, code, path, words }`. */
export function told(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.finding-list > li')].map((item) => {
      const [, line, column] = /ligne\s(\d+), colonne\s(\d+)/.exec(item.querySelector('.finding-head').textContent);
      const words = (name) => item.querySelector(name)?.textContent;
      const message = [words('.finding-message'), words('.finding-help')].join(' ');
      return { line: Number(line), column: Number(column), code: words('.finding-head strong'), path: words('.finding-head code'), words: message };
    }),
  );
}

/**
 * A sound case in which `levels` levels from 0 to `most` rise in any order: its states are `2 × (most + 1) ^ levels`, half of them endings.
 */
export function rising(levels, most) {
  const names = Array.from({ length: levels }, (_, at) => `niveau-${at}`);
  const rise = (name) => ({ id: `monter-${name}`, text: `Monter ${name}.`, when: `${name} < ${most}`, effects: [`${name} += 1`], to: 'palier' });
  const moved = 'Rien n’a bougé.';
  return {
    format: 1,
    id: 'grand-cas',
    version: '1.0.0',
    language: 'fr',
    title: 'Un grand cas',
    summary: 'Beaucoup d’états.',
    family: 'positionnement',
    duration: { min: 1, max: 2 },
    licence: 'CC-BY-4.0',
    introduction: { role: 'Vous montez.', text: 'Il y a des paliers.' },
    note: { 'works-on': 'Le vérificateur.' },
    people: [],
    variables: names.map((id) => ({ id, level: { min: 0, max: most, initial: 0 } })),
    start: 'palier',
    scenes: [
      { id: 'palier', title: 'Un palier', blocks: [], decision: { prompt: 'Que faites-vous ?', choices: [...names.map(rise), { id: 'finir', text: 'Finir.', to: 'fin' }] } },
      { id: 'fin', title: 'La fin', blocks: [], ending: { id: 'la-fin', title: 'Fin', person: moved, professional: moved, team: moved, question: 'Et après ?' } },
    ],
  };
}
