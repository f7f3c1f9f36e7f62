// The portal at other addresses than the top of a web server: in a folder below it, and as files on a
// shared drive. Pages look the same, ask for nothing that is not there, and lead to each other.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listen } from '../parts/look.mjs';

export const BASE = '/en/under/mappe';

/** Runs in the page: whether it is styled and its script has run, and where it leads. */
function state() {
  const all = [...document.querySelectorAll('a[href]')].map((link) => new URL(link.getAttribute('href'), document.baseURI));
  const chart = document.querySelector('.chart');
  return {
    styled: getComputedStyle(document.documentElement).getPropertyValue('--vv-bg') !== '',
    // Its script takes the scroll box of a chart out of the tab order: its steps are stops instead.
    scripted: !chart || !chart.hasAttribute('tabindex'),
    links: [...new Set(all.filter(({ protocol }) => /^(file|https?):$/.test(protocol)).map(({ href }) => href.replace(/[?#].*$/, '')))],
  };
}

async function visit(browser, address, inside) {
  const context = await browser.newContext({ locale: 'da-DK', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems = await listen(page);
  await page.goto(address, { waitUntil: 'load' });
  const { styled, scripted, links } = await page.evaluate(state);
  if (!styled) problems.push('no style sheet');
  if (!scripted) problems.push('its script does not run');
  const ours = links.filter((link) => new URL(link).origin === new URL(address).origin);
  problems.push(...ours.map(inside).filter(Boolean));
  if (ours.length < 5) problems.push(`only ${ours.length} links`);
  await context.close();
  return problems;
}

/** Served from a folder; `origin` ends with it. */
export async function folder(browser, origin, { type, url }, tally) {
  const inside = (link) => (link.startsWith(`${origin}/`) ? null : `leads out of the folder: ${link}`);
  tally.add(`${type} /${url} in a folder: works`, await visit(browser, `${origin}/${url}`, inside));
}

/** Read from a disk; `root` was built with --links file. */
export async function disk(browser, root, { type, url }, tally) {
  const top = pathToFileURL(join(root, '/')).href;
  const inside = (link) => {
    if (!link.startsWith(top)) return `leads out of the portal: ${link}`;
    return statSync(fileURLToPath(link), { throwIfNoEntry: false })?.isFile() ? null : `is no file: ${link}`;
  };
  const file = url.endsWith('/') || url === '' ? `${url}index.html` : url;
  tally.add(`${type} /${url} from the disk: works`, await visit(browser, pathToFileURL(join(root, file)).href, inside));
}

/** From the front page to a workflow and on to a tool by clicking, without a server. */
export async function clicking(browser, root, workflow, tally) {
  const page = await browser.newPage({ locale: 'da-DK', viewport: { width: 1280, height: 900 } });
  const problems = await listen(page);
  await page.goto(pathToFileURL(join(root, 'index.html')).href);
  for (const step of ['arbejdsgange/index.html', `${workflow}index.html`, 'redskaber/']) {
    const links = page.locator('a[href]:visible');
    const found = await links.evaluateAll((all, end) => all.findIndex((link) => link.href?.includes?.(`/${end}`)), step);
    if (found < 0) {
      problems.push(`no link to ${step} on ${page.url()}`);
      break;
    }
    await links.nth(found).click();
    await page.waitForURL((url) => url.href.includes(`/${step}`), { timeout: 5000 }).catch(() => problems.push(`${page.url()} instead of ${step}`));
  }
  tally.add('from the disk: pages lead to each other', problems);
  await page.close();
}
