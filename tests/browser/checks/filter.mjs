// Lists narrowed in place: typed words, boxes to tick with their counts, the address, going back;
// without scripts the same values are links.

import { axe, listen, overflow } from '../parts/look.mjs';

const ROWS = '#_liste .rows > li';
const shown = (page) => page.locator(`${ROWS}:visible`).count();
const search = (page) => page.evaluate(() => location.search);
const status = (page) => page.locator('.list-status [role="status"]').innerText();

/** What a reader would count: rows whose values hold one of each facet's ticked ones. */
function expected(page, wanted) {
  return page.locator(ROWS).evaluateAll((rows, facets) => rows.filter((row) => {
    const values = row.dataset.values.split(' ');
    return facets.every((tokens) => tokens.some((token) => values.includes(token)));
  }).length, wanted);
}

/** Every count beside a box is what ticking it would leave; nothing is ticked in its facet. */
async function counts(page, facet, others) {
  const problems = [];
  for (const item of await page.locator(`[data-facet="${facet}"] li`).all()) {
    const value = await item.locator('input').getAttribute('data-number');
    const said = Number(await item.locator('.number').textContent());
    const real = await expected(page, [[value], ...others]);
    if (said !== real) problems.push(`${value} says ${said}, but there are ${real}`);
    if ((await item.locator('input').isDisabled()) !== (real === 0)) problems.push(`${value} with ${real} is on or off wrongly`);
  }
  return problems;
}

async function ticking(page) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  const all = await shown(page);
  await page.locator('[data-facet="ansvar"] input').nth(1).check();
  const second = await page.locator('[data-facet="ansvar"] input').nth(1).getAttribute('data-number');
  say((await shown(page)) === (await expected(page, [[second]])), `ticking number ${second} leaves ${await shown(page)}`);
  const value = await page.locator('[data-facet="ansvar"] input').nth(1).inputValue();
  say((await search(page)) === `?ansvar=${value}`, `the address says ${await search(page)}`);
  say((await status(page)) === `Viser ${await shown(page)} af ${all}`, `the status says ${await status(page)}`);
  problems.push(...(await counts(page, 'maalgruppe', [[second]])));

  const first = await page.locator('[data-facet="ansvar"] input').first().getAttribute('data-number');
  await page.locator('[data-facet="ansvar"] input').first().focus();
  await page.keyboard.press('Space');
  say((await shown(page)) === (await expected(page, [[first, second]])), 'two values of a facet are not one or the other');
  await page.locator('[data-facet="maalgruppe"] > summary').click();
  const audience = page.locator('[data-facet="maalgruppe"] input:enabled').first();
  const third = await audience.getAttribute('data-number');
  await audience.check();
  say((await shown(page)) === (await expected(page, [[first, second], [third]])), 'two facets are not both');
  problems.push(...(await axe(page)), ...(await overflow(page)));

  await page.goBack();
  say((await shown(page)) === (await expected(page, [[first, second]])), 'going back does not untick');
  say(!(await audience.isChecked()), 'the box is still ticked');
  await page.reload();
  say((await shown(page)) === (await expected(page, [[first, second]])), 'the address does not bring the list back');
  await page.getByRole('button', { name: 'Ryd filtre' }).click();
  say((await shown(page)) === all && (await search(page)) === '', 'clearing leaves something');
  return problems;
}

async function typing(page) {
  const problems = [];
  const field = page.getByLabel('Søg i listen');
  const all = await shown(page);
  const title = await page.locator(`${ROWS} > a`).nth(2).innerText();
  await field.fill(title.toUpperCase());
  const left = await page.locator(`${ROWS}:visible`).allInnerTexts();
  if (left.length === 0 || left.length === all) problems.push(`»${title}« leaves ${left.length} of ${all}`);
  if (!left.every((text) => text.includes(title))) problems.push(`»${title}« leaves other rows`);
  const empty = await page.locator('section.letter:visible').evaluateAll((groups) => groups.filter((group) => !group.querySelector('li:not([hidden])')).length);
  if (empty > 0) problems.push('letters without rows stand alone');
  const dead = await page.locator('.az a:visible').evaluateAll((links) => links.filter((link) => !document.querySelector(link.getAttribute('href')).checkVisibility()).length);
  if (dead > 0) problems.push(`${dead} letters lead to what is hidden`);
  await field.fill('qqqq');
  if ((await shown(page)) !== 0 || !(await page.locator('[data-empty]').isVisible())) problems.push('nothing is said of an empty list');
  await field.fill('');
  if ((await shown(page)) !== all) problems.push('not all come back');
  return problems;
}

/** The time a pass takes; other programs on the machine may make single ones slow. */
async function pace(page) {
  const slow = await page.evaluate(() => {
    const field = document.querySelector('.list-filter input');
    const times = [];
    for (const text of ['a', 'an', 'ans', '', 'b', '']) {
      const from = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input'));
      times.push(performance.now() - from);
    }
    return { usual: times.sort((a, b) => a - b)[times.length / 2], rows: document.querySelectorAll('#_liste .rows > li').length };
  });
  return slow.usual < 50 ? [] : [`a pass over ${slow.rows} rows took ${slow.usual.toFixed(1)} ms`];
}

/** Other lists have the field alone; each hides what does not match and says how many are left. */
async function others(page, origin) {
  const problems = [];
  for (const [url, rows] of [['kontakt/', ':is(.contact-card, .rows > li)'], ['ansvar/', '#_ansvar-emner > tr'], ['redskaber/', '.rows > li'], ['abc/', '.terms > div'], ['roller/', '.columns > li']]) {
    await page.goto(`${origin}/${url}`);
    const all = await page.locator(`main ${rows}`).count();
    const word = (await page.locator(`main ${rows}`).nth(1).locator('a').first().innerText()).split(' ')[0];
    await page.locator('.list-filter input').fill(word);
    const left = await page.locator(`main ${rows}:visible`).allInnerTexts();
    const wrong = left.filter((text) => !text.toLowerCase().includes(word.toLowerCase()));
    if (left.length === 0 || left.length === all || wrong.length > 0) problems.push(`${url}: »${word}« leaves ${left.length} of ${all}, ${wrong.length} without it`);
    if ((await status(page)) !== `Viser ${left.length} af ${all}`) problems.push(`${url}: the status says »${await status(page)}«`);
    if (!(await page.url()).includes('?q=')) problems.push(`${url}: the address says nothing`);
  }
  return problems;
}

async function withoutScripts(browser, origin, url) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/${url}`);
  const links = await page.locator('.filter a').count();
  const dead = await page.locator('.list-filter').count();
  await page.close();
  return links > 0 && dead === 0 ? [] : [`${links} links, ${dead} fields that do nothing`];
}

export async function filter(browser, origin, url, tally) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'da-DK' });
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`);
  tally.add('filter: boxes, counts, address and back', await ticking(page));
  tally.add('filter: words', await typing(page));
  tally.add('filter: a pass is cheap', await pace(page));
  tally.add('filter: other lists', await others(page, origin));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${origin}/${url}?ansvar=bif&ansvar=sof`);
  const summary = await page.locator('.filter-all > summary').innerText();
  tally.add('filter: small screens say how many are ticked', summary === 'Filtrer (2)' ? [] : [summary]);
  tally.add('filter: nothing to complain of', complaints);
  await page.close();
  tally.add('filter: links without scripts', await withoutScripts(browser, origin, url));
}
