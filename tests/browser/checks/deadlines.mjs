// The deadlines' page: sorting in place, and the form that says when a deadline ends.

import { axe, listen, overflow } from '../parts/look.mjs';

const BODY = '#_frister tbody tr';
const column = (page, at) => page.locator(BODY).evaluateAll((rows, n) => rows.map((row) => row.cells[n].textContent.trim()), at);

async function sorting(page) {
  const problems = [];
  const rows = await page.locator(BODY).count();
  const head = page.locator('#_frister thead th');
  const press = async (at) => {
    await head.nth(at).getByRole('button').focus();
    await page.keyboard.press('Enter');
  };
  await press(1);
  const hours = await page.locator(BODY).evaluateAll((all) => all.map((row) => row.cells[1].dataset.hours));
  const numbers = hours.filter((value) => value !== undefined).map(Number);
  if (numbers.length < 2 || !numbers.every((value, n) => n === 0 || numbers[n - 1] <= value)) problems.push(`not by length: ${numbers}`);
  if (hours.slice(0, numbers.length).includes(undefined)) problems.push('lengths in words stand between numbers');
  if ((await head.nth(1).getAttribute('aria-sort')) !== 'ascending') problems.push('the column does not say that it sorts');
  await press(1);
  const first = await page.locator(BODY).first().locator('td').first().getAttribute('data-hours');
  if (Number(first) !== Math.max(...numbers)) problems.push('the second press does not turn the order');
  if ((await page.locator('#_frister [aria-sort]').count()) !== 1) problems.push('two columns say that they sort');
  await press(0);
  const titles = await column(page, 0);
  const right = [...titles].sort(new Intl.Collator('da', { numeric: true }).compare);
  if (titles.join('|') !== right.join('|')) problems.push('titles are not in Danish order');
  if (titles.length !== rows) problems.push('rows are lost');
  return problems;
}

async function calculating(page) {
  const problems = [];
  const answer = page.locator('.calculator output');
  const expect = async (text) => {
    await page.waitForFunction((part) => document.querySelector('.calculator output').textContent.includes(part), text, { timeout: 3000 })
      .catch(async () => problems.push(`not »${text}« but »${await answer.innerText()}«`));
  };
  const buttons = await page.locator('.calculator button').count();
  if (buttons !== 1) problems.push(`${buttons} buttons that calculate`);
  await page.getByLabel('Startdato').fill('2026-11-26');
  await page.getByLabel('Antal').fill('4');
  await page.getByLabel('Enhed').selectOption('week');
  await expect('Fristen er mandag den 28. december 2026');
  await expect('torsdag den 24. december 2026, er ikke en hverdag');
  await page.getByLabel('Enhed').selectOption('workday');
  await expect('Fristen er onsdag den 2. december 2026');
  if ((await answer.innerText()).includes('ikke en hverdag')) problems.push('a day that has not moved is said to have');
  const list = page.getByLabel('Frist fra listen');
  const name = await list.locator('option', { hasText: '4 uger' }).first().innerText();
  await list.selectOption(name);
  if ((await page.getByLabel('Antal').inputValue()) !== '4' || (await page.getByLabel('Enhed').inputValue()) !== 'week') problems.push(`»${name}« is not 4 weeks`);
  await expect('mandag den 28. december 2026');
  await page.getByLabel('Antal').fill('');
  if ((await answer.innerText()) !== '') problems.push('an answer without a question');
  problems.push(...(await axe(page)), ...(await overflow(page)));
  return problems;
}

export async function deadlines(browser, origin, url, tally) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'da-DK', timezoneId: 'Europe/Copenhagen' });
  const complaints = await listen(page);
  await page.goto(`${origin}/${url}`);
  tally.add('deadlines: sorting by keyboard', await sorting(page));
  tally.add('deadlines: when one ends', await calculating(page));
  tally.add('deadlines: nothing to complain of', complaints);
  await page.close();
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(`${origin}/${url}`);
  const dead = await plain.locator('main button, main form').count();
  tally.add('deadlines: only the table without scripts', dead === 0 && (await plain.locator(BODY).count()) > 0 ? [] : [`${dead} dead controls`]);
  await plain.close();
}
