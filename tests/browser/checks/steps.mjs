// Small controls: the link to a step, printing, places in the page, what is new, and the search on
// a page that is not there.

import { listen } from '../parts/look.mjs';

async function copying(browser, origin, url, isSecure) {
  const context = await browser.newContext({ locale: 'da-DK', permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const problems = await listen(page);
  // As on a portal without https.
  if (!isSecure) await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto(`${origin}/${url}`);
  const button = page.getByRole('button', { name: 'Kopiér link til trin 2', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Kopieret').waitFor({ timeout: 2000 }).catch(() => problems.push('nothing is said'));
  if (!(await button.evaluate((element) => element === document.activeElement))) problems.push('the focus is lost');
  const id = await page.locator('.steps > .step').nth(1).getAttribute('id');
  const field = page.locator('#_q');
  await field.focus();
  await page.keyboard.press('Control+v');
  const text = await field.inputValue();
  if (text !== `${origin}/${url}#${id}`) problems.push(`copied »${text}«`);
  await context.close();
  return problems;
}

async function printing(browser, origin, urls) {
  const page = await browser.newPage({ locale: 'da-DK' });
  const problems = [];
  await page.addInitScript(() => {
    globalThis.printed = 0;
    globalThis.print = () => { globalThis.printed += 1; };
  });
  for (const url of urls) {
    await page.goto(`${origin}/${url}`);
    await page.getByRole('button', { name: 'Udskriv' }).click();
    if ((await page.evaluate(() => globalThis.printed)) !== 1) problems.push(`${url}: nothing is printed`);
    await page.emulateMedia({ media: 'print' });
    const left = await page.locator('button:visible, select:visible, input:visible').count();
    if (left > 0) problems.push(`${url}: ${left} controls on paper`);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.close();
  return problems;
}

async function arriving(browser, origin, url) {
  const page = await browser.newPage({ locale: 'da-DK' });
  await page.goto(`${origin}/${url}`);
  const id = await page.locator('.steps > .step').nth(3).getAttribute('id');
  await page.goto(`${origin}/${url}#${id}`);
  const first = await page.evaluate(() => document.activeElement.id);
  await page.locator(`.mini a[href="#${await page.locator('.steps > .step').nth(1).getAttribute('id')}"]`).click();
  const then = await page.evaluate(() => `#${document.activeElement.id}` === location.hash);
  await page.close();
  return first === id && then ? [] : [`the focus is at »${first}«, then ${then ? 'right' : 'wrong'}`];
}

async function news(browser, origin) {
  const context = await browser.newContext({ locale: 'da-DK' });
  const page = await context.newPage();
  const problems = await listen(page);
  const marks = () => page.locator('.since').count();
  await page.goto(`${origin}/nyt/`);
  const dates = await page.locator('.day time').evaluateAll((times) => times.map((time) => time.dateTime));
  if ((await marks()) !== 0) problems.push('a first visit finds something new');
  // As if the page had last been seen on the day of the second entry.
  await page.evaluate((date) => {
    sessionStorage.clear();
    const key = Object.keys(localStorage).find((name) => name.endsWith(' news'));
    localStorage.setItem(key, JSON.stringify(date));
  }, dates[1]);
  for (const when of ['at once', 'after a reload']) {
    await page.reload();
    if (dates.length < 2 || (await marks()) !== 1) problems.push(`${await marks()} of ${dates.length} days are new ${when}`);
  }
  await context.close();
  return problems;
}

async function missing(browser, origin) {
  const page = await browser.newPage({ locale: 'da-DK' });
  // A server gives this page out under the address that was asked for.
  await page.route('**/gammel-side/kontanthj%C3%A6lp-til-unge.html', async (route) => {
    const body = await (await route.fetch({ url: `${origin}/404.html` })).text();
    await route.fulfill({ status: 404, contentType: 'text/html; charset=utf-8', body: body.replaceAll('="assets/', '="../assets/') });
  });
  await page.goto(`${origin}/gammel-side/kontanthj%C3%A6lp-til-unge.html`);
  const words = await page.locator('.hero-search input').inputValue();
  await page.close();
  return words === 'kontanthjælp til unge' ? [] : [`»${words}«`];
}

export async function steps(browser, origin, url, printed, tally) {
  tally.add('steps: a link is copied', await copying(browser, origin, url, true));
  tally.add('steps: a link is copied without https', await copying(browser, origin, url, false));
  tally.add('steps: the focus follows a link to a step', await arriving(browser, origin, url));
  tally.add('printing: a button, and no controls on paper', await printing(browser, origin, printed));
  tally.add('news: what has come since the last visit', await news(browser, origin));
  tally.add('not found: the address is searched for', await missing(browser, origin));
}
