// A chart under the keyboard and the pointer: one stop, arrow keys along its lines, marks in the list.

import { listen } from '../parts/look.mjs';

/** What has the focus: a step's number, and where its outline stands. */
function focused(page) {
  return page.evaluate(() => {
    const node = document.activeElement?.closest('.chart a.node');
    if (!node) return null;
    const shape = node.querySelector('.node-shape');
    const { top, bottom, left, right } = shape.getBoundingClientRect();
    const box = document.querySelector('.chart').getBoundingClientRect();
    const heads = document.querySelector('.chart-heads').getBoundingClientRect();
    return {
      number: node.querySelector('.node-number').textContent,
      next: (node.dataset.next ?? '').split(' ').filter(Boolean),
      ring: getComputedStyle(shape).strokeWidth,
      inView: top >= heads.bottom && bottom <= innerHeight && left >= box.left && right <= box.right,
    };
  });
}

const press = async (page, key) => {
  await page.keyboard.press(key);
  return focused(page);
};

/** Tab from the link before the chart to the chart, past the controls. */
async function enter(page) {
  await page.locator('.chart-intro a').focus();
  for (let stop = 0; stop < 20; stop += 1) {
    const here = await press(page, 'Tab');
    if (here) return here;
  }
  return null;
}

/** Follows → from the first step to the end of the main path, and ← back again. */
async function mainPath(page, first) {
  const problems = [];
  const trail = [first.number];
  let here = first;
  while (here.next.length > 0 && !trail.includes(here.next[0])) {
    const expected = here.next[0];
    here = await press(page, 'ArrowRight');
    if (here?.number !== expected) return [`→ leads to ${here?.number}, not ${expected}`];
    if (!here.inView) problems.push(`step ${here.number} is not in view`);
    if (here.ring !== '4px') problems.push(`step ${here.number} has no ring`);
    trail.push(here.number);
  }
  if (trail.length < 3) problems.push(`only ${trail.length} steps on the main path`);
  for (const number of trail.slice(0, -1).reverse()) {
    here = await press(page, 'ArrowLeft');
    if (here?.number !== number) return [...problems, `← leads to ${here?.number}, not ${number}`];
    if (!here.inView) problems.push(`step ${here.number} is not in view on the way back`);
  }
  return problems;
}

/** At the first step with two ways on: → takes the first, ↓ and ↑ change between them. */
async function branches(page) {
  const [number, one, two] = await page.evaluate(() => {
    const node = document.querySelector('a.node[data-next*=" "]');
    node?.focus();
    return node ? [node.querySelector('.node-number').textContent, ...node.dataset.next.split(' ')] : [];
  });
  if (!number) return ['no step has two ways on'];
  const seen = [];
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) seen.push((await press(page, key))?.number);
  const expected = [one, two, one, number];
  return String(seen) === String(expected) ? [] : [`→ ↓ ↑ ← from ${number} lead to ${seen}, not ${expected}`];
}

async function ends(page) {
  const problems = [];
  const all = await page.locator('.chart a.node .node-number').allTextContents();
  if ((await press(page, 'End'))?.number !== all.at(-1)) problems.push('End is not the last step');
  if ((await press(page, 'Home'))?.number !== all[0]) problems.push('Home is not the first step');
  if ((await press(page, 'Control+ArrowRight'))?.number !== all[0]) problems.push('Ctrl+→ is taken from the browser');
  const stops = await page.locator('.chart[tabindex="0"], .chart [tabindex="0"]').count();
  if (stops !== 1) problems.push(`${stops} stops in the chart`);
  if (await press(page, 'Tab')) problems.push('Tab stays in the chart');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const arrived = await page.evaluate(() => document.activeElement.matches('.step:target'));
  if (!arrived) problems.push('Enter does not go to the step');
  return problems;
}

/** What is pointed at in the chart is marked in both lists, and the other way round. */
async function marks(page) {
  const id = await page.locator('a.node').nth(1).getAttribute('href');
  const places = (all) => all.map((one) => one.closest('.step, .mini, .chart').className.split(' ')[0]).sort();
  const marked = () => page.locator('.is-current').evaluateAll(places);
  const problems = [];
  for (const place of [`a.node[href="${id}"] .node-shape >> nth=0`, `${id} h3`]) {
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.activeElement.blur());
    await page.locator(place).hover();
    const found = await marked();
    if (String(found) !== 'chart,mini,step') problems.push(`${place} marks ${found}`);
  }
  await page.locator(`a.node[href="${id}"]`).focus();
  await page.mouse.move(0, 0);
  if ((await marked()).length !== 3) problems.push('the focus marks nothing');
  return problems;
}

export async function keys(browser, origin, url, tally) {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'da-DK' });
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`);
  const first = await enter(page);
  tally.add('chart: Tab arrives at the first step', first?.number === '1' ? [] : [`it arrives at ${first?.number}`]);
  if (first) tally.add('chart: arrow keys follow the main path', await mainPath(page, first));
  tally.add('chart: arrow keys change between branches', await branches(page));
  tally.add('chart: Home, End, Tab and Enter', await ends(page));
  await page.setViewportSize({ width: 1280, height: 900 });
  tally.add('chart: the step pointed at is marked everywhere', await marks(page));
  tally.add('chart: nothing to complain of', complaints);
  await page.close();
}
