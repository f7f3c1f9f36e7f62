// The keyboard walks through a page: every control gets the focus, in the order of the document; the
// focus can be seen, lies under nothing that sticks, and comes out again at the end.

import { listen } from '../parts/look.mjs';

const HEIGHT = 900;
/** An outline of this many pixels can be seen. */
const THICK = 2;
/** Kinds of controls whose focus has been compared by picture; one of each will do, told apart by whether it has an outline. */
const compared = new Set();

/** Runs in the page: notes what must get the focus. Boxes that scroll are stops of the browser's own. */
function prepare() {
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const stops = [...document.querySelectorAll(controls)].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && shown(element),
  );
  const positive = stops.filter(({ tabIndex }) => tabIndex > 0);
  globalThis.walk = { stops, reached: new Set(), last: null };
  const sticky = [...document.querySelectorAll('body *')].filter((element) => /^(sticky|fixed)$/.test(getComputedStyle(element).position));
  globalThis.walk.sticky = sticky;
  return { count: stops.length, sticky: sticky.length, positive: positive.map(({ outerHTML }) => outerHTML.slice(0, 80)) };
}

/** Runs in the page after a press: where the focus is and what is wrong with that; null outside of the page. */
function stop({ thick, backward }) {
  const { stops, reached, sticky, last } = globalThis.walk;
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  // Backwards Chromium goes from the first stop to the last without leaving the page.
  if (backward && last === stops[0] && element === stops.at(-1)) return null;
  const name = element.cloneNode(false).outerHTML.slice(0, 120);
  const problems = [];
  const style = getComputedStyle(element);
  const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
  // A field for a date has stops of its own inside: day, month, year, calendar.
  const inner = element === last && /^(date|time|month|week)$/.test(element.type ?? '');
  if (inner) return { kind: 'inner', problems };
  if (element === last) problems.push(`the focus is caught at ${name}`);
  else if (last && !(last.compareDocumentPosition(element) & (backward ? 2 : 4))) problems.push(`out of order: ${name}`);
  if (!stops.includes(element) && !scrolls) problems.push(`gets the focus and is no control: ${name}`);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= thick;
  if (!element.matches(':focus-visible')) problems.push(`does not show its focus: ${name}`);
  const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  const inside = ({ left, top, right, bottom }) => left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
  if (!boxes.some(inside)) problems.push(`out of sight: ${name}`);
  const covers = (part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return (box) => box.left < right && box.right > left && box.top < bottom - 1 && box.bottom > top + 1;
  };
  for (const part of sticky) {
    // A box as tall as the window begins below what sticks, or is scrolled to below it by itself.
    const tall = element.getBoundingClientRect().height > innerHeight / 2;
    if (!part.contains(element) && !tall && boxes.some(covers(part))) problems.push(`under ${part.className}: ${name}`);
  }
  reached.add(element);
  globalThis.walk.last = element;
  const part = element.closest('header, nav, main, aside, footer')?.tagName;
  const kind = [part, element.tagName, element.className?.baseVal ?? element.className, outlined ? 'outlined' : ''];
  return { kind: kind.join(' '), problems };
}

/** Runs in the page: what no press has reached. */
function left() {
  const { stops, reached } = globalThis.walk;
  globalThis.walk.last = null;
  return stops.filter((element) => !reached.has(element)).map((element) => `not reached: ${element.outerHTML.slice(0, 120)}`);
}

/** Whether the focus changes what is seen at its element. */
async function differs(page) {
  const clip = await page.evaluate(() => {
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    const [x, y] = [Math.max(0, left - 6), Math.max(0, top - 6)];
    return { x, y, width: Math.max(8, Math.min(width + 12, innerWidth - x)), height: Math.max(8, Math.min(height + 12, innerHeight - y)) };
  });
  const focused = await page.screenshot({ clip, caret: 'hide' });
  await page.evaluate(() => {
    globalThis.walk.blurred = document.activeElement;
    document.activeElement.blur();
  });
  const bare = await page.screenshot({ clip, caret: 'hide' });
  await page.evaluate(() => globalThis.walk.blurred.focus({ preventScroll: true, focusVisible: true }));
  return !focused.equals(bare);
}

async function walk(page, key, count) {
  const problems = [];
  const backward = key !== 'Tab';
  // Boxes that scroll come on top; a walk that never ends is a trap.
  for (let press = 0; press < count + 40; press += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(stop, { thick: THICK, backward });
    if (!found) return problems;
    problems.push(...found.problems);
    if (found.kind !== 'inner' && !compared.has(found.kind)) {
      compared.add(found.kind);
      if (!(await differs(page))) problems.push(`the focus changes nothing to be seen: ${found.kind}`);
    }
    if (problems.length > 10) return problems;
  }
  return [...problems, 'the keyboard does not get out'];
}

export async function tab(browser, origin, { type, url }, width, tally) {
  const context = await browser.newContext({ locale: 'da-DK', viewport: { width, height: HEIGHT }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`, { waitUntil: 'load' });
  const { count, sticky, positive } = await page.evaluate(prepare);
  const problems = [...complaints, ...positive.map((name) => `a tabindex above 0: ${name}`)];
  problems.push(...(await walk(page, 'Tab', count)), ...(await page.evaluate(left)));
  // Upwards a stop comes to rest at the upper edge, where parts stick.
  if (sticky > 0) problems.push(...(await walk(page, 'Shift+Tab', count)));
  if (count < 5) problems.push(`only ${count} controls`);
  tally.add(`${type} /${url} at ${width}: the keyboard reaches ${count} controls in order, in sight`, problems.slice(0, 12));
  await context.close();
}
