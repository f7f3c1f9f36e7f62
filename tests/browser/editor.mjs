// node editor.mjs <vejviser>: the first two minutes of a new editor, as docs/editors.md has them: a portal is
// made and served, a line is changed and the browser shows it at the same place; the file is opened from the page,
// its folder renamed; a mistake is made, shown and mended. Prints how long it took from the first command to the
// first change that could be seen.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from './parts/chromium.mjs';
import { Tally } from './parts/tally.mjs';

/** Milliseconds that anything may take; far more than it does. */
const PATIENCE = 10_000;
const PAGE = 'arbejdsgange/enkelte-udgifter/hjaelp-til-en-regning';
const LINE = 'title: Hjælp til en regning';
const CHANGED = 'Hjælp til en rykker';
/** Of the page's text. */
const SENTENCE = 'Arbejdsgangen gælder én regning';
/** The list of what is wrong, which the server puts into the page. */
const PANEL = 'vejviser-problems #panel';

/** Starts the server on a free port; resolves when it says where it is. `Rediger` copies the file to `opened`. */
function serve(vejviser, root, opened) {
  const edit = `cp {file} ${opened}`;
  const options = { stdio: ['ignore', 'ignore', 'pipe'] };
  const server = spawn(vejviser, ['serve', '--root', root, '--port', '0', '--edit', edit], options);
  const said = createInterface({ input: server.stderr });
  return new Promise((resolveUrl, reject) => {
    const timer = setTimeout(() => reject(new Error('serve did not begin')), PATIENCE);
    server.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    said.on('line', (line) => {
      const url = /Portalen vises på (http:\S+)/.exec(line)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolveUrl({ url, stop: () => server.kill() });
    });
  });
}

/** What does not come in time, as a problem. */
async function within(what, wait) {
  try {
    await wait;
    return [];
  } catch (error) {
    return [`${what}: ${error.message.split('\n')[0]}`];
  }
}

/** Until something is so; asked again and again, since nobody tells. */
async function until(is) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    if (await is()) return;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error('not so in time');
}

/** A save while the reader is further down: the page comes back at the same place. */
async function kept(page, file, text) {
  const MARK = 'Et afsnit til allersidst.';
  await page.evaluate(() => scrollTo({ top: 400, behavior: 'instant' }));
  const before = await page.evaluate(() => scrollY);
  writeFileSync(file, `${text}\n${MARK}\n`);
  const problems = await within('not seen', page.getByText(MARK).waitFor({ state: 'attached', timeout: PATIENCE }));
  const at = () => page.evaluate(() => scrollY);
  const stays = within('the place is lost', until(async () => before > 0 && (await at()) === before));
  return [...problems, ...(await stays)];
}

/** The button beside the page opens its file in the program of the editor's choice. */
async function opens(page, file, opened) {
  await page.getByRole('button', { name: 'Rediger' }).click();
  const same = () => existsSync(opened) && readFileSync(opened, 'utf8') === readFileSync(file, 'utf8');
  return within('the file is not opened', until(same));
}

/** The whole folder under another name, as a change of branches does it: pages move, and nobody starts anew. */
async function moves(page, root, url) {
  const from = join(root, 'content/arbejdsgange/enkelte-udgifter');
  const to = join(root, 'content/arbejdsgange/regninger');
  const name = PAGE.split('/').at(-1);
  const answers = async (folder, status) => (await page.request.get(`${url}arbejdsgange/${folder}/${name}/`)).status() === status;
  renameSync(from, to);
  const moved = until(async () => (await answers('regninger', 200)) && (await answers('enkelte-udgifter', 404)));
  const problems = await within('the folder did not move', moved);
  renameSync(to, from);
  const back = until(async () => (await answers('regninger', 404)) && (await answers('enkelte-udgifter', 200)));
  return [...problems, ...(await within('the folder did not come back', back))];
}

const heading = (page, text) => page.locator('h1', { hasText: text }).waitFor({ timeout: PATIENCE });

/** The list of problems says in Danish what is wrong, where, and what to write. */
async function mistake(page, lineNumber) {
  const panel = page.locator(PANEL);
  const problems = await within('no list of problems', panel.waitFor({ timeout: PATIENCE }));
  if (problems.length > 0) return problems;
  const text = await panel.innerText();
  const wanted = ['Fejl', `content/${PAGE}.md:${lineNumber}:1`, 'titel', 'Hjælp: ', 'title'];
  return wanted.filter((part) => !text.includes(part)).map((part) => `»${part}« is not in: ${text}`);
}

async function walk(vejviser, folder, browser, tally) {
  const begun = performance.now();
  const root = join(folder, 'min-portal');
  execFileSync(vejviser, ['init', root], { stdio: 'ignore' });
  const opened = join(folder, 'opened');
  const { url, stop } = await serve(vejviser, root, opened);
  try {
    const page = await browser.newPage();
    await page.goto(`${url}${PAGE}/`);
    const file = join(root, 'content', `${PAGE}.md`);
    const text = readFileSync(file, 'utf8');
    tally.add('editor: the line of the guide is in the page', text.includes(`\n${LINE}\n`) ? [] : [LINE]);
    const changed = text.replace(LINE, `title: ${CHANGED}`);
    const saved = performance.now();
    writeFileSync(file, changed);
    tally.add('editor: a saved change is seen', await within('not seen', heading(page, CHANGED)));
    const seen = performance.now();
    tally.add('editor: a save leaves the reader in place', await kept(page, file, changed));
    tally.add('editor: »Rediger« opens the file', await opens(page, file, opened));
    tally.add('editor: a folder is renamed and back', await moves(page, root, url));
    writeFileSync(file, changed.replace('title:', 'titel:'));
    const line = changed.slice(0, changed.indexOf('title:')).split('\n').length;
    tally.add('editor: a mistake is shown with its place', await mistake(page, line));
    tally.add('editor: the page stays meanwhile', await within('gone', page.getByText(SENTENCE).first().waitFor({ timeout: PATIENCE })));
    writeFileSync(file, changed);
    tally.add('editor: the mended page is seen', await within('not seen', heading(page, CHANGED)));
    const gone = page.locator(PANEL).waitFor({ state: 'hidden', timeout: PATIENCE });
    tally.add('editor: a mended mistake is gone', await within('still there', gone));
    return { all: seen - begun, save: seen - saved };
  } finally {
    stop();
  }
}

const [vejviser] = process.argv.slice(2);
if (!vejviser) {
  console.error('usage: node editor.mjs <vejviser>');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'vejviser-editor-'));
const tally = new Tally();
const browser = await launch();
try {
  const { all, save } = await walk(resolve(vejviser), folder, browser, tally);
  console.log(`editor: ${(all / 1000).toFixed(1)} s from the first command to the first change seen, ${Math.round(save)} ms of it from the save`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(tally.summary.replace('browser', 'editor'));
process.exit(tally.failed > 0 ? 1 : 0);
