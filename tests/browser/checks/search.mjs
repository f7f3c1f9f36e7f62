// Search with the real index: the results page and its address, suggestions under the fields, from
// a server and from the disk, by keyboard.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { axe, listen, overflow } from '../parts/look.mjs';

const HITS = '#_resultater .hit';
const WAIT = { timeout: 5000 };
const said = (page) => page.locator('#_fundet').innerText();
const count = async (page) => Number((await said(page)).replace(/\D.*$/s, ''));
const answered = (page, query) => page.waitForFunction((text) => document.getElementById('_fundet').textContent.includes(`»${text}«`), query, WAIT);
const ask = (page, origin, query) => page.goto(`${origin}/soeg/?q=${encodeURIComponent(query)}`).then(() => answered(page, query));
const links = (page) => page.locator(`${HITS} > a`).evaluateAll((all) => all.map((link) => link.href));

/** A workflow of the portal: its title and address, and its steps with where they stand. */
async function known(page, origin, url) {
  await page.goto(`${origin}/${url}`);
  const steps = await page.locator('.steps > .step').evaluateAll((all) => all.map((step) => ({
    number: step.querySelector('.step-number').textContent,
    title: step.querySelector('h3').lastChild.textContent.trim(),
    anchor: `${location.href}#${step.id}`,
  })));
  return { title: await page.locator('h1').innerText(), steps, address: `${origin}/${url}` };
}

/** What words of a step lead to; the page itself may be the better answer to some. */
async function toStep(page, origin, { title, number, anchor }) {
  await ask(page, origin, title);
  const hit = page.locator(`${HITS}:has(a[href="${anchor}"])`);
  return (await hit.count()) === 1 && (await hit.innerText()).includes(`Trin ${number}: ${title}`);
}

async function finding(page, origin, url) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  const workflow = await known(page, origin, url);
  await ask(page, origin, workflow.title);
  say((await links(page))[0] === workflow.address, `»${workflow.title}« finds ${(await links(page))[0]} first`);
  say((await page.locator(`${HITS} mark`).count()) > 0, 'nothing is marked');
  say(!(await page.locator('#_opslag').isVisible()), 'the letters stand below hits');
  say((await page.title()).startsWith(workflow.title), 'the title does not name the query');
  const led = [];
  for (const step of workflow.steps.slice(0, 5)) if (await toStep(page, origin, step)) led.push(step.title);
  say(led.length >= 2, `of five titles of steps ${led.length} lead to the step: ${led}`);
  problems.push(...(await axe(page)), ...(await overflow(page)));
  return problems;
}

async function narrowing(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  await ask(page, origin, 'kontanthjælp');
  const all = await count(page);
  const button = page.locator('.hit-facet').first().getByRole('button').nth(1);
  const some = Number((await button.locator('.number').innerText()).replace(/\D/g, ''));
  say(some > 0 && some < all, `a facet has ${some} of ${all}`);
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((n) => document.getElementById('_fundet').textContent.startsWith(`${n} `), some, WAIT).catch(() => problems.push('the facet leaves another number than it said'));
  say(await page.evaluate(() => document.activeElement.getAttribute('aria-pressed') === 'true'), 'the pressed button loses the focus');
  say(new URL(page.url()).searchParams.has('kind'), 'the address does not say so');
  await page.reload();
  await answered(page, 'kontanthjælp');
  say((await count(page)) === some, 'the address does not bring it back');
  await page.goBack();
  await page.waitForFunction((n) => document.getElementById('_fundet').textContent.startsWith(`${n} `), all, WAIT).catch(() => problems.push('going back does not widen'));
  const before = await page.locator(HITS).count();
  const more = page.getByRole('button', { name: 'Vis flere' });
  if (all > before) {
    await more.click();
    await page.waitForFunction(([selector, n]) => document.querySelectorAll(selector).length > n, [HITS, before], WAIT);
    const after = await links(page);
    say(new Set(after).size === after.length, 'hits come twice');
    say(await page.evaluate(([selector, n]) => document.querySelectorAll(selector)[n].contains(document.activeElement), [HITS, before]), 'the focus is not at the first new one');
  } else {
    problems.push('there are too few hits to show more');
  }
  return problems;
}

async function writing(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  await page.goto(`${origin}/soeg/`);
  const field = page.locator('#_soeg');
  await field.pressSequentially('fleksjob', { delay: 20 });
  await answered(page, 'fleksjob');
  await page.keyboard.press('Enter');
  say(new URL(page.url()).searchParams.get('q') === 'fleksjob', `the address says ${page.url()}`);
  await field.fill('sygedagpenge');
  await answered(page, 'sygedagpenge');
  await page.goBack();
  await answered(page, 'fleksjob').catch(() => problems.push('going back does not bring the words back'));
  say((await field.inputValue()) === 'fleksjob', 'the field says something else');

  await field.fill('xqzwvy');
  await answered(page, 'xqzwvy');
  say((await said(page)) === 'Ingen resultater for »xqzwvy«', `»${await said(page)}«`);
  say(await page.locator('#_opslag .az').first().isVisible(), 'no letters to go on with');
  say((await page.locator('.last-resort a[href^="tel:+45"]').count()) > 0, 'nobody to call');
  problems.push(...(await axe(page)));
  await field.fill('kontanhtjælp');
  await answered(page, 'kontanhtjælp');
  const meant = page.locator('.did-you-mean button');
  if ((await meant.count()) === 1) {
    const word = await meant.innerText();
    await meant.click();
    await answered(page, word);
    say((await count(page)) > 0, `»${word}« was meant but is not there`);
  } else {
    say((await count(page)) > 0, 'a slip of the pen finds nothing, and no word is offered');
  }
  return problems;
}

