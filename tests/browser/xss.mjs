// node xss.mjs <vejviser> [--few]: says hundreds of texts that would run a script wherever a portal can say
// anything, opens what comes out in Chromium with the policy off, touches everything, and types them where a
// reader can type. Nothing may run. First it shows on careless pages that they do run where nobody escapes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './parts/chromium.mjs';
import { files, serve, urlOf } from './parts/folder.mjs';
import { Tally } from './parts/tally.mjs';
import { SITE, portal, settings } from './xss/portal.mjs';
import { planted } from './xss/planted.mjs';
import { CLASSES, PLAIN, vectors } from './xss/vectors.mjs';
import { Victim } from './xss/victim.mjs';

const DATE = '2026-11-22';
/** What all templates among the vectors come to, were they evaluated. Names of files hold other numbers. */
const EVALUATED = /(?<![0-9a-f-])9359(?![0-9a-f])/;
/** Contexts that work side by side. */
const SIDE_BY_SIDE = 2;
/** Rounds of refusing; a file can have one mistake of YAML at a time. */
const ROUNDS = 60;
/** What a browser shows rather than saves. */
const SHOWN = /\.(html|svg|xml|bpmn)$/;

const args = process.argv.slice(2);
const few = args.includes('--few');
const program = args.find((arg) => !arg.startsWith('--'));
if (!program) throw new Error('usage: node xss.mjs <vejviser> [--few]');

const all = vectors(few);
const tally = new Tally();
const temp = mkdtempSync(join(tmpdir(), 'xss-'));

