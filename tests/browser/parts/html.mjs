// Reads one HTML file, or one SVG drawing, as a browser would, and says what is wrong with it alone.

import { parse } from 'parse5';

/** Attributes that hold an address, and whether the browser asks for it without a click. */
const ADDRESSES = new Map([
  ['a href', false],
  ['a xlink:href', false],
  ['area href', false],
  ['form action', true],
  ['button formaction', true],
  ['img src', true],
  ['image href', true],
  ['use href', true],
  ['script src', true],
  ['iframe src', true],
  ['source src', true],
  ['audio src', true],
  ['video src', true],
  ['video poster', true],
  ['embed src', true],
  ['object data', true],
]);

/** `{ids, links, redirect, drawing, problems}`; `links` are `{tag, attribute, value, loads}`. */
export function read(text, file) {
  const drawing = file.endsWith('.svg');
  const page = { ids: new Set(), links: [], redirect: false, drawing, problems: [], headings: 0, title: '', lang: '' };
  const say = (problem) => page.problems.push(`${file}: ${problem}`);
  const onParseError = drawing
    ? undefined
    : ({ code, startLine, startCol }) => say(`line ${startLine}, column ${startCol}: ${code}`);
  visit(parse(text, { onParseError, sourceCodeLocationInfo: false }), page, say);
  if (!drawing) {
    if (page.headings !== 1) say(`${page.headings} h1 elements`);
    if (!page.title.trim()) say('no title');
    if (!page.lang) say('no lang');
  }
  return page;
}

function visit(node, page, say) {
  if (node.tagName) element(node, page, say);
  for (const child of node.childNodes ?? []) visit(child, page, say);
  if (node.content) visit(node.content, page, say);
}

function element(node, page, say) {
  const tag = node.tagName;
  const attributes = new Map(node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]));
  if (tag === 'html') page.lang = attributes.get('lang') ?? '';
  if (tag === 'h1') page.headings += 1;
  if (tag === 'title' && !page.title) page.title = node.childNodes[0]?.value ?? '';
  if (tag === 'style') say('has a <style> element');
  if (tag === 'script' && !attributes.get('src')) say('has a script in the page');
  if (tag === 'base') say('has a <base>');
  if (tag === 'link') link(attributes, page);
  if (tag === 'meta') meta(attributes, page);
  for (const [name, value] of attributes) attribute(tag, name, value, page, say);
}

function attribute(tag, name, value, page, say) {
  if (name === 'style') say(`<${tag} style="${value}">`);
  if (/^on/i.test(name)) say(`<${tag} ${name}> is a script in the page`);
  if (name === 'srcset') say(`<${tag} srcset> is not checked`);
  if (name === 'id') {
    if (page.ids.has(value)) say(`id "${value}" twice`);
    if (value === '') say('an empty id');
    page.ids.add(value);
  }
  const loads = ADDRESSES.get(`${tag} ${name}`);
  if (loads !== undefined) page.links.push({ tag, attribute: name, value, loads });
}

/** A canonical address names this page elsewhere; all other links are fetched or followed. */
function link(attributes, page) {
  const rel = attributes.get('rel') ?? '';
  const value = attributes.get('href') ?? '';
  if (rel !== 'canonical') page.links.push({ tag: 'link', attribute: 'href', value, loads: rel !== 'alternate' });
}

function meta(attributes, page) {
  if (attributes.get('http-equiv')?.toLowerCase() !== 'refresh') return;
  const value = /url=(.*)$/i.exec(attributes.get('content') ?? '')?.[1] ?? '';
  page.redirect = true;
  page.links.push({ tag: 'meta', attribute: 'content', value, loads: true });
}
