// The first view of a page: how many requests and to whom, whether anything moves after it was
// painted, and how much our scripts do.

import { VIEW } from '../budgets.mjs';
import { listen } from '../parts/look.mjs';

/** A script that comes so many milliseconds late finds a page that has been painted, and must not move it. */
const LATE = 300;

/** Runs before the page does: what moved, and tasks that kept it from answering. */
function observe() {
  globalThis.seen = { shifts: [], tasks: [] };
  const note = (type, add) => new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });
  note('layout-shift', ({ value, sources }) => {
    const names = sources.map(({ node }) => node?.cloneNode?.(false).outerHTML?.slice(0, 80) ?? node?.nodeName);
    globalThis.seen.shifts.push({ value, names });
  });
  note('longtask', ({ duration }) => globalThis.seen.tasks.push(duration));
}

/** Runs in the page: waits until it has nothing left to do. */
function settle() {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return frame().then(() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 }))).then(frame).then(() => globalThis.seen);
}

/** Counts the calls of functions in scripts of the portal. */
async function counting(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return async (origin) => {
    const { result } = await session.send('Profiler.takePreciseCoverage');
    const ours = result.filter(({ url }) => url.startsWith(origin));
    return ours.flatMap(({ functions }) => functions).reduce((sum, { ranges }) => sum + ranges[0].count, 0);
  };
}

async function load(browser, origin, url, width) {
  const context = await browser.newContext({ locale: 'da-DK', viewport: { width, height: 900 } });
  const page = await context.newPage();
  const complaints = await listen(page);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(observe);
  await page.route(/\/portal[-.][^/]*js$/, async (route) => {
    await new Promise((done) => setTimeout(done, LATE));
    await route.continue();
  });
  const calls = await counting(page);
  await page.goto(`${origin}/${url}`, { waitUntil: 'load' });
  const seen = await page.evaluate(settle);
  const result = { ...seen, requests, complaints, calls: await calls(origin) };
  await context.close();
  return result;
}

function problemsOf(type, { shifts, requests, complaints, calls }, origin) {
  const problems = [...complaints];
  const asked = requests.filter((url) => !/\/favicon[^/]*$/.test(url));
  if (asked.length > VIEW.requests + (VIEW.more[type] ?? 0)) problems.push(`${asked.length} requests: ${asked.join(' ')}`);
  for (const url of requests) if (!url.startsWith(`${origin}/`)) problems.push(`asks ${url}`);
  const moved = shifts.reduce((sum, { value }) => sum + value, 0);
  if (moved > (VIEW.moves[type] ?? VIEW.shift)) problems.push(`moves by ${moved.toFixed(4)}: ${shifts.flatMap(({ names }) => names).slice(0, 4).join(' ')}`);
  if (calls > VIEW.calls) problems.push(`${calls} calls of functions`);
  return problems;
}

/** The most that any page has asked, for the record: times are not judged. */
const most = { requests: 0, calls: 0, task: 0 };

export async function view(browser, origin, { type, url }, tally) {
  for (const width of [1280, 360]) {
    const seen = await load(browser, origin, url, width);
    most.requests = Math.max(most.requests, seen.requests.length);
    most.calls = Math.max(most.calls, seen.calls);
    most.task = Math.max(most.task, ...seen.tasks);
    tally.add(`${type} /${url} at ${width}: a light first view`, problemsOf(type, seen, origin));
  }
}

export function figures() {
  const task = most.task ? `longest task ${Math.round(most.task)} ms (not judged)` : 'no task over 50 ms';
  return `first view: at most ${most.requests} requests with the favicon, ${most.calls} calls of functions, ${task}`;
}
