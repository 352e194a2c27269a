// What the device keeps, changed by hand or read as it is; files that come from the app; addresses opened as if for the first time.
import { readFile } from 'node:fs/promises';
import { started } from './browser.mjs';

/** Loads an address of the app anew, even where only the part after the # differs. */
export async function open(page, server, route = '') {
  await page.goto('about:blank');
  await page.goto(`${server.url}#/${route}`);
  await started(page);
}

/** Goes to an address of the app in the page as it is, as a link does. */
export async function visit(page, route = '') {
  await page.evaluate((to) => {
    location.hash = to;
  }, `#/${route}`);
}

/** Downloads by `act`; gives where the file is, its name, its text and, if it is JSON, what it says. */
export async function downloaded(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = await file.path();
  const text = await readFile(path, 'utf8');
  return { path, name: file.suggestedFilename(), text, json: JSON.parse(text) };
}

/** Everything in IndexedDB, readable or not: `[[store, key, value]…]`. */
export function everything(page) {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'bifurque')) return [];
    const answer = (request) =>
      new Promise((yes, no) => {
        request.onsuccess = () => yes(request.result);
        request.onerror = () => no(request.error);
      });
    const database = await answer(indexedDB.open('bifurque'));
    const found = [];
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answer(objects.getAllKeys()), answer(objects.getAll())]);
      keys.forEach((key, index) => found.push([store, key, values[index]]));
    }
    database.close();
    return found;
  });
}

/** Changes IndexedDB by hand: `put` holds `[store, key, value]`, `remove` holds `[store, key]`. */
export function tamper(page, { put = [], remove = [] }) {
  return page.evaluate(
    (changes) =>
      new Promise((done, failed) => {
        const request = indexedDB.open('bifurque');
        request.onerror = failed;
        request.onsuccess = () => {
          const transaction = request.result.transaction(['attempts', 'events'], 'readwrite');
          for (const [store, key, value] of changes.put) transaction.objectStore(store).put(value, key);
          for (const [store, key] of changes.remove) transaction.objectStore(store).delete(key);
          transaction.oncomplete = () => done(request.result.close());
          transaction.onabort = failed;
        };
      }),
    { put, remove },
  );
}

/** A file for `setInputFiles`. */
export function file(name, content) {
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** In the page: another part of the site takes all the room there is. */
export async function fillUp() {
  const opening = indexedDB.open('another part');
  opening.onupgradeneeded = () => opening.result.createObjectStore('junk', { autoIncrement: true });
  await new Promise((opened) => {
    opening.onsuccess = opened;
  });
  const put = (length) =>
    new Promise((done) => {
      const transaction = opening.result.transaction('junk', 'readwrite', { durability: 'strict' });
      transaction.objectStore('junk').add(crypto.getRandomValues(new Uint8Array(length)));
      transaction.oncomplete = () => done(true);
      transaction.onabort = () => done(false);
    });
  for (let length = 60_000; length >= 10; length = Math.floor(length / 2)) while (await put(length));
}
