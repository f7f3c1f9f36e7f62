// node screenshot.mjs <folder> [<picture>]: the picture of a workflow that README shows.

import { launch } from './parts/chromium.mjs';
import { serve } from './parts/folder.mjs';

const PAGE = process.env.PAGE ?? 'arbejdsgange/kontanthjaelp/kontanthjaelp-ansoegning/';
const [root, picture = '../../docs/screenshot.png'] = process.argv.slice(2);
if (!root) {
  console.error('usage: node screenshot.mjs <folder of a built portal> [<picture>]');
  process.exit(2);
}
const { origin, close } = await serve(root);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 1600 }, locale: 'da-DK', colorScheme: 'light' });
const response = await page.goto(`${origin}/${PAGE}`);
if (!response.ok()) throw new Error(`${PAGE} is not there`);
await page.screenshot({ path: picture });
await browser.close();
close();
