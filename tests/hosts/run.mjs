// node run.mjs <vejviser>: builds a portal, hands it out by nginx and by Apache with the settings that the
// program writes, and asks for every file over HTTP: at the top of a host, and below a folder.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { files } from '../browser/parts/folder.mjs';
import { Tally } from '../browser/parts/tally.mjs';
import { Asker } from './asks.mjs';
import { apache, nginx } from './servers.mjs';
import { build, site } from './site.mjs';

const BASES = ['/', '/fælles mappe/portal/'];
/** Our notes, what only servers read, and copies. */
const UNSEEN = /^\.vejviser|^\.htaccess$|^web\.config$|^staticwebapp\.config\.json$|\.gz$/;

/** Every file of the portal but the pages of old addresses. */
function seen(root) {
  const isOld = (file) => /http-equiv="refresh"/.test(readFileSync(join(root, file)));
  return files(root).filter((file) => !UNSEEN.test(file) && !isOld(file));
}

async function everything(asker, root) {
  const all = files(root);
  const packed = new Set(all.filter((file) => file.endsWith('.gz')).map((file) => file.slice(0, -'.gz'.length)));
  for (const file of seen(root)) {
    await asker.file(file);
    if (packed.has(file)) await asker.packed(file);
  }
  asker.add('there are packed copies', [packed.size < 20 && `only ${packed.size}`]);
  await asker.moved();
  await asker.missing();
  await asker.folders();
}

/** One portal, by one server after the other. */
async function hand(vejviser, temp, base, tally) {
  const folder = mkdtempSync(join(temp, 'host-'));
  chmodSync(folder, 0o755); // servers give up root's rights
  const [www, settings] = [join(folder, 'www'), join(folder, 'portal.conf')];
  const root = join(www, base);
  mkdirSync(root, { recursive: true });
  site(join(folder, 'site'), new URL(base, 'https://portal.example').href);
  build(vejviser, join(folder, 'site'), root, settings);
  const servers = [
    ['nginx', () => nginx(folder, www, settings), (asker) => everything(asker, root)],
    ['apache', () => apache(folder, www), (asker) => everything(asker, root)],
    ['bare apache', () => apache(folder, www, []), (asker) => asker.bare()],
  ];
  for (const [name, start, asks] of servers) {
    const { port, stop } = await start();
    try {
      await asks(new Asker(`${name} at ${base}`, port, base, root, tally));
    } finally {
      await stop();
    }
  }
}

const [vejviser] = process.argv.slice(2);
if (!vejviser) {
  console.error('usage: node run.mjs <the program>');
  process.exit(2);
}
const temp = mkdtempSync(join(tmpdir(), 'vejviser-hosts-'));
chmodSync(temp, 0o755);
const tally = new Tally();
try {
  for (const base of BASES) await hand(vejviser, temp, base, tally);
} finally {
  rmSync(temp, { recursive: true });
}
console.log(tally.summary.replace('browser', 'hosts'));
process.exit(tally.failed > 0 ? 1 : 0);
