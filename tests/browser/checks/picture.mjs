// diagram.svg alone, under a policy that forbids everything, looks like the chart in its page.

import { serve } from '../parts/folder.mjs';
import { listen } from '../parts/look.mjs';

const NOTHING = "default-src 'none'";

/** Every drawn part below `root`, with where it stands and what it looks like. */
function parts(page, root) {
  return page.evaluate((selector) => {
    const look = ['fill', 'stroke', 'strokeWidth', 'strokeDasharray', 'fontSize', 'fontWeight', 'textAnchor'];
    const place = ['x', 'y', 'width', 'height', 'rx', 'd'];
    const inside = document.querySelector(selector);
    // The picture draws the arrow heads that are a marker in the page.
    const isHead = (element) => element.parentElement === inside && element.tagName === 'path' && element.getAttribute('stroke') === null && element.getAttribute('fill') !== 'none' && !element.hasAttribute('class');
    return [...inside.querySelectorAll('rect, path, text, tspan')].filter((element) => !isHead(element)).map((element) => {
      const style = getComputedStyle(element);
      const stroked = style.stroke !== 'none';
      const looks = look.filter((name) => (stroked || !name.startsWith('stroke')) && (element.textContent || !/^(font|text)/.test(name)));
      const at = place.map((name) => element.getAttribute(name)?.split(' ').pop()).join();
      return `${element.tagName} ${element.textContent.trim().replace(/\s+/g, '')} ${at} ${looks.map((name) => style[name]).join(' ')}`;
    });
  }, root);
}

export async function picture(browser, origin, root, url, tally) {
  const bare = await serve(root, NOTHING);
  const page = await browser.newPage({ colorScheme: 'light' });
  await page.goto(`${origin}/${url}`);
  const inline = await parts(page, '#_chart-all');
  const complaints = await listen(page);
  await page.goto(`${bare.origin}/${url}diagram.svg`);
  const alone = await parts(page, 'g[transform]');
  await page.close();
  bare.close();
  const differ = inline.flatMap((part, n) => (part === alone[n] ? [] : [`in the page ${part}`, `alone       ${alone[n]}`]));
  if (inline.length !== alone.length) differ.push(`${inline.length} parts in the page, ${alone.length} alone`);
  tally.add('diagram.svg: looks as in its page, under a policy of nothing', [...differ.slice(0, 6), ...complaints]);
}
