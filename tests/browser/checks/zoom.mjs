// A page enlarged: 400 % zoom, text of double size, and the text spacing of WCAG 1.4.12. Nothing is
// cut off, lies on other text, or makes the page scroll sideways.

import { listen, overflow } from '../parts/look.mjs';

const DOUBLE = ':root { font-size: 200% !important }';
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

/** A window of 1280 x 1024 has this room at 400 %. */
const ENLARGED = { width: 320, height: 256 };
const DESKTOP = { width: 1280, height: 1024 };
const WAYS = [
  { what: 'at 400 %', size: ENLARGED, style: '' },
  { what: 'with text of double size', size: DESKTOP, style: DOUBLE },
  { what: 'with spaced text', size: DESKTOP, style: SPACED },
  { what: 'with spaced text on a narrow screen', size: { width: 320, height: 640 }, style: SPACED },
];
/** Of the window's height what sticks may take this part. */
const STICKS = 0.4;

/** Runs in the page. A sheet made by a script is the reader's, not the page's: the policy does not ask for it. */
function wear(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page: text that its boxes cut off or that leaves them, and parts that stick and take the window. */
function clipped(sticks) {
  const name = (element) => element.cloneNode(false).outerHTML.slice(0, 120);
  const forEars = (element) => element && (getComputedStyle(element).clipPath !== 'none' || forEars(element.parentElement));
  const hidden = (element) => element.closest('svg, [aria-hidden="true"]') || forEars(element);
  const shown = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && !hidden(element) && element.innerText?.trim());
  const problems = [];
  for (const element of shown) {
    const style = getComputedStyle(element);
    if (style.display === 'inline' || style.display === 'contents') continue;
    const [beyond, below] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
    const cuts = (value) => value === 'hidden' || value === 'clip';
    if ((cuts(style.overflowX) && beyond > 1) || (cuts(style.overflowY) && below > 1)) problems.push(`cut off: ${name(element)}`);
    // Rows of a table and plain blocks grow; what has an edge to be seen must hold its text.
    const edge = parseFloat(style.borderTopWidth) > 0 && parseFloat(style.borderBottomWidth) > 0 && style.overflowX === 'visible';
    if (edge && (beyond > 2 || below > 2)) problems.push(`its text leaves it: ${name(element)}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!/^(sticky|fixed)$/.test(getComputedStyle(element).position) || !element.checkVisibility()) continue;
    const { height } = element.getBoundingClientRect();
    // A column beside the text sticks as a whole.
    if (height > innerHeight * sticks && !element.matches('aside, aside *')) problems.push(`${height} of ${innerHeight} px are taken by ${name(element)}`);
  }
  return problems;
}

/** Runs in the page: lines of text that lie on each other. */
function collisions() {
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest('.skip, svg, [aria-hidden="true"]')) continue;
    if (apart(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      // Of a line the middle: lines set tight share a little of their room.
      const third = box.height / 3;
      if (box.width > 2) lines.push({ left: box.left + 1, right: box.right - 1, top: box.top + third, bottom: box.bottom - third, text: node.data.trim() });
    }
  }
  // What sticks lies over the text by intent; what is clipped away is for ears only.
  function apart(element) {
    for (let at = element; at; at = at.parentElement) {
      const { position, clipPath } = getComputedStyle(at);
      if (/sticky|fixed/.test(position) || clipPath !== 'none') return true;
    }
    return false;
  }
  lines.sort((a, b) => a.top - b.top);
  const problems = [];
  for (const [n, one] of lines.entries()) {
    for (let m = n + 1; m < lines.length && lines[m].top < one.bottom; m += 1) {
      const other = lines[m];
      if (one.left < other.right && other.left < one.right) problems.push(`»${one.text.slice(0, 40)}« lies on »${other.text.slice(0, 40)}«`);
    }
  }
  return problems;
}

export async function zoom(browser, origin, { type, url }, tally) {
  const context = await browser.newContext({ locale: 'da-DK', viewport: DESKTOP });
  const page = await context.newPage();
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`, { waitUntil: 'load' });
  for (const { what, size, style } of WAYS) {
    await page.setViewportSize(size);
    await page.evaluate(wear, style);
    const problems = [...(await overflow(page)), ...(await page.evaluate(clipped, STICKS)), ...(await page.evaluate(collisions))];
    tally.add(`${type} /${url} ${what}: nothing is cut off`, problems.slice(0, 8));
  }
  tally.add(`${type} /${url} enlarged: nothing to complain of`, complaints);
  await context.close();
}
