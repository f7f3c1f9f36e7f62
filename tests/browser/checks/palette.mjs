// The palette and the shortcuts by keyboard alone: opening, choosing, leaving, and switching off.

import { axe, listen, overflow } from '../parts/look.mjs';

const dialog = (page) => page.locator('dialog.palette');
const isOpen = (page) => page.evaluate(() => document.querySelector('dialog.palette')?.open ?? false);
const selected = (page) => page.locator('dialog.palette [role="option"][aria-selected="true"]');
const path = (page) => new URL(page.url()).pathname;
const open = async (page, key) => {
  await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelector('dialog.palette')?.open);
};

async function opening(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  await page.goto(`${origin}/kontakt/`);
  await page.goto(`${origin}/frister/`);
  const link = page.locator('.site-name');
  await link.focus();
  await open(page, 'Control+k');
  say(await page.locator('dialog.palette input').evaluate((input) => input === document.activeElement), 'the focus is not in the field');
  const options = await page.locator('dialog.palette [role="option"]').allInnerTexts();
  say(options[0] === 'Kontaktoplysninger', `the page seen last is not first: ${options[0]}`);
  say(options.includes('Frister') && options.includes('Arbejdsgange'), 'places to go are missing');
  say((await page.locator('dialog.palette').getByRole('group').count()) === 2, 'the list has not two named groups');
  problems.push(...(await axe(page)), ...(await overflow(page)));
  await page.keyboard.press('Escape');
  say(!(await isOpen(page)), 'Esc does not close it');
  say(await link.evaluate((element) => element === document.activeElement), 'the focus does not come back');
  return problems;
}

async function choosing(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  await page.goto(`${origin}/genveje/`);
  await open(page, '/');
  const input = page.locator('dialog.palette input');
  say((await input.getAttribute('aria-expanded')) === 'true', 'the field does not say that there is a list');
  const first = await selected(page).innerText();
  await page.keyboard.press('ArrowDown');
  say((await selected(page).innerText()) !== first, 'the arrow does not move the choice');
  say((await input.getAttribute('aria-activedescendant')) === (await selected(page).getAttribute('id')), 'the choice is not told');
  await page.keyboard.press('ArrowUp');
  say((await selected(page).innerText()) === first, 'the arrow up does not lead back');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  say((await selected(page).innerText()) === first, 'the ends do not meet');
  await page.keyboard.type('fris');
  // Hits come after what is at hand, and move it down.
  await page.waitForFunction(() => [...document.querySelectorAll('dialog.palette .choice-head')].some((head) => head.textContent === 'Forslag'));
  await page.waitForTimeout(300);
  say(/\d+ forslag/.test(await dialog(page).getByRole('status').innerText()), 'nothing is announced');
  const texts = await page.locator('dialog.palette [role="option"]').allInnerTexts();
  for (let at = 0; at < texts.indexOf('Frister'); at += 1) await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForURL('**/frister/'), page.keyboard.press('Enter')]);
  await open(page, 'Control+k');
  await page.keyboard.type('fristen for');
  // On a busy machine hits may come between two keys; the last choice is the search for all of the words.
  await page.waitForFunction((words) => {
    const last = [...document.querySelectorAll('dialog.palette [role="option"]')].at(-1);
    const heads = [...document.querySelectorAll('dialog.palette .choice-head')];
    return last?.href && new URL(last.href).searchParams.get('q') === words && heads.some((head) => head.textContent === 'Forslag');
  }, 'fristen for');
  await page.keyboard.press('ArrowUp');
  await Promise.all([page.waitForURL('**/soeg/**'), page.keyboard.press('Enter')]);
  say(new URL(page.url()).searchParams.get('q') === 'fristen for', `the last choice leads to ${page.url()}`);
  return problems;
}

/** Keys that lead somewhere, and places where they must not. */
async function keys(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  for (const [letter, to] of [['a', '/arbejdsgange/'], ['r', '/redskaber/'], ['k', '/kontakt/'], ['f', '/frister/']]) {
    await page.goto(`${origin}/genveje/`);
    await page.keyboard.press('g');
    await Promise.all([page.waitForURL(`**${to}`), page.keyboard.press(letter)]).catch(() => problems.push(`g ${letter} does not lead to ${to}`));
  }
  await Promise.all([page.waitForURL('**/genveje/'), page.keyboard.press('Shift+?')]).catch(() => problems.push('? does not help'));
  await page.locator('#_q').focus();
  await page.keyboard.type('/ga?');
  await page.waitForTimeout(200);
  say(path(page) === '/genveje/' && !(await isOpen(page)), 'keys work while somebody writes');
  say((await page.locator('#_q').inputValue()) === '/ga?', 'keys swallow what is written');
  return problems;
}

async function switchedOff(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  await page.goto(`${origin}/genveje/`);
  await page.getByLabel('Slå enkelttaster fra').check();
  await page.goto(`${origin}/kontakt/`);
  for (const key of ['/', 'g', 'a', 'Shift+?']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  say(path(page) === '/kontakt/' && !(await isOpen(page)), 'single keys still work');
  await open(page, 'Control+k').catch(() => problems.push('Ctrl+K is off as well'));
  await page.goto(`${origin}/genveje/`);
  say(await page.getByLabel('Slå enkelttaster fra').isChecked(), 'the choice is forgotten');
  await page.getByRole('button', { name: 'Ryd lokale data' }).click();
  say(!(await page.getByLabel('Slå enkelttaster fra').isChecked()), 'clearing leaves the keys off');
  say((await page.evaluate(() => localStorage.length)) === 0, 'clearing leaves data');
  say((await page.locator('.settings [role="status"]').innerText()) === 'Lokale data er ryddet', 'clearing says nothing');
  return problems;
}

export async function palette(browser, origin, tally) {
  for (const width of [1280, 320]) {
    const page = await browser.newPage({ viewport: { width, height: 740 }, locale: 'da-DK' });
    const complaints = await listen(page);
    tally.add(`palette at ${width}: opens, lists and gives the focus back`, await opening(page, origin));
    tally.add(`palette at ${width}: choosing by keyboard`, await choosing(page, origin));
    tally.add(`palette at ${width}: nothing to complain of`, complaints);
    await page.close();
  }
  const page = await browser.newPage({ locale: 'da-DK' });
  tally.add('keys: lead to sections, not while writing', await keys(page, origin));
  tally.add('keys: can be switched off', await switchedOff(page, origin));
  await page.close();
}
