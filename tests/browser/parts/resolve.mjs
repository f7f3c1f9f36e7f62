// Where a link of a file leads, as a browser would find it. Only relative links are right: a portal
// must work in a subfolder and from a disk.

import { posix } from 'node:path';

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const ALLOWED = new Set(['http', 'https', 'mailto', 'tel']);

/** `{external}`, `{problem}` or `{file, anchor}`. */
export function resolve(from, link) {
  const scheme = SCHEME.exec(link)?.[1].toLowerCase();
  if (scheme) return ALLOWED.has(scheme) ? { external: true } : { problem: `uses ${scheme}:` };
  if (link.startsWith('//')) return { external: true };
  if (link.startsWith('/')) return { problem: 'is not relative' };
  const [, path, anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(link);
  if (path === '') return { file: from, anchor: decode(anchor) };
  const joined = posix.normalize(posix.join(posix.dirname(from), decode(path)));
  if (joined.startsWith('../') || joined === '..') return { problem: 'leads out of the portal' };
  const folder = /(^|\/)\.{0,2}$/.test(path);
  return { file: folder ? posix.join(joined, 'index.html') : joined, anchor: decode(anchor) };
}

function decode(text) {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}