/** Runs `work` for each of `list`, some at a time, each in a context of its own. */
async function each(browser, list, work) {
  const queue = [...list];
  const worker = async () => {
    const victim = await Victim.of(browser);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(victim, next);
    await victim.context.close();
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

/** On careless pages vectors of every class run. */
async function control(browser) {
  const careless = await planted(all);
  const ran = new Set();
  await each(browser, all, async (victim, vector) => {
    for (const url of careless.urls(vector)) {
      await victim.visit(url);
      if (victim.ran().length > 0) ran.add(vector);
    }
  });
  for (const { name, where } of CLASSES) {
    if (where === null || where === 'template') continue;
    const count = [...ran].filter((vector) => vector.name === name).length;
    tally.add(`control: ${name} run on a careless page`, count > 0 ? [] : ['none of them did']);
  }
  const victim = await Victim.of(browser);
  for (const end of [`#${encodeURIComponent(PLAIN)}`, `?q=${encodeURIComponent(PLAIN)}`]) {
    await victim.visit('about:blank');
    await victim.visit(careless.echo + end);
    tally.add(`control: an address runs on a careless page: ${end}`, victim.ran().length > 0 ? [] : ['it did not']);
  }
  await victim.visit(careless.echo);
  await victim.page.fill('input', PLAIN);
  await victim.touch();
  tally.add('control: what is typed runs on a careless page', victim.ran().length > 0 ? [] : ['it did not']);
  await victim.context.close();
  careless.close();
  return ran.size;
}

/** Templates among the vectors come to their number where they are templates. */
function templates() {
  const root = join(temp, 'templates');
  const of = (name) => join(root, name);
  mkdirSync(of('content'), { recursive: true });
  mkdirSync(of('templates'));
  writeFileSync(of('site.toml'), SITE.join('\n'));
  writeFileSync(of('content/_index.md'), '---\ntitle: Forside\n---\n');
  const list = all.filter(({ where }) => where === 'template').map(({ text }) => text);
  const evaluated = list.filter((text) => {
    writeFileSync(of('templates/home.html'), text);
    const run = spawnSync(program, ['--root', root, 'build', '--output', of('public'), '--date', DATE]);
    return run.status === 0 && EVALUATED.test(readFileSync(of('public/index.html'), 'utf8'));
  });
  tally.add('control: templates are evaluated where they are templates', evaluated.length > 0 ? [] : ['none was']);
  return evaluated.length;
}

function problems(root) {
  const run = spawnSync(program, ['--root', root, 'check', '--format', 'json', '--date', DATE, '--no-history'], { maxBuffer: 2 ** 30 });
  if (run.status > 1) throw new Error(run.stderr.toString());
  return JSON.parse(run.stdout).diagnostics.filter(({ severity }) => severity === 'error');
}

/** Builds a site, without what the program refuses; how many texts it took and how many it refused. */
function compile(root, list) {
  const byPath = new Map(list.map((file) => [file.path, file]));
  const wanted = list.reduce((sum, file) => sum + file.sinks, 0);
  for (const file of list) file.write(root);
  for (let round = 0; ; round += 1) {
    const errors = problems(root);
    if (errors.length === 0) break;
    const changed = new Set();
    // From the end: a piece that goes moves the lines behind it.
    for (const { file: path, line, message } of errors.sort((a, b) => b.line - a.line)) {
      const file = byPath.get(path);
      if (file?.refuse(line)) changed.add(file);
      else if (!file || !changed.has(file)) throw new Error(`${root}/${path}:${line}: ${message}`);
    }
    if (round === ROUNDS) throw new Error(`${root}: still errors after ${ROUNDS} rounds`);
    for (const file of changed) file.write(root);
  }
  const built = spawnSync(program, ['--root', root, 'build', '--output', `${root}-public`, '--date', DATE, '--no-history'], { maxBuffer: 2 ** 30 });
  if (built.status !== 0) throw new Error(built.stderr.toString().slice(-2000));
  const refused = list.reduce((sum, file) => sum + file.refused.length, 0);
  return { output: `${root}-public`, refused, reached: wanted - refused };
}

/** Nothing ran on a page, and nothing in it could. */
async function harmless(victim, url) {
  await victim.visit(url);
  const found = [...victim.ran(), ...(await victim.armed()), ...victim.errors.map((error) => `an error: ${error}`)];
  tally.add(`nothing runs at ${url}`, found);
}

/** All pages; in a sample those of all vectors, and of each vector a few. */
function pages(output) {
  const shown = files(output).filter((file) => SHOWN.test(file));
  if (!few) return shown;
  const number = (file) => Number(/v(\d+)(?:\/|\.)/.exec(file)?.[1] ?? -1);
  const common = shown.filter((file) => number(file) < 0 && !/\/o\d+\/index\.html$/.test(file));
  const own = all.flatMap(({ number: n }) => {
    const list = shown.filter((file) => number(file) === n);
    return [list[n % list.length], list[(n * 7 + 3) % list.length]];
  });
  return [...common, ...new Set(own)];
}

function evaluated(output) {
  const wrong = files(output).filter((file) => /\.(html|svg|xml|json|js|csv|vcf|ics|bpmn)$/.test(file) && !file.startsWith('.'))
    .filter((file) => EVALUATED.test(readFileSync(join(output, file), 'utf8')));
  tally.add('no template in content is evaluated', wrong);
}

/** No cell of a table is a formula, and no line of a card or calendar is another's. */
function otherPrograms(output) {
  const cells = (text) => text.split(/\r?\n/).flatMap((line) => line.split(/[;,]/)).map((cell) => cell.replace(/^"/, ''));
  for (const file of files(output).filter((name) => name.endsWith('.csv'))) {
    tally.add(`${file} has no formula`, cells(readFileSync(join(output, file), 'utf8')).filter((cell) => /^[=@]|^[+-][^\d\s]/.test(cell)));
  }
  for (const file of files(output).filter((name) => /\.(vcf|ics)$/.test(name))) {
    tally.add(`${file} has no foreign line`, readFileSync(join(output, file), 'utf8').split(/\r?\n/).filter((line) => /^URL:javascript/i.test(line)));
  }
}

/** Typed where a reader types, and as the end of an address. */
async function typing(browser, origin) {
  const field = {
    'soeg/': 'main input[type="search"]',
    'gange/': 'main input[type="search"], main input[type="text"]',
    'frister/': 'main input[type="search"], main input[type="text"]',
    'ting/': 'main input[type="search"], main input[type="text"]',
  };
  const typed = new Set();
  await each(browser, Object.entries(field), async (victim, [url, selector]) => {
    await victim.visit(`${origin}/${url}`);
    const input = victim.page.locator(selector).first();
    if ((await input.count()) === 0) return;
    typed.add(url);
    for (const { text, number } of all) {
      // A search also finds what the vectors have made; their numbers are in their titles.
      for (const query of url === 'soeg/' ? [text, `v${number}`] : [text]) {
        await input.fill(query.replace(/[\r\n]/g, ' '));
        await victim.page.waitForTimeout(SIDE_BY_SIDE * 10);
      }
      const found = [...victim.ran(), ...(number % 10 === 0 ? await victim.armed() : [])];
      if (found.length > 0) tally.add(`nothing runs that is typed at ${url}: ${text}`, found);
    }
    tally.add(`nothing runs that is typed at ${url}`, [...victim.ran(), ...(await victim.armed())]);
  });
  tally.add('there are fields to type in', typed.size > 1 && typed.has('soeg/') ? [] : [`only ${[...typed]}`]);
  await addresses(browser, origin);
  await palette(browser, origin);
}

async function addresses(browser, origin) {
  const places = ['soeg/?q=', 'gange/?q=', 'gange/?ansvar=', 'gange/#', 'frister/?q=', '#', 'nej/?q='];
  const list = all.flatMap(({ text, number }) => places.filter((_, at) => !few || at === number % places.length).map((place) => [place, text]));
  await each(browser, list, async (victim, [place, text]) => {
    const url = `${origin}/${place}${encodeURIComponent(text.toWellFormed?.() ?? text)}`;
    // Only the hash changes: the page must be loaded anew.
    await victim.page.goto('about:blank');
    await victim.page.goto(url, { waitUntil: 'load' });
    await victim.page.waitForTimeout(SIDE_BY_SIDE * 10);
    const found = [...victim.ran(), ...(await victim.armed())];
    if (found.length > 0) tally.add(`nothing runs at ${url}`, found);
  });
  tally.add(`nothing runs from ${list.length} addresses`, []);
}

async function palette(browser, origin) {
  const victim = await Victim.of(browser);
  await victim.visit(`${origin}/sider/`);
  await victim.page.goto(`${origin}/sider/`);
  await victim.page.keyboard.press('Control+k');
  const input = victim.page.locator('dialog.palette input');
  await input.waitFor({ timeout: 5000 });
  for (const { text, number } of all) {
    for (const query of [text.replace(/[\r\n]/g, ' '), `v${number}`]) {
      await input.fill(query);
      await victim.page.waitForTimeout(SIDE_BY_SIDE * 10);
    }
  }
  tally.add('nothing runs that is typed in the palette', [...victim.ran(), ...(await victim.armed())]);
  await victim.context.close();
}

/** The settings of a site hold one text each, so every vector has a small site of its own. */
async function sites(browser) {
  const list = few ? all.filter((_, at) => at % 5 === 0) : all;
  let [reached, refused] = [0, 0];
  await each(browser, list, async (victim, vector) => {
    const compiled = compile(join(temp, `site-${vector.number}`), settings(vector));
    reached += compiled.reached;
    refused += compiled.refused;
    const { origin, close } = await serve(compiled.output);
    for (const url of ['', 'side/', 'tilgaengelighed/']) await harmless(victim, `${origin}/${url}`);
    evaluated(compiled.output);
    close();
  });
  return { reached, refused };
}

async function main() {
  const browser = await launch();
  const ran = await control(browser);
  const templated = templates();
  const site = compile(join(temp, 'site'), portal(all));
  evaluated(site.output);
  otherPrograms(site.output);
  const { origin, close } = await serve(site.output);
  const opened = pages(site.output);
  await each(browser, opened, (victim, file) => harmless(victim, `${origin}/${urlOf(file)}`));
  await typing(browser, origin);
  const small = await sites(browser);
  await browser.close();
  close();
  const [reached, refused] = [site.reached + small.reached, site.refused + small.refused];
  console.log(`figure: script injection: ${all.length} vectors (${ran + templated} run on careless pages), ${reached} texts in place, ${refused} refused, ${opened.length} pages opened; ${tally.failed} violations`);
}

try {
  await main();
} finally {
  rmSync(temp, { recursive: true });
}
console.log(tally.summary.replace('browser', 'script injection'));
process.exit(tally.failed > 0 ? 1 : 0);
