// How fast a workshop goes: a pile of files dropped at once, and what the room's window needs from a gesture to the new slide.
import assert from 'node:assert/strict';
import { newPage } from './browser.mjs';
import { file } from './device.mjs';
import { goTo } from './play.mjs';
import { bare, delay, handOvers, kept, newSession, openProjection, section, sessionOf, shown, watchSlides } from './workshop.mjs';

/** Drops `number` files at once on « Recueillir ». Gives milliseconds from the drop to all of them counted, and what progress was told on the way. */
export async function dropFiles(browser, server, number) {
  const page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(60_000);
  try {
    await newSession(page, server);
    await section(page, 'Recueillir');
    const files = (await handOvers(number)).map(({ name, content }) => [name, JSON.stringify(content)]);
    const measured = await page.evaluate(
      ([given, wanted]) =>
        new Promise((done) => {
          const dropped = new DataTransfer();
          for (const [name, text] of given) dropped.items.add(new File([text], name, { type: 'application/json' }));
          const progress = [];
          const begun = performance.now();
          new MutationObserver(() => {
            const told = document.querySelector('progress')?.value;
            if (told !== undefined && progress.at(-1)?.[0] !== told) progress.push([told, performance.now() - begun]);
            if (told !== undefined || !document.querySelector('#recus').textContent.replace(/\s/gu, ' ').startsWith(`${wanted} parcours`)) return;
            done({ whole: performance.now() - begun, progress });
          }).observe(document.querySelector('#app'), { childList: true, subtree: true, characterData: true, attributes: true });
          document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
        }),
      [files, number],
    );
    const begun = Date.now();
    await kept(page, sessionOf(page), ({ gathered }) => gathered.length === number);
    assert.deepEqual(page.watched.errors, []);
    return { ...measured, durable: Date.now() - begun };
  } finally {
    await page.context().close();
  }
}

/** A session of `number` parcours, as a file. */
async function sessionOfMany(page, server, number) {
  await newSession(page, server);
  const session = await kept(page, sessionOf(page));
  const gathered = (await handOvers(number)).map(({ content }, at) => ({ number: at + 1, carrier: 'file', 'hand-over': content }));
  return file('séance.bifurque.json', { ...session, id: 'c0ffee00c0ffee00c0ffee00c0ffee00', gathered, arrivals: number });
}

/** Leads a session of `number` parcours in two windows. Gives, for each kind of slide, milliseconds from the gesture to the new slide in the room. */
export async function redraw(browser, server, number) {
  const page = await newPage(browser, { size: 'laptop' });
  page.setDefaultTimeout(60_000);
  try {
    const session = await sessionOfMany(page, server, number);
    await goTo(page, server, 'animer');
    await page.locator('#fichier-seance').setInputFiles(session);
    await page.locator('.lead').waitFor();
    const room = await openProjection(page);
    await section(page, 'Débriefer');
    await watchSlides(page, room);
    const delays = {};
    const measure = async (kind, act) => {
      (delays[kind] ??= []).push(await delay(page, room, act));
      // The trainer looks up; what was changed is kept meanwhile.
      await page.waitForTimeout(number > 1000 ? 600 : 60);
    };

    // The script, from its first page on: the first figures publish every table.
    for (let turn = 0; turn < 40 && (await page.locator('#suite').isEnabled()); turn += 1) {
      const words = bare(await page.locator('#suite').innerText());
      const kind = /dévoiler/.test(words) ? 'reveal' : /deux totaux/.test(words) ? 'votes' : 'page';
      await measure(kind, () => page.locator('#suite').click());
    }
    const open = (name) => page.getByRole('button', { name, exact: true }).click();
    for (const [name, kind] of [['Répartition par décision', 'distribution'], ['Les décisions dans l’ordre', 'marks'], ['Tensions et positions', 'axes'], ['Carte des chemins', 'map']]) {
      if (!(await page.getByRole('button', { name, exact: true }).count())) continue;
      await open(name);
      const buttons = page.locator('.deeper-view').getByRole('button', { name: /^Projeter/ });
      await buttons.first().waitFor();
      for (let turn = 0; turn < 6; turn += 1) {
        const at = turn % (await buttons.count());
        // A slide that is there already is not drawn again.
        await page.keyboard.press('b');
        await room.locator('main.projection[data-blank]').waitFor();
        await measure(kind, () => buttons.nth(at).click());
      }
    }
    assert.ok(await shown(room));
    assert.deepEqual(page.watched.errors, []);
    return delays;
  } finally {
    await page.context().close();
  }
}
