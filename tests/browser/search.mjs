// node search.mjs <folder of a built portal> <answers>: the browser's search gives the very answers
// of the program. `cargo run --example search_quality -- dump <answers>` wrote them. Then the same
// questions in Chromium: how long they take, over http and from the disk.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { launch } from './parts/chromium.mjs';
import { serve } from './parts/folder.mjs';

const [folder, file] = process.argv.slice(2);
const { answers, stems } = JSON.parse(readFileSync(file, 'utf8'));
// A folder that was built before may hold the last script as well.
const [, script] = readFileSync(join(folder, 'index.html'), 'utf8').match(/data-search="([^"]+)"/);
const FIRST = 10;
/** Milliseconds a question may take in the browser. */
const MEDIAN = 5;
const SLOW = 40;

/** The script in a window that has only what it asks for. */
function open() {
  const window = {};
  const context = vm.createContext(window);
  Object.assign(window, {
    window,
    document: {
      documentElement: { dataset: { index: 'soeg/indeks.js' } },
      createElement: () => ({ remove() {} }),
      head: {
        append(element) {
          vm.runInContext(readFileSync(join(folder, element.src), 'utf8'), context);
          queueMicrotask(() => element.onload());
        },
      },
    },
  });
  vm.runInContext(readFileSync(join(folder, script), 'utf8'), context);
  return window.vejviserSearch;
}

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};
const text = (value) => JSON.stringify(sorted(value));

const problems = [];
const search = open();
for (const [word, stem] of stems) {
  const found = search.parts.stem(word);
  if (found !== stem) problems.push(`stem of ${word}: ${found}, not ${stem}`);
}
const engine = await search.open();
for (const { query, found } of answers) {
  const { query: asked, lastResort, ...given } = await engine.search(query, { limit: FIRST });
  for (const part of Object.keys(found)) {
    if (text(given[part]) !== text(found[part])) {
      problems.push(`${query.slice(0, 60)}: ${part}\n  browser ${text(given[part]).slice(0, 700)}\n  program ${text(found[part]).slice(0, 700)}`);
    }
  }
  if (asked !== query) problems.push(`${query.slice(0, 60)}: called ${asked.slice(0, 60)}`);
}
const { lastResort } = await engine.search('qqqqqqqq');
if (!lastResort?.phones.length) problems.push('nothing is found, and nobody is named to call');

/** Runs in the page: asks everything and says how long each took. */
async function ask(queries) {
  if (!globalThis.vejviserSearch) {
    await new Promise((loaded, failed) => {
      const element = document.createElement('script');
      Object.assign(element, { src: document.documentElement.dataset.search, onload: loaded, onerror: failed });
      document.head.append(element);
    });
  }
  const before = performance.now();
  const engine = await globalThis.vejviserSearch.open();
  const opened = performance.now() - before;
  const times = [];
  let hits = 0;
  for (const query of queries) {
    const begun = performance.now();
    hits += (await engine.search(query)).total;
    times.push(performance.now() - begun);
  }
  return { opened, times, hits };
}

const queries = answers.map(({ query }) => query);
const browser = await launch();
const server = await serve(folder);
const page = await browser.newPage();
for (const [how, url, asked] of [
  ['http', `${server.origin}/soeg/`, queries],
  ['disk', pathToFileURL(join(resolve(folder), 'soeg/index.html')).href, ['kontanthjælp']],
]) {
  await page.goto(url);
  const { opened, times, hits } = await page.evaluate(ask, asked);
  times.sort((a, b) => a - b);
  const [median, slow] = [0.5, 0.95].map((share) => times[Math.floor(times.length * share)]);
  if (!hits) problems.push(`${how}: nothing is found`);
  if (asked.length > 1 && (median > MEDIAN || slow > SLOW)) problems.push(`${how}: median ${median} ms, 95 % ${slow} ms`);
  console.log(`search: ${how}: opened in ${opened.toFixed(0)} ms, median ${median.toFixed(1)} ms, 95 % ${slow.toFixed(1)} ms of ${asked.length}`);
}
await browser.close();
server.close();

for (const problem of problems.slice(0, 40)) console.error(problem);
console.log(`search: ${answers.length} questions and ${stems.length} stems compared, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
