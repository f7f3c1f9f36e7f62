// The types of page a portal has, and one page of each to look at.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { files, urlOf } from './folder.mjs';

/**
 * Where pages of a type stand in the shipped portal. Of several the largest is taken: what breaks
 * a layout is most likely to be on it. A page belongs to the first type that it matches.
 */
const TYPES = [
  ['home', /^$/],
  ['search', /^soeg\/$/],
  ['quality', /^kvalitet\/$/],
  ['deadlines', /^frister\/$/],
  ['changes', /^nyt\/$/],
  ['news', /^nyt\/[^/]+\/$/],
  ['shared-list', /^sagsgange\/$/],
  ['shortcuts', /^genveje\/$/],
  ['accessibility', /^tilgaengelighed\/$/],
  ['not-found', /^404\.html$/],
  ['audience-index', /^maalgrupper\/$/],
  ['audience', /^maalgrupper\/[^/]+\/$/],
  ['role-index', /^roller\/$/],
  ['role', /^roller\/[^/]+\/$/],
  ['workflow-index', /^arbejdsgange\/$/],
  ['facet', /^arbejdsgange\/efter\/.+\/$/],
  ['workflow-checklist', /^arbejdsgange\/.+\/tjekliste\/$/],
  ['area', /^arbejdsgange\/[^/]+\/$/],
  ['workflow', /^arbejdsgange\/[^/]+\/[^/]+\/$/],
  ['tool-index', /^redskaber\/$/],
  ['tool-letter', /^redskaber\/brev-[^/]+\/$/],
  ['tool-checklist', /^redskaber\/tj-[^/]+\/$/],
  ['it-system', /^redskaber\/(ky|fasit|cura|kmd-[^/]+)\/$/],
  ['tool', /^redskaber\/[^/]+\/$/],
  ['abc-index', /^abc\/$/],
  ['term', /^abc\/[^/]+\/$/],
  ['sof-guide', /^sof-guide\/$/],
  ['service-index', /^sof-guide\/ydelser\/$/],
  ['service', /^sof-guide\/ydelser\/[^/]+\/$/],
  ['centre-index', /^sof-guide\/centre\/$/],
  ['centre', /^sof-guide\/centre\/[^/]+\/$/],
  ['contact-index', /^kontakt\/$/],
  ['contact', /^kontakt\/[^/]+\/$/],
  ['responsibility', /^ansvar\/$/],
  ['topic', /^ansvar\/[^/]+\/$/],
  ['law-index', /^lovgivning\/$/],
  ['law', /^lovgivning\/[^/]+\/$/],
  ['guide-index', /^serviceguide\/$/],
  ['guide', /^serviceguide\/[^/]+\/$/],
  ['path-index', /^laering\/$/],
  ['path', /^laering\/[^/]+\/$/],
  ['map', /^samarbejde\/kort\/$/],
  ['handovers', /^samarbejde\/kort\/[^/]+\/$/],
  ['cooperation-index', /^samarbejde\/$/],
  ['cooperation', /^samarbejde\/[^/]+\/$/],
];

/** One page of each type: `[{type, url}]`, and the types that no page matches. */
export function samples(root) {
  const largest = new Map();
  for (const file of files(root).filter((name) => name.endsWith('.html'))) {
    const url = urlOf(file);
    const type = TYPES.find(([, pattern]) => pattern.test(url))?.[0];
    const { size } = statSync(join(root, file));
    if (type && size > (largest.get(type)?.size ?? 0)) largest.set(type, { type, url, size });
  }
  const names = TYPES.map(([type]) => type);
  return { pages: names.flatMap((type) => largest.get(type) ?? []), missing: names.filter((type) => !largest.has(type)) };
}
