// The portal that is handed out: the small one of the tests, with old addresses of every sort, at the top of
// a host or below a folder.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SMALL = new URL('../portal', import.meta.url).pathname;

/** Addresses that portals of earlier systems really had, and some that only an enemy would write. */
export const OLD = [
  'gammel-side/', 'gammel side/', 'æbler & pærer/', '50%/', '100%25/', 'a\'c/', '$1/', '%{REQUEST_URI}/', '{x}/', 'a;b/',
  'a+b/', '^x$/', 'a&b/', '[x](y)z/', '~hjem/', '.gemt/', 'index.php', 'default.aspx', 'ÆØÅ.html',
  'samarbejde/mappe/', 'SAMARBEJDE/', '}}/', 'a b/c d.html',
];

/** Where all of them lead. */
export const NEW = 'samarbejde/gamle-adresser/';

/** A file that lies where the theme's files do and keeps its name when it changes. */
export const UNHASHED = 'assets/billede.png';

/** Writes the site below `folder`, with `address` as its own. */
export function site(folder, address) {
  cpSync(SMALL, folder, { recursive: true });
  const settings = readFileSync(join(folder, 'site.toml'), 'utf8').replace(/^base_url = .*$/m, `base_url = "${address}"`);
  if (!settings.includes(`"${address}"`)) throw new Error('tests/portal/site.toml has no base_url');
  const output = '\n[output]\nhosts = ["apache", "iis", "azure"]\npacked = true\n';
  writeFileSync(join(folder, 'site.toml'), settings + output);
  const aliases = OLD.map((alias) => `  - ${JSON.stringify(`/${alias}`)}\n`).join('');
  const page = `---\ntitle: Gamle adresser\naliases:\n${aliases}---\nHer er de.\n`;
  writeFileSync(join(folder, 'content', `${NEW.slice(0, -1)}.md`), page);
  mkdirSync(join(folder, 'content/assets'));
  cpSync(join(SMALL, 'content/arbejdsgange/ydelser/tidslinje.png'), join(folder, 'content', UNHASHED));
}

/** Builds the site to `portal`; the settings of nginx, which do not live there, go to `settings`. */
export function build(vejviser, folder, portal, settings) {
  const run = (...args) => execFileSync(vejviser, ['--root', folder, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  run('build', '--date', '2026-11-22', '--no-history', '--output', portal);
  run('export', 'host', 'nginx', '--output', settings);
}
