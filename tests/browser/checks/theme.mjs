// The choice between light and dark: both ways against the computer's, remembered, there before the
// first paint, on every page, and harmless where nothing may be stored.

import { listen } from '../parts/look.mjs';

const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const choice = (page) => page.locator('.site-header').getByLabel('Udseende');

async function chosen(browser, origin, scheme, other) {
  const context = await browser.newContext({ colorScheme: scheme, locale: 'da-DK' });
  const page = await context.newPage();
  const problems = await listen(page);
  await page.goto(`${origin}/kontakt/`);
  const before = await background(page);
  await choice(page).selectOption(other);
  const after = await background(page);
  if (after === before) problems.push(`${other} on a ${scheme} computer changes nothing`);
  // What holds when the page is read but no other script has run.
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () => { globalThis.early ??= document.documentElement.dataset.theme; }, { once: true });
  });
  await page.goto(`${origin}/genveje/`);
  if ((await background(page)) !== after) problems.push('the next page does not know');
  if ((await page.evaluate(() => globalThis.early)) !== other) problems.push('the next page is painted the other way first');
  const settings = page.locator('main').getByLabel('Udseende');
  if ((await settings.inputValue()) !== other) problems.push('the page of shortcuts says something else');
  await settings.selectOption('');
  if ((await background(page)) !== before) problems.push('there is no way back to the computer\'s');
  if ((await choice(page).inputValue()) !== '') problems.push('the two fields differ');
  await context.close();
  return problems;
}

async function forbidden(browser, origin) {
  const page = await browser.newPage({ locale: 'da-DK' });
  const problems = await listen(page);
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, { get: () => { throw new DOMException('no', 'SecurityError'); } });
    }
  });
  await page.goto(`${origin}/genveje/`);
  await choice(page).selectOption('dark');
  if ((await page.evaluate(() => document.documentElement.dataset.theme)) !== 'dark') problems.push('the choice does nothing');
  await page.close();
  return problems;
}

export async function theme(browser, origin, tally) {
  tally.add('theme: dark on a light computer', await chosen(browser, origin, 'light', 'dark'));
  tally.add('theme: light on a dark computer', await chosen(browser, origin, 'dark', 'light'));
  tally.add('theme: without storage', await forbidden(browser, origin));
}
