// The files of a built portal against their budgets.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FILES, FORBIDDEN } from '../budgets.mjs';
import { files } from '../parts/folder.mjs';

const KB = 1000;

function heaviest(root, names) {
  const sizes = names.map((name) => {
    const bytes = readFileSync(join(root, name));
    return { raw: bytes.length / KB, gzip: gzipSync(bytes, { level: 9 }).length / KB };
  });
  return { raw: Math.max(...sizes.map(({ raw }) => raw)), gzip: Math.max(...sizes.map(({ gzip }) => gzip)) };
}

export function weight(root, tally) {
  const all = files(root);
  for (const { what, match, not, raw = Infinity, gzip } of FILES) {
    const names = all.filter((name) => match.test(name) && !not?.test(name));
    if (names.length === 0) {
      tally.add(`weight of ${what}`, ['there is none']);
      continue;
    }
    const most = heaviest(root, names);
    const figure = `${most.raw.toFixed(1)} of ${raw} kB, ${most.gzip.toFixed(1)} of ${gzip} kB gzip`;
    console.log(`weight: ${what}: ${figure} (${names.length})`);
    tally.add(`weight of ${what}`, most.raw <= raw && most.gzip <= gzip ? [] : [figure]);
  }
  tally.add('weight: no fonts, no pictures', all.filter((name) => FORBIDDEN.test(name)));
}