/** The name of a unit is answered with its telephone. */
async function answering(page, origin) {
  await page.goto(`${origin}/kontakt/`);
  const unit = await page.locator('.contact-card:has(.phone) > :is(h2, h3) a').first().innerText();
  await ask(page, origin, unit);
  const card = page.locator('.answer');
  if ((await card.count()) !== 1) return [`»${unit}« is not answered`];
  const phone = await card.locator('a[href^="tel:+45"]').count();
  return phone > 0 && (await card.innerText()).includes(unit) ? [] : [`»${unit}«: ${await card.innerText()}`];
}

async function suggesting(page, origin) {
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  const early = [];
  const note = (request) => /search-|indeks/.test(request.url()) && early.push(request.url());
  page.on('request', note);
  await page.goto(`${origin}/`);
  say(early.length === 0, `fetched before anybody searched: ${early}`);
  page.off('request', note);
  const field = page.locator('#_hero-q');
  await field.focus();
  await page.keyboard.type('kontanth');
  const options = page.locator('.hero-search [role="option"]');
  await options.first().waitFor(WAIT);
  say((await field.getAttribute('aria-expanded')) === 'true', 'the field does not say that there is a list');
  // The list lies over links, whose size cannot be told then.
  problems.push(...(await axe(page)).filter((problem) => !problem.includes('target-size: cannot tell')));
  await page.keyboard.press('Escape');
  say((await options.count()) === 0 && (await field.inputValue()) === 'kontanth', 'Esc does not close the list alone');
  await page.keyboard.type('j');
  await options.first().waitFor(WAIT);
  await page.keyboard.press('ArrowDown');
  const target = await options.first().evaluate((option) => option.href);
  say((await options.first().getAttribute('aria-selected')) === 'true', 'the arrow chooses nothing');
  await Promise.all([page.waitForURL(target), page.keyboard.press('Enter')]);
  // Without a choice Enter does what the form does.
  await page.locator('#_q').fill('fleksjob');
  await Promise.all([page.waitForURL('**/soeg/?q=fleksjob'), page.locator('#_q').press('Enter')]);
  return problems;
}

/** A slow index is told of; without it the page still leads on, and the palette to places. */
async function failing(browser, origin) {
  const page = await browser.newPage({ locale: 'da-DK' });
  const problems = [];
  const say = (holds, problem) => holds || problems.push(problem);
  let release;
  const held = new Promise((free) => { release = free; });
  await page.route('**/soeg/indeks*.js', async (route) => {
    await held;
    await route.abort();
  });
  await page.goto(`${origin}/soeg/?q=fleksjob`, { waitUntil: 'domcontentloaded' });
  await page.getByText('Søger …').waitFor(WAIT).catch(() => problems.push('nothing is said while it takes its time'));
  release();
  await page.getByText('Søgningen kunne ikke hentes.').waitFor(WAIT).catch(() => problems.push('nothing is said when it cannot be fetched'));
  say(await page.locator('#_opslag').isVisible(), 'no letters to go on with');
  await page.keyboard.press('Control+k');
  await page.locator('dialog.palette [role="option"]').first().waitFor(WAIT).catch(() => problems.push('the palette lists nothing'));
  await page.route('**/assets/search-*.js', (route) => route.abort());
  await page.goto(`${origin}/kontakt/`);
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement.id === '_q', null, WAIT).catch(() => problems.push('/ leads nowhere without the search'));
  await page.close();
  return problems;
}

async function fromDisk(browser, copy) {
  const page = await browser.newPage({ locale: 'da-DK' });
  const problems = await listen(page);
  await page.goto(pathToFileURL(join(copy, 'index.html')).href);
  await page.locator('#_hero-q').fill('kontanthjælp');
  await Promise.all([page.waitForURL('**/soeg/index.html?q=*'), page.locator('#_hero-q').press('Enter')]);
  await answered(page, 'kontanthjælp').catch(async () => problems.push(`the page says »${await said(page)}«`));
  const first = (await links(page))[0];
  if (!/^file:.*\.html(#.*)?$/.test(first)) problems.push(`the first hit leads to ${first}`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('kontanthj');
  await page.locator('dialog.palette [role="group"]').first().waitFor(WAIT).catch(() => problems.push('the palette finds nothing'));
  await page.close();
  return problems;
}

export async function search(browser, origin, workflow, copy, tally) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'da-DK' });
  const complaints = await listen(page);
  tally.add('search: titles and steps', await finding(page, origin, workflow));
  tally.add('search: narrowing, more, the address', await narrowing(page, origin));
  tally.add('search: while writing, and when nothing is found', await writing(page, origin));
  tally.add('search: a direct answer', await answering(page, origin));
  tally.add('search: suggestions', await suggesting(page, origin));
  tally.add('search: nothing to complain of', complaints);
  await page.close();
  tally.add('search: slow, or not there', await failing(browser, origin));
  if (copy) tally.add('search: from the disk', await fromDisk(browser, copy));
}
