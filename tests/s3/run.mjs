// node run.mjs <vejviser> <moto_server> [every]: publishing to a store that speaks S3. The program is killed at
// every request of a publication (or every n-th), before it reaches the store and after; what readers see must be
// whole each time, the next run must finish the work, and the one after it must find nothing to do.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tally } from '../browser/parts/tally.mjs';
import { read } from '../browser/parts/html.mjs';
import { resolve } from '../browser/parts/resolve.mjs';
import { WHEN, build, md5, write } from './editions.mjs';
import { objects, startStore, startWay } from './store.mjs';

const PREFIX = 'bif/';
const OWN = '.vejviser-';
const SECRET = 'not-so-secret-0123456789';
const KEYS = { AWS_ACCESS_KEY_ID: 'tester', AWS_SECRET_ACCESS_KEY: SECRET, USER: 'ane' };

/** Runs the program to its end: `{code, text}`. `begun(child)` is told of the process. */
function run(args, { env = KEYS, begun = () => {} } = {}) {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, GITHUB_ACTOR: ___, ...rest } = process.env;
  const child = spawn(vejviser, args, { env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  begun(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return new Promise((ended) => child.once('close', (code, signal) => ended({ code, signal, text })));
}

const publish = (...more) => run(['publish', 'lager', '--root', root, ...WHEN, ...more]);
const rollback = (...more) => run(['rollback', '--root', root, '--lang', 'en', ...more]);

/** The objects of the portal as readers can see them, without our own. */
async function visible() {
  const all = [...(await objects(store.bucket))].filter(([key]) => key.startsWith(PREFIX));
  const paths = all.map(([key, tag]) => [key.slice(PREFIX.length), tag]);
  return new Map(paths.filter(([path]) => !path.startsWith(OWN)));
}

/** The edition's bytes of a file that stands, if it is one's. */
const bytesOf = (editions, path, tag) =>
  editions.map((edition) => edition.get(path)).find((bytes) => bytes && md5(bytes) === tag);

/**
 * Where links lead from what readers had before, on and on. A new page may stand before another that it leads to;
 * no page leads to it until both are there. Once pages go, those that are to go are no place to begin: no page that
 * stays leads to them, and who has one open meets gaps in any order, for pages that go name each other.
 */
function walked(stands, [before, name]) {
  const problems = [];
  const pages = [...before.keys()].filter((path) => path.endsWith('.html'));
  const going = pages.some((path) => !stands.has(path));
  const seen = new Set(pages.filter((path) => !going || name.has(path)));
  const editions = [before, name];
  for (const path of seen) {
    const bytes = bytesOf(editions, path, stands.get(path));
    for (const { attribute, value } of bytes ? read(bytes.toString(), path).links : []) {
      const { file } = resolve(path, value);
      if (file && !stands.has(file)) problems.push(`${path}: ${attribute}="${value}" leads to nothing`);
      else if (file?.endsWith('.html')) seen.add(file);
    }
  }
  return problems;
}

/** Problems of what stands there: torn or foreign files, links to nothing, pages that are missing. */
async function problemsOf(stands, editions) {
  const problems = walked(stands, editions);
  for (const [path, tag] of stands) {
    if (!bytesOf(editions, path, tag)) problems.push(`${path} is of no edition`);
  }
  for (const path of editions[0].keys()) {
    const everywhere = editions.every((edition) => edition.has(path));
    if (everywhere && !path.startsWith(OWN) && !stands.has(path)) problems.push(`${path} is gone`);
  }
  return problems;
}

/** Whether just this edition stands; assets of the one before may stand with it. */
async function differences(edition, before) {
  const stands = await visible();
  const problems = [];
  for (const [path, bytes] of edition) {
    if (!path.startsWith(OWN) && stands.get(path) !== md5(bytes)) problems.push(`${path} is not the edition's`);
  }
  for (const path of stands.keys()) {
    const kept = path.startsWith('assets/') && before?.has(path);
    if (!edition.has(path) && !kept) problems.push(`${path} is left over`);
  }
  return problems;
}

/** Reads or changes an object behind the program's back. */
async function ask(method, path, body) {
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=a/20261122/us-east-1/s3/aws4_request' };
  const answer = await fetch(`${store.bucket}/${PREFIX}${path}`, { method, body, headers });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer;
}

const writes = () => way.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
const uploads = () => writes().filter(({ method, headers }) => method === 'PUT' && !headers['x-amz-copy-source']);
const expect = (holds, problem) => (holds ? [] : [problem]);
const says = ({ code, text }, wanted, words) =>
  code === wanted && text.includes(words) ? [] : [`exit ${code}, and: ${text.slice(-600)}`];

/** Publishes an edition to its end, and again, which must be no work. */
async function settle(what, name, before) {
  write(root, name, way.url);
  way.clear();
  const first = await publish();
  tally.add(`${what}: publishes`, says(first, 0, ''));
  tally.add(`${what}: the edition stands`, await differences(built[name], built[before]));
  const number = way.requests.length;
  way.clear();
  const second = await publish();
  tally.add(`${what}: again`, says(second, 0, 'allerede'));
  tally.add(`${what}: again writes nothing`, writes().map(({ method, path }) => `${method} ${path}`));
  return number;
}

/** Kills the program at the n-th request of going to an edition; false when there was no n-th. */
async function killAt(number, after, name, before) {
  write(root, name, way.url);
  way.clear();
  let child;
  const kill = () => child.kill('SIGKILL');
  way.meets = (_, at) => {
    if (at < number) return 'pass';
    if (at === number && after) return kill;
    kill();
    return 'drop';
  };
  const { signal } = await run(['publish', '--root', root, ...WHEN], { begun: (process) => (child = process) });
  const what = `killed ${after ? 'after' : 'before'} request ${number} on the way to ${name}`;
  if (signal !== 'SIGKILL') return false;
  const editions = [built[before], built[name]];
  tally.add(`${what}: readers see whole pages`, await problemsOf(await visible(), editions));
  await settle(`${what}, then`, name, before);
  return true;
}

async function killedEverywhere(every) {
  const order = ['a', 'b'];
  let kills = 0;
  for (const after of [false, true]) {
    for (let number = after ? Math.ceil(every / 2) : 1; ; number += every) {
      const [before, name] = order;
      if (!(await killAt(number, after, name, before))) break;
      kills += 1;
      order.reverse();
    }
  }
  // The last run was not killed: the edition it went to stands.
  await settle('after all', 'b', 'a');
  return kills;
}

async function releases() {
  await settle('release a', 'a', 'b');
  await settle('release b', 'b', 'a');
  way.clear();
  tally.add('rollback', says(await rollback(), 0, 'Release'));
  tally.add('rollback: a stands', await differences(built.a, built.b));
  const transferred = uploads().filter(({ path }) => !path.includes(OWN));
  tally.add('rollback transfers no file', transferred.map(({ path }) => path));
  tally.add('rollback to nothing', says(await rollback('1'), 3, 'no release 1'));
  const list = await run(['publish', '--list', '--root', root]);
  const lines = list.text.trim().split('\n');
  tally.add('list: three releases', expect(lines.length === 3 && list.text.includes('ane'), list.text));
  const newest = Number.parseInt(lines[0], 10);
  tally.add('rollback to a number', says(await rollback(String(newest - 1)), 0, `Release ${newest - 1}`));
  tally.add('rollback to a number: b stands', await differences(built.b, built.a));
  await settle('after going back', 'b', 'a');
}

async function damage() {
  const verify = () => run(['verify', 'lager', '--root', root]);
  tally.add('verify', says(await verify(), 0, 'Alle'));
  const same = built.b.get('abc/frist/index.html').toString().replace('Frist', 'Tsirf');
  await ask('PUT', 'abc/frist/index.html', same);
  await ask('DELETE', 'abc/klage/index.html');
  const found = await verify();
  tally.add('verify finds a change', says(found, 3, 'ændret: abc/frist/index.html'));
  tally.add('verify finds a gap', says(found, 3, 'mangler: abc/klage/index.html'));
  tally.add('repair', says(await publish('--repair'), 0, '2 overført'));
  tally.add('repair: b stands', await differences(built.b, built.a));
  tally.add('repair: verify', says(await verify(), 0, 'Alle'));
}

async function refusals() {
  write(root, 'a', way.url);
  way.clear();
  const dry = await publish('--dry-run');
  tally.add('dry run', says(dry, 0, '- abc/klage/index.html'));
  tally.add('dry run writes nothing', writes().map(({ method, path }) => `${method} ${path}`));
  tally.add('too many deletes', says(await publish('--max-deletes', '1'), 4, '--max-deletes'));
  tally.add('too many deletes: b stands', await differences(built.b, built.a));
  tally.add('no credentials', says(await run(['publish', '--root', root, ...WHEN], { env: {} }), 3, 'AWS_SECRET_ACCESS_KEY'));
  way.meets = () => 'denied';
  tally.add('denied', says(await publish(), 3, 'AccessDenied'));
  way.meets = () => 'drop';
  tally.add('nobody there', says(await publish(), 3, 'svarer ikke'));
  way.meets = (_, at) => (at % 5 === 0 ? 'drop' : 'pass');
  tally.add('a bad line is no hindrance', says(await publish(), 0, 'udgivelse'));
  tally.add('a bad line: a stands', await differences(built.a, built.b));
  write(root, 'b', way.url);
  way.clear();
  await ask('PUT', 'abc/klage/index.html', 'of others');
  tally.add('a file of others', says(await publish(), 4, 'abc/klage/index.html'));
  await ask('DELETE', 'abc/klage/index.html');
}

/** A lock that nobody writes anew is waited for, and taken. */
async function runsOut() {
  const from = performance.now();
  tally.add('a lock whose holder is gone runs out', says(await publish(), 0, 'der ventes'));
  tally.add('but not at once', expect(performance.now() - from > 90_000, 'it was taken early'));
  write(root, 'a', way.url);
  tally.add('back to a', says(await publish(), 0, 'udgivelse'));
  write(root, 'b', way.url);
}

async function others() {
  const lock = `${OWN}archive/lock.json`;
  await ask('PUT', lock, JSON.stringify({ pid: 1, host: 'another', begun: '', beat: 0 }));
  tally.add('locked', says(await publish('--no-wait'), 4, 'another'));
  tally.add('locked: a stands', await differences(built.a, built.b));
  if (every === '1') await runsOut();
  else await ask('DELETE', lock);
  const manifest = `${OWN}manifest.json`;
  way.clear();
  way.meets = async ({ method, path }) => {
    if (method === 'PUT' && path.endsWith(manifest)) {
      const old = await (await ask('GET', manifest)).text();
      await ask('PUT', manifest, `${old} `);
    }
    return 'pass';
  };
  tally.add('overtaken', says(await publish(), 4, 'En anden har udgivet'));
  await settle('after being overtaken', 'b', 'a');
  const types = await ask('HEAD', 'abc/frist/index.html');
  const said = [types.headers.get('content-type'), types.headers.get('cache-control')].join('; ');
  tally.add('type and caching of a page', expect(said === 'text/html; charset=utf-8; no-cache', said));
}

const [vejviser, command, every = '1'] = process.argv.slice(2);
if (!vejviser || !command) {
  console.error('usage: node run.mjs <vejviser> <moto_server> [every]');
  process.exit(2);
}
const temp = mkdtempSync(join(tmpdir(), 'vejviser-s3-'));
const root = join(temp, 'site');
mkdirSync(root);
const tally = new Tally('S3');
let built;
const store = await startStore(command, 'portal');
const way = await startWay(store.port);
try {
  built = { a: build(vejviser, root, 'a', join(temp, 'a')), b: build(vejviser, root, 'b', join(temp, 'b')) };
  await settle('first', 'a');
  const kills = await killedEverywhere(Number(every));
  await releases();
  await damage();
  await refusals();
  await others();
  const wrong = tally.failed;
  // The line that tests/soak takes into its table.
  const figure = every === '1' ? 'figure: ' : '';
  console.log(`${figure}${tally.summary}; killed at ${kills} requests`);
  process.exitCode = wrong ? 1 : 0;
} finally {
  way.stop();
  store.stop();
  rmSync(temp, { recursive: true, force: true });
}
