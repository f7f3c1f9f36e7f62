// Charts shown in a list of workflows: fetched when asked for, closed with Esc, plain links without scripts.

import { axe, listen, overflow } from '../parts/look.mjs';

async function opening(page, asked) {
  const problems = [];
  const row = page.locator('.rows > li').nth(1);
  const title = await row.locator('a').first().innerText();
  const button = row.getByRole('button', { name: title });
  const picture = row.locator('.preview img');
  if (asked.length > 0) problems.push(`asked for before anybody wanted it: ${asked}`);
  if ((await button.count()) !== 1) return [...problems, `no button named by »${title}«`];
  if ((await button.boundingBox()).height < 24) problems.push('the button is too small');
  await button.click();
  await picture.evaluate((image) => image.decode());
  if (asked.length !== 1) problems.push(`asked for ${asked.length} drawings`);
  if (!(await picture.getAttribute('alt')).includes(title)) problems.push('the picture has no name');
  if ((await button.getAttribute('aria-expanded')) !== 'true') problems.push('the button does not say that it is open');
  problems.push(...(await overflow(page)), ...(await axe(page)));
  await row.locator('.preview a').focus();
  await page.keyboard.press('Escape');
  if (await picture.isVisible()) problems.push('Esc does not close it');
  if (!(await button.evaluate((element) => element === document.activeElement))) problems.push('the focus is lost');
  await button.click();
  if (!(await picture.isVisible()) || asked.length !== 1) problems.push('it does not open again, or is fetched again');
  return problems;
}

async function plainLinks(browser, origin, url) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/${url}`);
  const rows = await page.locator('.rows > li').count();
  const links = await page.locator('.rows > li a[href$="diagram.svg"]:visible').count();
  await page.close();
  return rows > 0 && links === rows ? [] : [`${links} links in ${rows} rows`];
}

export async function preview(browser, origin, url, tally) {
  for (const width of [1280, 360]) {
    const page = await browser.newPage({ viewport: { width, height: 740 }, locale: 'da-DK' });
    const complaints = await listen(page);
    const asked = [];
    page.on('request', (request) => request.url().endsWith('diagram.svg') && asked.push(request.url()));
    await page.goto(`${origin}/${url}`, { waitUntil: 'networkidle' });
    tally.add(`preview at ${width}: opens on demand, closes with Esc`, await opening(page, asked));
    tally.add(`preview at ${width}: nothing to complain of`, complaints);
    await page.close();
  }
  tally.add('preview: a plain link without scripts', await plainLinks(browser, origin, url));
}
