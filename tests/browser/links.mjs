// node links.mjs <folder>: reads every HTML file of a built portal with a parser of its own and
// checks what the program promises. It shares no code with the program on purpose.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { files, urlOf } from './parts/folder.mjs';
import { read } from './parts/html.mjs';
import { resolve } from './parts/resolve.mjs';

const SHOWN = 50;

function checkLinks(file, page, folder, problems) {
  for (const { tag, attribute, value, loads } of page.links) {
    const target = resolve(file, value);
    const at = `${file}: <${tag} ${attribute}="${value}">`;
    if (target.external) {
      if (loads) problems.push(`${at} asks another origin`);
    } else if (target.problem) {
      problems.push(`${at} ${target.problem}`);
    } else if (!folder.has(target.file)) {
      problems.push(`${at} leads to ${target.file}, which is not there`);
    } else if (target.anchor && folder.get(target.file) && !folder.get(target.file).ids.has(target.anchor)) {
      problems.push(`${at}: ${target.file} has no id "${target.anchor}"`);
    }
  }
}

/** Addresses in style sheets are requests as well. */
function checkStyle(root, file, folder, problems) {
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, , value] of text.matchAll(/(?:url\(|@import)\s*(["']?)([^"')]+)\1/g)) {
    const target = resolve(file, value.trim());
    if (target.external || target.problem || !folder.has(target.file)) problems.push(`${file}: ${value} is not there`);
  }
}

/** Pages that no link leads to from the front page; redirects and 404 are entered from outside. */
function unreached(folder) {
  const seen = new Set(['index.html']);
  for (const file of seen) {
    for (const { value } of folder.get(file)?.links ?? []) {
      const target = resolve(file, value);
      if (target.file && folder.get(target.file)) seen.add(target.file);
    }
  }
  return [...folder].filter(([file, page]) => page && !page.redirect && file !== '404.html' && !seen.has(file));
}

function check(root) {
  const problems = [];
  const folder = new Map(files(root).map((file) => [file, null]));
  const count = { pages: 0, links: 0 };
  for (const file of folder.keys()) {
    if (!file.endsWith('.html') && !file.endsWith('.svg')) continue;
    const page = read(readFileSync(join(root, file), 'utf8'), file);
    problems.push(...page.problems);
    folder.set(file, page);
    count.pages += 1;
    count.links += page.links.length;
  }
  for (const [file, page] of folder) {
    if (page) checkLinks(file, page, folder, problems);
    if (file.endsWith('.css')) checkStyle(root, file, folder, problems);
  }
  for (const [file, page] of unreached(folder)) {
    if (!page.drawing) problems.push(`${file}: no link leads to ${urlOf(file)}`);
  }
  return { problems, count };
}

const root = process.argv[2];
if (!root) {
  console.error('usage: node links.mjs <folder of a built portal>');
  process.exit(2);
}
const { problems, count } = check(root);
for (const problem of problems.slice(0, SHOWN)) console.error(problem);
if (problems.length > SHOWN) console.error(`... and ${problems.length - SHOWN} more`);
console.log(`links: ${count.pages} pages and drawings, ${count.links} links, ${problems.length} problems`);
process.exit(count.pages === 0 || problems.length > 0 ? 1 : 0);
