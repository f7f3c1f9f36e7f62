// node screenshot.mjs <folder> [<picture>]: the picture that README shows, a workflow from the top of
// its page to the end of its chart. PAGE=<url> takes another one.

import { fileURLToPath } from 'node:url';
import { launch } from './parts/chromium.mjs';
import { serve } from './parts/folder.mjs';

const WIDTH = 1280;
const PAGE = process.env.PAGE ?? 'arbejdsgange/unge/unge-18-aars-overdragelse/';
const README = fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url));

const [root, path = README] = process.argv.slice(2);
if (!root) {
  console.error('usage: node screenshot.mjs <folder of a built portal> [<picture>]');
  process.exit(2);
}
const { origin, close } = await serve(root);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 }, locale: 'da-DK', colorScheme: 'light' });
const response = await page.goto(`${origin}/${PAGE}`);
if (!response.ok()) throw new Error(`${PAGE} is not there`);
const chart = await page.locator('main .chart').boundingBox();
const clip = { x: 0, y: 0, width: WIDTH, height: Math.ceil(chart.y + chart.height + 12) };
await page.screenshot({ path, clip, fullPage: true });
await browser.close();
close();
