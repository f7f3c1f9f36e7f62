// What is asked of every page, in every width and colour scheme.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { contrast } from './contrast.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Collects what the browser complains about while a page is open. */
export async function listen(page) {
  const complaints = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  // What is under way when a reader leaves the page, its icon say, is given up.
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} stops ${event.blockedURI} ${event.sample}`);
    });
  });
  return complaints;
}

/** Elements that make the page wider than the window. Boxes that scroll by themselves are fine. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const excess = document.documentElement.scrollWidth - width;
    if (excess <= 0) return [];
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement),
    );
    const names = wide.slice(0, 3).map((element) => element.cloneNode(false).outerHTML.slice(0, 120));
    return [`${excess} px too wide at ${width}: ${names.join(' ')}`];
  });
}

/** The page's one visible heading of the first level. */
export function heading(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('h1')].filter((element) => element.checkVisibility() && element.innerText.trim());
    return all.length === 1 ? [] : [`${all.length} visible h1`];
  });
}

function sentence({ id, help, nodes }) {
  const where = nodes.slice(0, 3).map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 100)}`);
  return `axe ${id}: ${help} (${nodes.length}): ${where.join(' | ')}`;
}

/** Violations by axe, and what it leaves open; `only` narrows to one rule. The contrast of what it cannot see is measured. */
export async function axe(page, only) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const runOnly = only ? { type: 'rule', values: [only] } : { type: 'tag', values: RULES };
  const { violations, incomplete } = await page.evaluate(
    async (options) => (await globalThis.axe.run(document, options)),
    { runOnly, resultTypes: ['violations', 'incomplete'] },
  );
  const ours = ({ id }) => id === 'color-contrast';
  const unseen = incomplete.filter(ours).flatMap(({ nodes }) => nodes.map(({ target }) => target[0]));
  const open = incomplete.filter((result) => !ours(result)).map((result) => ({ ...result, help: `cannot tell: ${result.help}` }));
  return [...violations, ...open].map(sentence).concat(await contrast(page, unseen));
}
