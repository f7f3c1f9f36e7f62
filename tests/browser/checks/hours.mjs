// "Open now" beside opening hours, by a clock that the test sets: the reader's computer may stand
// anywhere, the hours are Copenhagen's.

import { listen } from '../parts/look.mjs';

// Monday 16 November 2026 at 10:30 in Copenhagen; a holiday; the middle of a night.
const MOMENTS = [
  ['an office hour', '2026-11-16T09:30:00Z', true],
  ['Christmas Eve', '2026-12-24T09:30:00Z', false],
  ['a night', '2026-11-17T02:00:00Z', false],
  ['summer time', '2026-06-08T07:30:00Z', true],
];

async function at(browser, origin, url, [name, moment, expected]) {
  const page = await browser.newPage({ locale: 'da-DK', timezoneId: 'America/New_York' });
  const problems = await listen(page);
  await page.clock.setFixedTime(new Date(moment));
  await page.goto(`${origin}/${url}`);
  const mark = page.locator('.open-now').first();
  await page.locator('table.hours').first().scrollIntoViewIfNeeded();
  await mark.waitFor({ timeout: 3000 }).catch(() => problems.push(`nothing is said at ${name}`));
  if (problems.length === 0) {
    const text = await mark.innerText();
    if (!text.includes(expected ? 'Åbent nu' : 'Lukket nu')) problems.push(`${name}: »${text}«`);
    if (!(await mark.evaluate((element) => element.closest('div').querySelector('table.hours')?.checkVisibility()))) problems.push('it stands without the hours');
  }
  await page.close();
  return problems;
}

/** A page of a unit that is open Monday to Thursday from nine to two at least. */
async function office(browser, origin) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${origin}/kontakt/`);
  const links = await page.locator('.contact-card').evaluateAll((cards) => cards
    .filter((card) => [...card.querySelectorAll('tr')].some((row) => row.dataset.days === '1 2 3 4' && row.dataset.from <= '09:00' && row.dataset.to >= '14:00'))
    .map((card) => card.querySelector('a').getAttribute('href')));
  await page.close();
  return links.length > 0 ? `kontakt/${links[0]}` : null;
}

export async function hours(browser, origin, tally) {
  const url = await office(browser, origin);
  if (!url) {
    tally.add('hours: there is an office', ['no unit is open Monday to Thursday']);
    return;
  }
  for (const moment of MOMENTS) tally.add(`hours: ${moment[0]}`, await at(browser, origin, url, moment));
}
