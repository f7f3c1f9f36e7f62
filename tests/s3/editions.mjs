// Two editions of a small portal, so different that going from one to the other adds, changes, renames and
// removes pages and files; and what they are when they are built.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { files } from '../browser/parts/folder.mjs';

const DATE = '2026-11-22';

const page = (title, text, more = '') => `---\ntitle: ${title}\n${more}---\n${text}\n`;
const section = (title, kind) => `---\ntitle: ${title}\nkind: ${kind}\n---\n`;

const SHARED = {
  'abc/_index.md': section('ABC', 'term'),
  'samarbejde/_index.md': section('Samarbejdet', 'page'),
};

const EDITIONS = {
  a: {
    'abc/bevilling.md': page('Bevilling', 'Se [frist](frist.md).', 'short: Et ja.\n'),
    'abc/frist.md': page('Frist', 'Se [bevilling](bevilling.md).', 'short: En dag.\n'),
    'samarbejde/moede.md': page('Møder', 'Vi mødes om mandagen. [Skema](skema.csv)'),
    'samarbejde/skema.csv': 'a;b\n',
    'samarbejde/udgaar.md': page('Udgår', 'Siden er her kun nu. [Møder](moede.md)'),
  },
  b: {
    'abc/tilsagn.md': page('Tilsagn', 'Se [frist](frist.md).', 'short: Et ja.\naliases: [/abc/bevilling/]\n'),
    'abc/frist.md': page('Frist', 'Se [tilsagn](tilsagn.md) og [klage](klage.md).', 'short: En dag.\n'),
    'abc/klage.md': page('Klage', 'Se [frist](frist.md).', 'short: Et nej til et nej.\n'),
    'samarbejde/moede.md': page('Møder', 'Vi mødes om tirsdagen. [Skema](skema.csv)'),
    'samarbejde/skema.csv': 'a;b;c\n',
  },
};

/** Writes the sources of an edition in place of what is there. */
export function write(root, name, endpoint) {
  rmSync(join(root, 'content'), { recursive: true, force: true });
  const settings = `title = "Prøve"
base_url = "https://portal.example/"

[[administration]]
id = "bif"
name = "Beskæftigelse"
short = "BIF"

[output]
gone = ["/abc/*", "/samarbejde/*"]

[[target]]
name = "lager"
bucket = "portal"
prefix = "bif"
endpoint = "${endpoint}"
releases = 2
`;
  const sources = { ...SHARED, ...EDITIONS[name] };
  const all = { 'site.toml': settings, ...Object.fromEntries(Object.entries(sources).map(([path, text]) => [`content/${path}`, text])) };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Builds an edition in a folder: each file's path and bytes. */
export function build(vejviser, root, name, output) {
  write(root, name, 'http://portal.example');
  execFileSync(vejviser, ['build', '--root', root, '--date', DATE, '--no-history', '--output', output], { stdio: 'pipe' });
  return new Map(files(output).map((path) => [path, readFileSync(join(output, path))]));
}

export const md5 = (bytes) => createHash('md5').update(bytes).digest('hex');
export const WHEN = ['--date', DATE, '--no-history'];
