// diagram.svg alone, under a policy that forbids everything, looks like the chart in its page. The
// poster beside it, of a portal built with --wide, stands alone as well.

import { files, serve } from '../parts/folder.mjs';
import { listen } from '../parts/look.mjs';

const NOTHING = "default-src 'none'";

/** Every drawn part below `root`, with where it stands and what it looks like. */
function parts(page, root) {
  return page.evaluate((selector) => {
    const look = ['fill', 'stroke', 'strokeWidth', 'strokeDasharray', 'fontSize', 'fontWeight', 'textAnchor'];
    const place = ['x', 'y', 'width', 'height', 'rx'];
    const inside = document.querySelector(selector);
    // The picture draws the arrow heads, which are a marker in the page.
    const isHead = (element) => element.parentElement === inside && element.matches('path:not([stroke])');
    const describe = (element) => {
      const style = getComputedStyle(element);
      const shows = (name) => (name.startsWith('stroke') ? style.stroke !== 'none' : name === 'fill' || element.textContent);
      // Of two places the second is the text's; the first is the space before it.
      const last = (list) => list?.split(' ').pop();
      const at = [element.getAttribute('d'), ...place.map((name) => last(element.getAttribute(name)))];
      const text = element.textContent.replace(/\s+/g, '');
      return [element.tagName, text, at.join(), ...look.filter(shows).map((name) => style[name])].join(' ');
    };
    return [...inside.querySelectorAll('rect, path, text, tspan')].filter((element) => !isHead(element)).map(describe);
  }, root);
}

async function differences(url, inPage, alonePage) {
  await inPage.page.goto(`${inPage.origin}/${url}`);
  const inline = await parts(inPage.page, '#_chart-all');
  await alonePage.page.goto(`${alonePage.origin}/${url}diagram.svg`);
  const alone = await parts(alonePage.page, 'g[transform]');
  const differ = inline.flatMap((part, n) => (part === alone[n] ? [] : [`/${url}: ${part}`, `alone: ${alone[n]}`]));
  if (inline.length !== alone.length) differ.push(`/${url}: ${inline.length} parts in the page, ${alone.length} alone`);
  return differ.slice(0, 4);
}

export async function picture(browser, origin, root, workflows, tally) {
  const bare = await serve(root, { policy: NOTHING });
  const inPage = { origin, page: await browser.newPage({ colorScheme: 'light' }) };
  const alonePage = { origin: bare.origin, page: await browser.newPage({ colorScheme: 'dark' }) };
  const problems = await listen(alonePage.page);
  for (const url of workflows) problems.push(...(await differences(url, inPage, alonePage)));
  await inPage.page.close();
  await alonePage.page.close();
  bare.close();
  tally.add(`diagram.svg: ${workflows.length} look as in their pages, under a policy of nothing`, problems);
}

/** Runs in the poster: parts that stick out of it, and whether its flow lies down. */
function lying() {
  const room = document.documentElement.viewBox;
  if (!room) return ['is no drawing'];
  const { width, height } = room.baseVal;
  const parts = [...document.querySelectorAll('rect, path, text')];
  const out = parts.filter((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return left < -1 || top < -1 || right > width + 1 || bottom > height + 1;
  });
  const problems = out.map((part) => `${part.outerHTML.slice(0, 80)} sticks out`);
  if (parts.length < 20) problems.push(`only ${parts.length} parts`);
  if (width <= height) problems.push(`${width} x ${height} does not lie down`);
  return problems;
}

/** Posters are linked from their pages, and only in a portal that has them. */
export async function posters(browser, roots, workflows, tally) {
  const name = 'diagram-bred.svg';
  const [plain, wide] = await Promise.all(roots.map((root) => serve(root)));
  const bare = await serve(roots[1], { policy: NOTHING });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const links = async ({ origin }) => {
    await page.goto(`${origin}/${workflows[0]}`);
    return page.locator(`a[href="${name}"]:visible`).count();
  };
  const counts = [await links(plain), await links(wide), files(roots[0]).filter((file) => file.endsWith(name)).length];
  tally.add('poster: a link beside the chart, only with --wide', String(counts) === '0,1,0' ? [] : [`${counts}, not 0,1,0`]);
  const problems = await listen(page);
  for (const url of workflows) {
    await page.goto(`${bare.origin}/${url}${name}`);
    problems.push(...(await page.evaluate(lying)).slice(0, 3).map((problem) => `/${url}${name}: ${problem}`));
  }
  tally.add(`poster: ${workflows.length} stand alone under a policy of nothing`, problems);
  await page.close();
  for (const { close } of [plain, wide, bare]) close();
}
