// What a page must be for everyone: axe-core's rules, reflow, targets, stillness. Each check gives what it finds, a line each; nothing is the promise.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const AXE = createRequire(require.resolve('@axe-core/playwright'))('axe-core').source;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer depends on colours: all that can change from one theme to another, the document being the same. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** axe-core on the page as it stands: every rule of WCAG 2.2 AA and of good practice, or `rules` only. */
export async function axe(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(
    async (only) => (await window.axe.run(document, { runOnly: only, resultTypes: ['violations'] })).violations,
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
}

/**
 * What sticks out of the page, scrolls sideways, or is cut off.
 *
 * A wide table may scroll in a region of its own that takes the focus (WCAG 1.4.10); what is for the ear alone is cut off on purpose; a quoted message is
 * an excerpt of one that stands whole in the same thread.
 */
export function overflows(page) {
  return page.evaluate(() => {
    const found = [];
    const name = (element) => `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}.${[...element.classList].join('.')} « ${element.textContent.trim().slice(0, 40)} »`;
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${innerWidth}`);
    let held = 0;
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg, .visually-hidden, .skip-link, option')) continue;
      const modal = document.querySelector('dialog:modal');
      if (modal && !modal.contains(element)) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const scrolls = element.closest('.table-scroll');
      if (!scrolls && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`sticks out: ${name(element)} ${Math.round(box.left)}…${Math.round(box.right)} of ${innerWidth}`);
      if (!element.matches('.table-scroll, select, input, textarea') && style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        found.push(`${style.overflowX === 'hidden' ? 'cut off' : 'scrolls'} sideways: ${name(element)} ${element.scrollWidth} in ${element.clientWidth}`);
      if (!element.matches('.message-quote .rich') && ['hidden', 'clip'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2)
        found.push(`cut off below: ${name(element)} ${element.scrollHeight} in ${element.clientHeight}`);
      if (style.position === 'sticky' || (style.position === 'fixed' && element !== modal)) held += box.height;
    }
    if (held > innerHeight / 2) found.push(`what does not scroll takes ${Math.round(held)} of ${innerHeight} pixels`);
    for (const table of document.querySelectorAll('.table-scroll')) if (table.scrollWidth > table.clientWidth && table.tabIndex !== 0) found.push(`scrolls without the keyboard: ${name(table)}`);
    return found;
  });
}

/** What can be pressed and is smaller than 24 × 24 pixels. A box in a label is pressed through its label. */
export function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('.skip-link, :disabled')) return [];
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      return width < 24 || height < 24 ? [`${element.outerHTML.slice(0, 120)}: ${width} × ${height}`] : [];
    }),
  );
}

/** What moves: animations and transitions under way. */
export function moving(page) {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === 'running')
      .map((animation) => `${animation.transitionProperty ?? animation.animationName} of ${animation.effect?.target?.outerHTML.slice(0, 80)}`),
  );
}
