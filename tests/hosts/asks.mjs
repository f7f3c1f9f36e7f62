// What a server is asked for, and what it has to answer.

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NEW, OLD, UNHASHED } from './site.mjs';

const HEADERS = {
  'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** By the end of the name; written down here once more, so that no mistake of the program is its own judge. */
const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  xml: 'application/xml; charset=utf-8',
  bpmn: 'application/xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  vcf: 'text/vcard; charset=utf-8',
  png: 'image/png',
};
/** What only servers read. */
const SETTINGS = ['.htaccess', 'web.config', 'staticwebapp.config.json'];

/** One request, with the address as it is written. */
function ask(port, path, headers = {}) {
  return new Promise((answer, fail) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => answer({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', fail).end();
  });
}

const encoded = (path) => path.split('/').map(encodeURIComponent).join('/');

/** Asks everything of a server, and gives the tally what is wrong. */
export class Asker {
  constructor(name, port, base, root, tally) {
    Object.assign(this, { name, port, base, root, tally });
  }

  get(path, headers) {
    return ask(this.port, `${encoded(this.base)}${path}`, headers);
  }

  /** `wrong` is a list of what does not hold, falsy where it does. */
  add(what, wrong) {
    this.tally.add(`${this.name}: ${what}`, wrong.filter(Boolean));
  }

  #headers({ headers }) {
    return Object.entries(HEADERS).map(([name, value]) => headers[name] !== value && `${name}: ${headers[name]}`);
  }

  #cache({ headers }, wanted) {
    return [headers['cache-control'] !== wanted && `cache-control: ${headers['cache-control']}`];
  }

  /** Every file of the portal at its address: itself, with its type, to be kept as long as it may be. */
  async file(file) {
    const url = encoded(file.replace(/(^|\/)index\.html$/, '$1'));
    const plain = await this.get(url);
    const forGood = file.startsWith('assets/') && file !== UNHASHED;
    const disk = readFileSync(join(this.root, file));
    const type = TYPES[file.split('.').at(-1)];
    this.add(`/${url}`, [
      plain.status !== 200 && `status ${plain.status}`,
      plain.headers['content-type'] !== type && `content-type: ${plain.headers['content-type']}`,
      plain.headers['content-encoding'] && 'packed, which nobody asked for',
      !plain.body.equals(disk) && 'other bytes than the file',
      ...this.#headers(plain),
      ...this.#cache(plain, forGood ? FOR_GOOD : 'no-cache'),
    ]);
    await this.#again(url, plain.headers);
  }

  /** Asked again, the server says that nothing changed. */
  async #again(url, { etag, 'last-modified': modified }) {
    const same = await this.get(url, { 'If-None-Match': etag ?? '' });
    const since = await this.get(url, { 'If-Modified-Since': modified ?? '' });
    this.add(`/${url} asked again`, [
      same.status !== 304 && `status ${same.status} by its tag ${etag}`,
      since.status !== 304 && `status ${since.status} by its date ${modified}`,
      same.body.length > 0 && 'with a body',
    ]);
  }

  /** A file with a copy comes packed to whoever takes it, as what it is. */
  async packed(file) {
    const url = encoded(file.replace(/(^|\/)index\.html$/, '$1'));
    const answer = await this.get(url, { 'Accept-Encoding': 'gzip, br' });
    const { headers, body } = answer;
    const plain = await this.get(url);
    const copy = readFileSync(join(this.root, `${file}.gz`));
    const again = await this.get(url, { 'Accept-Encoding': 'gzip', 'If-None-Match': headers.etag ?? '' });
    this.add(`/${url} packed`, [
      answer.status !== 200 && `status ${answer.status}`,
      headers['content-encoding'] !== 'gzip' && `content-encoding: ${headers['content-encoding']}`,
      !body.equals(copy) && 'not the copy that lies there',
      headers['content-encoding'] === 'gzip' && !gunzipSync(body).equals(readFileSync(join(this.root, file))) && 'another text',
      headers['content-type'] !== TYPES[file.split('.').at(-1)] && `content-type: ${headers['content-type']}`,
      // Whoever keeps answers for others must know that there are two.
      ...[headers, plain.headers].map(({ vary }) => !/\baccept-encoding\b/i.test(vary ?? '') && `vary: ${vary}`),
      again.status !== 304 && `status ${again.status} when asked again`,
      ...this.#headers(answer),
    ]);
  }

  /** Old addresses lead on for good, however they are asked for, and hand on the query. */
  async moved() {
    const to = `${encoded(this.base)}${NEW}`;
    for (const old of OLD) {
      const forms = old.endsWith('/') ? [old, old.slice(0, -1), `${old}index.html`] : [old];
      const asked = [...forms.map((form) => [encoded(form), to]), [`${encoded(old)}?q=1%202&x`, `${to}?q=1%202&x`]];
      for (const [path, wanted] of asked) await this.#leads(path, wanted);
    }
  }

  async #leads(path, wanted) {
    const answer = await this.get(path);
    const location = answer.headers.location ?? '';
    const host = `http://127.0.0.1:${this.port}`;
    const target = location.startsWith(host) ? location.slice(host.length) : location;
    this.add(`old address /${path}`, [
      answer.status !== 301 && `status ${answer.status}`,
      target !== wanted && `it leads to ${location}, not ${wanted}`,
      ...this.#headers(answer),
    ]);
  }

  /** Addresses that are not there, and those that nobody should see. */
  async missing() {
    const page = readFileSync(join(this.root, '404.html'));
    const hidden = ['.vejviser-manifest.json', '.vejviser-manifest.json.gz', '.vejviser', ...SETTINGS];
    const gone = ['findes-ikke/', 'abc/findes-ikke.pdf', 'assets/style-00000000.css', 'Samarbejde/', 'gammel-side/mere/'];
    for (const path of [...hidden, ...gone]) {
      const answer = await this.get(path);
      this.add(`/${path} is not there`, [
        answer.status !== 404 && `status ${answer.status}`,
        !answer.body.equals(page) && `not the page for that: ${answer.body.toString().slice(0, 80)}`,
        answer.headers['content-type'] !== TYPES.html && `content-type: ${answer.headers['content-type']}`,
        answer.headers['cache-control'] === FOR_GOOD && 'to be kept for good',
        ...this.#headers(answer),
      ]);
    }
  }

  /** A folder without its slash leads to it; one without a page is not listed. */
  async folders() {
    const folder = await this.get('samarbejde?a=b');
    const location = (folder.headers.location ?? '').replace(`http://127.0.0.1:${this.port}`, '');
    this.add('a folder without its slash', [
      folder.status !== 301 && `status ${folder.status}`,
      decodeURI(location) !== `${this.base}samarbejde/?a=b` && `location: ${location}`,
    ]);
    const list = await this.get('assets/');
    this.add('no list of a folder', [list.status !== 403 && `status ${list.status}`, /style-|portal-/.test(list.body) && 'it is listed']);
    const negotiated = await this.get('portal');
    this.add('no guessing of names', [negotiated.status !== 404 && `status ${negotiated.status}`]);
  }

  /** With nothing but what a host has from the start: pages are pages, and old addresses lead on by themselves. */
  async bare() {
    const home = await this.get('');
    this.add('a page', [home.status !== 200 && `status ${home.status}`, home.headers['content-type'] !== TYPES.html && 'of another type']);
    const old = await this.get('gammel-side/');
    this.add('an old address', [old.status !== 200 && `status ${old.status}`, !/http-equiv="refresh"/.test(old.body) && 'it leads nowhere']);
    const gone = await this.get('findes-ikke/');
    this.add('what is not there', [gone.status !== 404 && `status ${gone.status}`]);
    const notes = await this.get('.vejviser-manifest.json');
    this.add('our own notes', [notes.status !== 404 && `status ${notes.status}`]);
  }
}
