// A page without scripts says and links to the same as with them. What scripts add stands in a
// <template> of the page, and nothing on it is dead.

import { listen } from '../parts/look.mjs';

/** Links that become controls with the same words: a chart is shown, and a list narrowed, where it stands. */
const REPLACED = /\/diagram\.svg$|\/arbejdsgange\/efter\/[^/]+\/[^/]*\/?$/;

/** Runs in the page: the texts and addresses that a reader finds in main. */
function contents() {
  const main = document.querySelector('main');
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.replace(/\s+/g, ' ').trim();
    // Status lines are filled by scripts; the rest of <noscript> is what readers with scripts do not need.
    if (text && shown(node.parentElement) && !node.parentElement.closest('[role="status"], noscript')) texts.add(text);
  }
  const links = [...main.querySelectorAll('a[href]')].filter(shown);
  const addresses = links.map((link) => new URL(link.getAttribute('href'), document.baseURI).href);
  return { texts: [...texts], links: [...new Set(addresses)], drawn: links.filter((link) => link.closest('svg')).length };
}

/** Runs in a page without scripts, which take templates away: the words in them and in data attributes. */
function forScripts() {
  const inside = (root) => [...root.querySelectorAll('template')].flatMap(({ content }) => [content, ...inside(content)]);
  const words = inside(document).flatMap((content) => {
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode.data.replace(/\s+/g, ' ').trim());
    return texts;
  });
  const data = [...document.querySelectorAll('*')].flatMap((element) => Object.values(element.dataset ?? {}));
  return [...new Set([...words, ...data])];
}

/** Runs in a page without scripts: what looks as if it did something. */
function dead() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const works = (control) => {
    const form = control.closest('form[action]');
    return form && (control.type === 'submit' || control.name || control.matches('button:not([type])'));
  };
  const controls = [...document.querySelectorAll('button, input, select, textarea')].filter((control) => !works(control));
  const fakes = document.querySelectorAll('a:not([href]), a[href="#"], [role="button"], [aria-expanded], dialog[open]');
  return [...controls, ...fakes].filter(shown).map((element) => `dead: ${element.outerHTML.slice(0, 120)}`);
}

async function open(browser, address, javaScriptEnabled, complaints) {
  const context = await browser.newContext({ javaScriptEnabled, locale: 'da-DK', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const heard = await listen(page);
  await page.goto(address, { waitUntil: 'load' });
  const found = await page.evaluate(contents);
  if (!javaScriptEnabled) Object.assign(found, { words: await page.evaluate(forScripts), dead: await page.evaluate(dead) });
  complaints.push(...heard);
  await context.close();
  return found;
}

const missing = (all, there) => all.filter((one) => !there.includes(one));

export async function plain(browser, origin, { type, url }, tally) {
  const problems = [];
  const without = await open(browser, `${origin}/${url}`, false, problems);
  const scripted = await open(browser, `${origin}/${url}`, true, problems);
  const added = missing(scripted.texts, [...without.texts, ...without.words]);
  const lost = missing(without.links, scripted.links).filter((link) => !REPLACED.test(link));
  problems.push(...without.dead);
  problems.push(...added.map((text) => `only with scripts, and in no template: »${text}«`));
  problems.push(...missing(without.texts, scripted.texts).map((text) => `scripts take away: »${text}«`));
  problems.push(...lost.map((link) => `scripts take away the link ${link}`));
  problems.push(...missing(scripted.links, without.links).map((link) => `only with scripts: the link ${link}`));
  if (without.texts.length === 0) problems.push('says nothing');
  tally.add(`${type} /${url}: the same without scripts`, problems.slice(0, 12));
}

/** What readers without scripts must find in any case: every workflow in the index, and a chart to follow. */
export async function whole(browser, origin, pages, workflows, tally) {
  const url = (type) => pages.find((page) => page.type === type)?.url;
  const problems = [];
  const index = await open(browser, `${origin}/${url('workflow-index')}`, false, problems);
  problems.push(...missing(workflows, index.links.map((link) => link.replace(`${origin}/`, ''))));
  tally.add('without scripts: the index lists every workflow', workflows.length ? problems : ['there are no workflows']);

  const page = await open(browser, `${origin}/${url('workflow')}`, false, []);
  const steps = page.links.filter((link) => link.startsWith(`${origin}/${url('workflow')}#trin-`));
  const absent = ['Kort fortalt', 'Diagram', 'Trin'].filter((part) => !page.texts.some((text) => text.startsWith(part))).map((part) => `no "${part}"`);
  if (steps.length === 0) absent.push('no step to follow');
  if (page.drawn === 0) absent.push('no drawn step to follow');
  tally.add('without scripts: a workflow shows its chart and says everything', absent);
}
