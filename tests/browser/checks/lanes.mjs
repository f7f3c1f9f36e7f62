// The controls above a chart: choosing a lane, fitting the width; and that paper shows neither.

import { axe, listen, overflow } from '../parts/look.mjs';

/** Looks of one dimmed and one chosen part, in chart and list. */
function looks(page) {
  return page.evaluate(() => {
    const look = (selector) => {
      const element = document.querySelector(selector);
      if (!element) return null;
      const { color, fill, stroke, backgroundColor, outlineStyle } = getComputedStyle(element);
      return [color, fill, stroke, backgroundColor, outlineStyle].join(' ');
    };
    const number = (kind) => document.querySelector(`a.node.${kind} .node-number`)?.textContent;
    return {
      dim: [look('a.node.is-dim text'), look('a.node.is-dim .node-shape'), look('.step.is-dim')],
      chosen: [look('a.node.is-chosen text'), look('.step.is-chosen')],
      numbers: [number('is-dim'), number('is-chosen')],
    };
  });
}

/** Which lines and answers are dimmed, against what their ends say; a dimmed line looks it. */
function lines(page, lane) {
  return page.evaluate((chosen) => {
    const problems = [];
    const all = [...document.querySelectorAll('.chart .edge, .chart .edge-label')];
    for (const line of all) {
      const dim = !line.dataset.lane.split(' ').includes(chosen);
      if (line.classList.contains('is-dim') !== dim) problems.push(`${line.outerHTML.slice(0, 80)}: dim is ${!dim}`);
    }
    const opacity = (kind) => getComputedStyle(all.find((line) => line.matches(kind)) ?? document.body).opacity;
    const [soft, strong] = [opacity('.edge.is-dim'), opacity('.edge.is-chosen')];
    if (soft > 0.5 || strong !== '1') problems.push(`dimmed lines have an opacity of ${soft}, the others of ${strong}`);
    return problems;
  }, lane);
}

const isChosen = (page) => page.locator('.is-dim, .is-chosen').count();
const pressed = (page) => page.locator('[data-choose][aria-pressed="true"]').getAttribute('data-choose');

async function choosing(page) {
  const problems = [];
  const button = page.locator('[data-choose="1"]');
  const all = await page.locator('.step').count();
  await button.click();
  const { dim, chosen } = await looks(page);
  if (dim.includes(null) || chosen.includes(null)) problems.push('nothing is dimmed, or nothing chosen');
  if (dim[2] === chosen[1]) problems.push('dimmed and chosen cards look the same');
  if ((await page.locator('.step:visible').count()) !== all) problems.push('a card is hidden');
  problems.push(...(await lines(page, '1')));
  if ((await pressed(page)) !== '1') problems.push('the button is not pressed');
  await page.keyboard.press('Escape');
  if ((await isChosen(page)) !== 0 || (await pressed(page)) !== '') problems.push('Esc does not take it back');
  await button.click();
  await button.click();
  if ((await isChosen(page)) !== 0) problems.push('a second press does not take it back');
  await button.click();
  return problems;
}

/** A lane is chosen while this is called. */
async function paper(page) {
  const problems = [];
  const onScreen = await looks(page);
  await page.emulateMedia({ media: 'print' });
  const { dim, chosen } = await looks(page);
  if (dim[0] !== chosen[0] || dim[2] !== chosen[1]) problems.push('the choice is printed');
  if (dim[0] === onScreen.dim[0]) problems.push('what is dimmed is printed as on the screen');
  for (const gone of ['.chart-tools', '.chart-heads', '.site-header', '.crumbs', '.mini']) {
    if (await page.locator(gone).first().isVisible()) problems.push(`${gone} is printed`);
  }
  await page.emulateMedia({ media: 'screen' });
  return problems;
}

/** In forced colours a choice shows by colours of the system, and no other colour is left. */
async function forced(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const problems = await page.evaluate(() => {
    const system = document.createElement('p');
    document.body.append(system);
    const colour = (name) => {
      system.style.color = name;
      return getComputedStyle(system).color;
    };
    const is = (selector, property, name) => {
      const found = getComputedStyle(document.querySelector(selector))[property];
      return found === colour(name) ? [] : [`${property} of ${selector} is ${found}, not ${name}`];
    };
    const found = [
      is('a.node.is-dim text', 'fill', 'GrayText'),
      is('a.node.is-dim .node-shape', 'stroke', 'GrayText'),
      is('a.node.is-chosen text', 'fill', 'LinkText'),
      is('a.node-decision .node-shape', 'fill', 'Canvas'),
      is('.node-end .node-shape', 'fill', 'Canvas'),
      is('.step.is-dim', 'color', 'GrayText'),
      is('.step.is-chosen', 'color', 'CanvasText'),
    ];
    system.remove();
    return found.flat();
  });
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
}

async function fitting(page) {
  const problems = [];
  const button = page.locator('[data-fit]');
  await page.setViewportSize({ width: 360, height: 740 });
  const excess = () => page.locator('.chart').evaluate((box) => box.scrollWidth - box.clientWidth);
  if (!(await button.isVisible())) return ['there is no button on a small screen'];
  if ((await excess()) <= 0) problems.push('the chart is shrunk unasked');
  await button.click();
  if ((await excess()) > 0) problems.push('the chart does not fit');
  await page.reload();
  if ((await button.getAttribute('aria-pressed')) !== 'true' || (await excess()) > 0) problems.push('it is forgotten');
  await button.click();
  if ((await excess()) <= 0) problems.push('a second press does not take it back');
  return problems;
}

/** The heads stay at the top of the window while the page scrolls, and leave with the chart. */
async function heads(page) {
  const at = (y) =>
    page.evaluate((part) => {
      const chart = document.querySelector('.chart');
      const box = chart.getBoundingClientRect();
      scrollBy({ top: box.top + box.height * part, behavior: 'instant' });
      chart.scrollLeft = 100;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const copy = document.querySelector('.chart-heads');
        const { top, bottom } = copy.getBoundingClientRect();
        done({ top, below: bottom - chart.getBoundingClientRect().bottom, aside: copy.scrollLeft - chart.scrollLeft });
      })));
    }, y);
  const middle = await at(0.5);
  const end = await at(0.999);
  const problems = [];
  if (Math.abs(middle.top) > 1) problems.push(`they stand at ${middle.top} in the middle of the chart`);
  if (middle.aside !== 0) problems.push('they do not scroll sideways with the chart');
  if (end.below > 1) problems.push('they stick out below the chart');
  return problems;
}

export async function lanes(browser, origin, url, tally) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'da-DK' });
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`);
  tally.add('lanes: choosing one dims the others', await choosing(page));
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    tally.add(`lanes: accessible with one chosen, ${colorScheme}`, await axe(page));
  }
  tally.add('lanes: paper shows no choice', await paper(page));
  tally.add('lanes: forced colours show the choice', await forced(page));
  tally.add('chart: it can be fitted to the width', await fitting(page));
  tally.add('chart: controls fit on a small screen', await overflow(page));
  tally.add('chart: heads stay in sight', await heads(page));
  tally.add('lanes: nothing to complain of', complaints);
  await page.close();
}
