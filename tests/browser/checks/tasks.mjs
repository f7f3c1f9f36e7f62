// Questions of caseworkers, answered from the front page: the ways of `tasks.mjs`, walked with and
// without scripts, and the same by searching in a portal that has a search.

import { TASKS } from '../tasks.mjs';
import { listen } from '../parts/look.mjs';

const MOVES = 2;
const HITS = 3;
const SOON = 5000;

/** With scripts a link that narrows a list is a box to tick. */
async function tick(page, name) {
  const box = page.getByRole('checkbox', { name, exact: true }).filter({ visible: true }).first();
  if ((await box.count()) === 0) return `no link »${name}« in sight on ${page.url()}`;
  await box.check();
  return null;
}

async function follow(page, name) {
  const link = page.getByRole('link', { name, exact: true }).filter({ visible: true }).first();
  if ((await link.count()) === 0) return tick(page, name);
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before, { timeout: SOON }).catch(() => {});
  return null;
}

async function unfold(page, name) {
  const exactly = page.getByText(name, { exact: true });
  const box = page.locator('summary').filter({ has: exactly }).or(page.locator('summary').and(exactly)).filter({ visible: true }).first();
  if ((await box.count()) === 0) return `nothing to open named »${name}« on ${page.url()}`;
  await box.click();
  return null;
}

/** Whether the reader is where the answer is, and sees it. */
async function arrived(page, origin, { at, see }) {
  const wanted = [at].flat().map((url) => `${origin}/${url}`);
  await page.waitForURL((url) => wanted.includes(url.href.replace(/#.*$/, '')), { timeout: SOON }).catch(() => {});
  const here = page.url().slice(origin.length + 1).replace(/#.*$/, '');
  const problems = [at].flat().includes(here) ? [] : [`ends at /${here}`];
  const answer = page.locator('main').getByText(see).filter({ visible: true });
  await answer.first().waitFor({ timeout: SOON }).catch(() => problems.push(`»${see}« is not in sight on /${here}`));
  return problems;
}

async function walk(page, origin, task) {
  await page.goto(`${origin}/`, { waitUntil: 'load' });
  for (const { link, open } of task.way) {
    const problem = link ? await follow(page, link) : await unfold(page, open);
    if (problem) return [problem];
  }
  const moves = task.way.filter(({ link }) => link).length;
  return [...(await arrived(page, origin, task)), ...(moves > MOVES ? [`takes ${moves} moves`] : [])];
}

/** Search and Enter is the first move, the hit the second. */
async function seek(page, origin, task) {
  await page.goto(`${origin}/`, { waitUntil: 'load' });
  const field = page.locator('main [role="search"] input[name="q"]');
  await field.fill(task.search);
  await field.press('Enter');
  const hits = page.locator('#_resultater a[href]');
  await hits.first().waitFor({ timeout: SOON }).catch(() => {});
  const addresses = await hits.evaluateAll((all) => all.map(({ href }) => href.replace(/[?#].*$/, '')));
  // A page and steps of it may be hits of their own; the reader sees pages.
  const first = [...new Set(addresses)].slice(0, HITS);
  const target = `${origin}/${[task.at].flat()[0]}`;
  if (!first.includes(target)) return [`»${task.search}« finds ${first.map((url) => url.slice(origin.length)).join(' ') || 'nothing'}`];
  await hits.nth(addresses.indexOf(target)).click();
  await page.waitForURL((url) => url.href.startsWith(target), { timeout: SOON }).catch(() => {});
  return arrived(page, origin, task);
}

async function each(browser, options, tally, label, tasks, move) {
  const context = await browser.newContext({ locale: 'da-DK', viewport: { width: 1280, height: 900 }, ...options });
  for (const task of tasks) {
    const page = await context.newPage();
    const complaints = await listen(page);
    const problems = await move(page, task);
    tally.add(`task, ${label}: ${task.ask}`, [...problems, ...complaints]);
    await page.close();
  }
  await context.close();
}

export async function tasks(browser, origin, tally) {
  const walking = (page, task) => walk(page, origin, task);
  await each(browser, {}, tally, 'by links', TASKS, walking);
  await each(browser, { javaScriptEnabled: false }, tally, 'without scripts', TASKS, walking);
  const sought = TASKS.filter(({ search }) => search);
  await each(browser, {}, tally, 'by search', sought, (tab, task) => seek(tab, origin, task));
  const opened = TASKS.map(({ way }) => way.filter(({ open }) => open).length);
  const moves = TASKS.flatMap(({ way }) => way.filter(({ link }) => link)).length;
  const boxes = opened.reduce((sum, count) => sum + count, 0);
  console.log(`tasks: ${TASKS.length}, ${(moves / TASKS.length).toFixed(2)} moves each, ${boxes} boxes opened on the way, ${sought.length} also by search`);
}
