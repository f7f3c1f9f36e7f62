// The index: fetched by a script element, so that it works from a disk as well, and unpacked into
// what questions are asked of. src/search/encode.rs writes it.
(() => {
  'use strict';
  const FORMAT = 3;
  const LEVELS = 64;
  const parts = window.vejviserSearch.parts;
  const { tokens, term, key } = parts;

  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUES = new Uint8Array(128);
  for (let i = 0; i < 64; i++) VALUES[DIGITS.charCodeAt(i)] = i;

  const steps = () => {
    const table = [];
    let value = 4;
    for (let i = 0; i < LEVELS; i++) {
      table.push(value);
      value += Math.max(Math.floor(value / 11), 1);
    }
    return table;
  };
  const TABLE = steps();

  /** Where each term's postings begin, in both texts. */
  const lists = ([documents, levels], count) => {
    const starts = new Uint32Array(count + 1);
    const ranks = new Uint32Array(count + 1);
    let list = 0;
    let postings = 0;
    for (let at = 0; at < documents.length; at++) {
      const code = documents.charCodeAt(at);
      if (code === 32) {
        list++;
        starts[list] = at + 1;
        ranks[list] = postings;
      } else if (VALUES[code] < 32) postings++;
    }
    starts[count] = documents.length + 1;
    return { documents, levels, starts, ranks };
  };

  /** Calls found(document, level) for each posting of a list. */
  const each = ({ documents, levels, starts, ranks }, list, found) => {
    let rank = ranks[list];
    let next = 0;
    let number = 0;
    let scale = 1;
    for (let at = starts[list]; at < starts[list + 1] - 1; at++) {
      const value = VALUES[documents.charCodeAt(at)];
      number += (value % 32) * scale;
      scale *= 32;
      if (value < 32) {
        found(next + number, TABLE[VALUES[levels.charCodeAt(rank++)]]);
        next += number + 1;
        number = 0;
        scale = 1;
      }
    }
  };

  const vocabulary = (text) => {
    let before = '';
    if (!text) return [];
    return text.split(' ').map((entry) => (before = before.slice(0, parseInt(entry[0], 36)) + entry.slice(1)));
  };

  const lines = (text, count) => (count ? text.split('\n') : []);

  const pages = (data) => {
    const count = data.pages.length / 5;
    const titles = lines(data.titles, count);
    const urls = lines(data.urls, count);
    let first = 0;
    let part = 0;
    return titles.map((title, n) => {
      const [kind, lead, section, rank, size] = data.pages.slice(n * 5, n * 5 + 5);
      const page = {
        number: n, first, title, url: urls[n], summary: '', rank, parts: [],
        kind: data.kinds[kind], lead: lead ? data.leads[lead - 1][0] : '', section: data.sections[section],
      };
      for (let i = 0; i < size; i++, part++) {
        page.parts.push({ anchor: '', title: '', number: data.numbers[part], paragraphs: [] });
      }
      first += size + 1;
      return page;
    });
  };

  /** What hits show, and nothing is found by. */
  const describe = (list, data) => {
    const summaries = lines(data.summaries, list.length);
    const all = [].concat(...list.map((page) => page.parts.map((part) => [page, part])));
    const anchors = lines(data.anchors, all.length);
    const names = lines(data.parts, all.length);
    const paragraphs = new Map(data.paragraphs);
    list.forEach((page, n) => { page.summary = summaries[n]; });
    all.forEach(([page, part], n) => {
      Object.assign(part, { anchor: anchors[n], title: names[n].replace(/^\t/, () => page.title), paragraphs: paragraphs.get(n) || [] });
    });
  };

  // By the key of each name, then of what means the same; the first of a name takes it.
  const byKey = (all, also) => {
    const found = new Map();
    const own = all.map((one) => one[2].map((name) => key(tokens(name))));
    const take = (n) => (one) => found.has(one) || found.set(one, n);
    own.forEach((keys, n) => keys.forEach(take(n)));
    own.forEach((keys, n) => keys.forEach((one) => also(one).forEach(take(n))));
    return found;
  };

  const withoutCountry = (digits) => {
    const bare = digits.startsWith('00') ? digits.slice(2) : digits;
    return bare.startsWith('45') && bare.length === 10 ? bare.slice(2) : digits;
  };

  const unpack = (data) => {
    const words = vocabulary(data.terms);
    const terms = words.map(term);
    const members = data.groups.map((group) => group.map((name) => key(tokens(name))));
    const groups = new Map();
    members.forEach((keys, n) => {
      for (const one of keys) groups.has(one) ? groups.get(one).push(n) : groups.set(one, [n]);
    });
    const also = (one) => [].concat(...(groups.get(one) || []).map((group) => members[group]));
    const plain = (one) => !one.includes('§') && !/^[0-9]*$/.test(one);
    const termsOf = (text) => new Set(tokens(text).map((token) => term(token.text)));
    const stop = new Set(data.stop.split(' '));
    const list = pages(data);
    if (!data.shards) describe(list, data);
    const index = {
      words, terms, members, groups, stop, pages: list,
      byTerm: new Map(terms.map((one, n) => [one, n])),
      lengths: Uint8Array.from(terms, (one) => (plain(one) ? one.length : 0)),
      stopTerms: new Set([...stop].map(term)),
      statutes: data.statutes, statuteOf: byKey(data.statutes, also),
      answers: data.answers, answerOf: byKey(data.answers, also),
      contacts: data.contacts, phones: data.contacts.map((one) => one[1].map((phone) => withoutCountry(phone[1].replace(/[^0-9]/g, '')))),
      asks: termsOf(data.asks), hours: termsOf(data.hours), last: data.last, shards: data.shards,
      documents: list.length + data.numbers.length, leads: data.leads, text: data.words,
    };
    index.core = lists(data.core, terms.length);
    index.body = data.body ? [lists(data.body, terms.length)] : [];
    return index;
  };

  // Every part of the index calls one function with one object. A script has no name, so what is
  // waited for is known by the number it brings.
  const waiting = new Map();
  window.vejviserIndex = (data) => {
    const wanted = waiting.get(data.shard === undefined ? 'core' : data.shard);
    if (wanted) wanted(data);
  };
  const load = (name, url) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      let arrived = null;
      waiting.set(name, (data) => { arrived = data; });
      const done = () => {
        waiting.delete(name);
        script.remove();
        if (arrived && arrived.format === FORMAT) resolve(arrived);
        else reject(new Error('search: ' + url));
      };
      script.onload = done;
      script.onerror = done;
      script.src = url;
      document.head.append(script);
    });

  const address = () => document.documentElement.dataset.index;
  const shardAddress = (shard) => address().replace(/\.js$/, '-' + shard + '.js');

  /** The words of texts of these terms, from the shards that hold them. */
  const bodies = (index, wanted) => {
    if (!index.shards) return Promise.resolve();
    const size = index.terms.length;
    const from = (shard) => Math.floor((size * shard) / index.shards);
    const needed = new Set();
    for (const one of wanted) {
      let shard = 0;
      while (from(shard + 1) <= one) shard++;
      needed.add(shard);
    }
    const get = (shard) => {
      if (!index.body[shard]) {
        index.body[shard] = load(shard, shardAddress(shard)).then(
          (data) => { index.body[shard] = Object.assign(lists(data.body, from(shard + 1) - from(shard)), { from: from(shard) }); },
          (error) => {
            index.body[shard] = undefined;
            throw error;
          },
        );
      }
      return index.body[shard];
    };
    return Promise.all([...needed].map(get));
  };

  // Of a portal with shards what hits show lies behind the last of them.
  const shown = (index) => {
    if (!index.shards) return null;
    if (!index.told) {
      index.told = load(index.shards, shardAddress(index.shards)).then((data) => describe(index.pages, data));
      index.told.catch(() => { index.told = null; });
    }
    return index.told;
  };

  /** Postings of a term beyond its titles and names. */
  const eachBody = (index, one, found) => {
    for (const body of index.body) {
      const list = one - ((body && body.from) || 0);
      if (body && body.starts && list >= 0 && list < body.starts.length - 1) each(body, list, found);
    }
  };

  Object.assign(parts, { unpack, load, address, each, eachBody, bodies, shown, withoutCountry });
})();
