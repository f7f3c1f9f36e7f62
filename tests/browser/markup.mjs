// node markup.mjs <folder>: every page of a built portal by html-validate and by the Nu HTML checker,
// which reads its style sheets and drawings as well. Needs Java 17 or later; JAVA may name it.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import rules from './htmlvalidate.config.mjs';
import { files } from './parts/folder.mjs';

const SHOWN = 50;
const NU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/**
 * What the Nu checker may say of a page; everything else fails. An info is a warning here.
 * `about` is a part of the source that it must speak of.
 */
const ALLOWED = [
  {
    message: /^Section lacks heading\./,
    about: /<section class="(chart|scroll( map-box)?)"[^>]*tabindex="0"/,
    why: 'a box that scrolls is a named region for the keyboard; the heading that it belongs to stands before it',
  },
];

/** What html-validate says of the pages. */
async function byRules(root, pages) {
  const checker = new HtmlValidate(new StaticConfigLoader(rules));
  const problems = [];
  for (const page of pages) {
    const { results } = await checker.validateFile(join(root, page));
    for (const { line, column, ruleId, message } of results.flatMap(({ messages }) => messages)) {
      problems.push(`${page}:${line}:${column}: ${message} (${ruleId})`);
    }
  }
  return problems;
}

/** Runs the Nu checker over a folder and gives back its messages. */
function run(root) {
  const options = ['--skip-non-html', '--also-check-css', '--also-check-svg', '--stdout', '--exit-zero-always'];
  const java = spawn(process.env.JAVA ?? 'java', ['-Xss2m', '-jar', NU, ...options, '--format', 'json', root]);
  const [out, err] = [[], []];
  java.stdout.on('data', (part) => out.push(part));
  java.stderr.on('data', (part) => err.push(part));
  return new Promise((done, failed) => {
    java.on('error', failed);
    java.on('close', (code) => {
      const text = Buffer.concat(out).toString();
      if (code === 0 && text.startsWith('{')) done(JSON.parse(text));
      else failed(new Error(`the Nu checker ended with ${code}: ${Buffer.concat(err)}${text.slice(0, 500)}`));
    });
  });
}

async function byNu(root) {
  const { messages } = await run(root);
  const seen = new Map(ALLOWED.map((entry) => [entry, 0]));
  const problems = [];
  for (const { type, subType, url, lastLine, message, extract = '' } of messages) {
    const warning = type === 'info';
    const allowed = warning && ALLOWED.find((entry) => entry.message.test(message) && entry.about.test(extract));
    if (allowed) seen.set(allowed, seen.get(allowed) + 1);
    else problems.push(`${relative(root, fileURLToPath(url))}:${lastLine}: ${subType ?? type}: ${message} ${extract}`);
  }
  for (const [{ message, why }, count] of seen) {
    console.log(`Nu: ${count} times allowed: ${message.source}: ${why}`);
    if (count === 0) problems.push(`${message.source} is allowed and nobody says it: take it from the list`);
  }
  return problems;
}

function report(name, count, problems) {
  for (const problem of problems.slice(0, SHOWN)) console.error(problem);
  if (problems.length > SHOWN) console.error(`... and ${problems.length - SHOWN} more`);
  console.log(`${name}: ${count}, ${problems.length} problems`);
  return problems.length;
}

const root = process.argv[2];
if (!root) {
  console.error('usage: node markup.mjs <folder of a built portal>');
  process.exit(2);
}
const all = files(root);
const ending = (...names) => all.filter((file) => names.some((name) => file.endsWith(`.${name}`)));
const pages = ending('html');
// Both at once: one waits for the other program.
const [nu, rule] = await Promise.all([byNu(root), byRules(root, pages)]);
const failed =
  report('html-validate', `${pages.length} pages`, rule) +
  report('Nu HTML checker', `${ending('html', 'css', 'svg').length} pages, style sheets and drawings`, nu);
process.exit(pages.length === 0 || failed > 0 ? 1 : 0);
