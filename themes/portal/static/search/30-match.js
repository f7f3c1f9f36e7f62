// A question to what is looked for, and to the terms of the vocabulary that answer to it: exactly, in
// part, misspelt. src/search/query/parse.rs and candidates.rs do the same. Weights are 256ths.
(() => {
  'use strict';
  const { tokens, fold, stem, term, key, soft, withoutCountry } = window.vejviserSearch.parts;
  const FULL = 256;
  const [SYNONYM, JOINED, SPLIT, ROOT, SUFFIX, INFIX, HEAD, TAIL, NEAR_START, GOOD] = [205, 230, 200, 190, 154, 90, 130, 115, 102, 180];
  const [LONGEST, MOST_TOKENS, LONGEST_STATUTE, SHORTEST_PHONE, LONGEST_SYNONYM] = [300, 16, 10, 4, 6];
  const [WHOLE, PART, NEAR] = [0, 1, 2];
  const { floor, min, max } = Math;

  const isName = (one) => one.includes('§') || /^[0-9]*$/.test(one);

  /** Contacts with a number that begins or ends with these digits. */
  const called = (index, digits) => {
    const found = [];
    index.phones.forEach((numbers, n) => {
      if (numbers.some((one) => one.startsWith(digits) || one.endsWith(digits))) found.push(n);
    });
    return found;
  };

  const isEmptyWord = (index, text) => index.stop.has(text) || (text.length === 1 && !/[0-9]/.test(text));

  const phone = (index, list, at) => {
    let to = at;
    while (to < list.length && list[to].kind === 'number') to++;
    const digits = withoutCountry(list.slice(at, to).map((token) => token.text).join(''));
    if (digits.length < SHORTEST_PHONE || !called(index, digits).length) return null;
    return { text: digits, term: digits, from: at, to, what: 'phone' };
  };

  const statute = (index, list, at) => {
    for (let length = min(list.length - at, LONGEST_STATUTE); length > 0; length--) {
      const found = index.statuteOf.get(key(list.slice(at, at + length)));
      if (found !== undefined) return [found, at + length];
    }
    return null;
  };
  const cited = (index, from, to, number, section) => {
    const one = index.statutes[number][1] + section.split('-')[0];
    return index.byTerm.has(one) ? { text: one, term: one, from, to, what: 'citation', statute: number, section } : null;
  };
  /** The section at a token, a range of them as one, and the token after it. */
  const sectionAt = (list, at) => {
    const next = list[at + 1];
    const range = next && next.text[0] === '§' && next.start === list[at].end + 1;
    return range ? [list[at].text + '-' + next.text.slice(1), at + 2] : [list[at].text, at + 1];
  };
  const isSection = (token) => token.kind === 'provision' && !token.text.startsWith('stk');

  // "LAS 11", "servicelovens § 107", "§ 11 i aktivloven".
  const citation = (index, list, at) => {
    if (isSection(list[at])) {
      const [section, after] = sectionAt(list, at);
      const link = list[after] && ['i', 'efter', 'af', 'jf'].includes(list[after].text);
      const found = statute(index, list, link ? after + 1 : after);
      return found && cited(index, at, found[1], found[0], section);
    }
    const found = statute(index, list, at);
    const next = found && list[found[1]];
    if (!next) return null;
    const [number, end] = found;
    if (isSection(next)) {
      const [section, after] = sectionAt(list, end);
      return cited(index, at, after, number, section);
    }
    if (!/^[0-9]+[a-z]?$/.test(next.text)) return null;
    const letter = list[end + 1];
    const single = letter && /^[a-z]$/.test(letter.text);
    return (single && cited(index, at, end + 2, number, '§' + next.text + letter.text)) ||
      cited(index, at, end + 1, number, '§' + next.text) || cited(index, at, end + 1, number, 'art' + next.text);
  };

  const question = (index, written) => {
    const text = written.normalize('NFC').slice(0, LONGEST);
    const list = tokens(text).slice(0, MOST_TOKENS);
    let slots = [];
    for (let at = 0; at < list.length;) {
      const slot = phone(index, list, at) || citation(index, list, at) ||
        { text: list[at].text, term: term(list[at].text), from: at, to: at + 1, what: 'word' };
      slots.push(slot);
      at = slot.to;
    }
    let paragraph = null;
    if (slots.some((slot) => slot.what === 'citation')) {
      const isParagraph = (slot) => /^stk[0-9]+$/.test(slot.text);
      const found = slots.find(isParagraph);
      paragraph = found ? Number(found.text.slice(3)) : null;
      slots = slots.filter((slot) => !isParagraph(slot));
    }
    const said = slots.filter((slot) => !isEmptyWord(index, slot.text));
    return { text, tokens: list, slots: said.length ? said : slots, paragraph };
  };

  const add = (found, one, weight, how) => {
    const known = found.terms.get(one);
    if (!known || weight > known.weight) found.terms.set(one, { weight, how });
  };
  const scaled = (found, others, scale) => {
    for (const [one, { weight, how }] of others.terms) add(found, one, floor((weight * scale) / FULL), how);
  };
  const empty = () => ({ terms: new Map(), phrases: [] });
  const best = (found) => {
    let most = 0;
    for (const { weight } of found.terms.values()) most = max(most, weight);
    return most;
  };
  const exact = (index, one, found) => {
    const number = index.byTerm.get(one);
    if (number !== undefined) add(found, number, FULL, WHOLE);
  };

  const name = (index, one, found) => {
    const other = (text, weight) => {
      const number = index.byTerm.get(text);
      if (number !== undefined) add(found, number, weight, WHOLE);
    };
    if (!one.includes('§')) return other('§' + one, SYNONYM);
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') other(one + letter, SUFFIX);
  };

  const prefix = (length, of) => 26 + floor((192 * max(floor((FULL * length) / of), 128)) / FULL);

  /** Calls found(number) for each plain term that holds the word; one search through all of them. */
  const holding = (index, word, found) => {
    const { joined, starts } = index.joined || join(index);
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at)) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= at) low = middle;
        else high = middle - 1;
      }
      if (index.lengths[low]) found(low);
      at = low + 1 < starts.length ? starts[low + 1] : joined.length;
    }
  };
  const join = (index) => {
    const starts = new Uint32Array(index.terms.length);
    let at = 0;
    index.terms.forEach((one, n) => {
      starts[n] = at;
      at += one.length + 1;
    });
    return (index.joined = { joined: index.terms.join(' ') + ' ', starts });
  };

  // Terms that hold the word, and terms the word begins or ends with.
  const parts = (index, word, found) => {
    const length = word.length;
    if (length < 2) return;
    holding(index, word, (number) => {
      const other = index.terms[number];
      const of = other.length;
      if (of > length && other.startsWith(word)) add(found, number, prefix(length, of), PART);
      else if (length >= 4 && of >= length + 3 && other.endsWith(word)) add(found, number, SUFFIX, PART);
      else if (length >= 5 && of > length) add(found, number, INFIX, PART);
    });
    for (let size = 4; size < length; size++) {
      const close = size > length - 3;
      if (close && size < 6) continue;
      const head = index.byTerm.get(word.slice(0, size));
      const tail = size >= 5 && !close ? index.byTerm.get(word.slice(length - size)) : undefined;
      if (head !== undefined && index.lengths[head]) add(found, head, close ? prefix(size, length) : 26 + floor((HEAD * size) / length), WHOLE);
      if (tail !== undefined && index.lengths[tail]) add(found, tail, TAIL, WHOLE);
    }
  };

  // "partshørt" and "partshøring" are one verb.
  const root = (one) => {
    const ending = ['ning', 'ing', 'else', 't'].find((end) => one.endsWith(end));
    return ending && one.length - ending.length >= (ending === 't' ? 6 : 4) ? one.slice(0, -ending.length) : one;
  };
  /** Numbers of plain terms by what is made of each. */
  const alike = (index, make) => {
    const found = new Map();
    index.terms.forEach((one, n) => {
      if (!index.lengths[n]) return;
      const known = found.get(make(one));
      if (known) known.push(n);
      else found.set(make(one), [n]);
    });
    return found;
  };

  const lexical = (index, slot) => {
    const found = empty();
    if (slot.what === 'phone') return found;
    exact(index, slot.term, found);
    if (slot.what === 'citation') return found;
    if (isName(slot.term)) {
      name(index, slot.term, found);
      return found;
    }
    exact(index, stem(fold(slot.text)), found);
    parts(index, slot.term, found);
    if (!index.roots) [index.roots, index.softs] = [alike(index, root), alike(index, soft)];
    for (const number of index.roots.get(root(slot.term)) || []) add(found, number, ROOT, WHOLE);
    for (const number of index.softs.get(soft(slot.term)) || []) add(found, number, SYNONYM, NEAR);
    return found;
  };

  /** The term itself and those that begin with it. */
  const beginning = (index, one) => {
    const found = empty();
    exact(index, one, found);
    if (one.length < 3 || isName(one)) return found;
    holding(index, one, (number) => {
      const other = index.terms[number];
      if (other !== one && other.startsWith(one)) add(found, number, prefix(one.length, other.length), WHOLE);
    });
    return found;
  };

  const withoutStop = (index, text) => {
    const words = text.split(' ');
    const said = words.filter((word) => !index.stopTerms.has(word));
    return said.length ? said : words;
  };

  /** What else the words of a key mean. */
  const means = (index, one, found) => {
    for (const group of index.groups.get(one) || []) {
      for (const other of index.members[group]) {
        if (other === one) continue;
        const words = withoutStop(index, other);
        if (words.length === 1) {
          scaled(found, beginning(index, words[0]), SYNONYM);
          continue;
        }
        // "p-nummer" stands as one word in the index.
        const whole = empty();
        exact(index, words.join(''), whole);
        scaled(found, whole, SYNONYM);
        if (words.every((word) => index.byTerm.has(word))) {
          found.phrases.push([words.map((word) => index.byTerm.get(word)), SYNONYM]);
        }
      }
    }
  };

  // "syge dagpenge" is one word to most of us.
  const joinedWords = (index, { tokens: list, slots }, all) => {
    for (let at = 0; at + 1 < list.length; at++) {
      if (index.stop.has(list[at].text) || index.stop.has(list[at + 1].text)) continue;
      const word = term(list[at].text + list[at + 1].text);
      const found = beginning(index, word);
      means(index, word, found);
      slots.forEach((slot, n) => {
        if (slot.what !== 'word' || (slot.from !== at && slot.from !== at + 1)) return;
        scaled(all[n], found, JOINED);
        for (const [terms, weight] of found.phrases) all[n].phrases.push([terms, floor((weight * JOINED) / FULL)]);
      });
    }
  };

  const synonyms = (index, { tokens: list, slots }, all) => {
    for (let from = 0; from < list.length; from++) {
      for (let to = from + 1; to <= min(from + LONGEST_SYNONYM, list.length); to++) {
        const one = key(list.slice(from, to));
        if (!index.groups.has(one)) continue;
        const found = empty();
        means(index, one, found);
        slots.forEach((slot, n) => {
          if (slot.what !== 'word' || slot.from < from || slot.to > to) return;
          scaled(all[n], found, FULL);
          all[n].phrases.push(...found.phrases);
        });
      }
    }
  };

  const known = (index, word) => index.byTerm.get(term(word));

  // A compound answers as its parts do together, whether anybody wrote it or not.
  const split = (index, word, found) => {
    const SHORTEST = 3;
    if (word.length < 8) return;
    for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
      const tail = known(index, word.slice(at));
      if (tail === undefined) continue;
      let head = known(index, word.slice(0, at));
      const linked = at > SHORTEST && (word[at - 1] === 's' || word[at - 1] === 'e');
      if (head === undefined && linked) head = known(index, word.slice(0, at - 1));
      if (head !== undefined) found.phrases.push([[head, tail], SPLIT]);
    }
  };

  const rows = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)];

  /** Damerau-Levenshtein without overlapping swaps, to all of b and to the nearest beginning of b;
      most + 1 as soon as it is more. */
  const distances = (a, b, most) => {
    const width = min(b.length, a.length + most);
    const over = most + 1;
    let [before, last, row] = rows;
    for (let j = 0; j <= width; j++) last[j] = j;
    for (let i = 0; i < a.length; i++) {
      const letter = a.charCodeAt(i);
      let least = (row[0] = i + 1);
      for (let j = 0; j < width; j++) {
        const other = b.charCodeAt(j);
        let value = letter === other ? last[j] : last[j] + 1;
        if (last[j + 1] + 1 < value) value = last[j + 1] + 1;
        if (row[j] + 1 < value) value = row[j] + 1;
        if (i && j && before[j - 1] + 1 < value && a.charCodeAt(i - 1) === other && b.charCodeAt(j - 1) === letter) value = before[j - 1] + 1;
        row[j + 1] = value;
        if (value < least) least = value;
      }
      if (least > most) return [over, over];
      [before, last, row] = [last, row, before];
    }
    let start = over;
    for (let j = 0; j <= width; j++) start = min(start, last[j]);
    return [b.length > width ? over : min(last[width], over), start];
  };

  // Which letters a term has: a slip takes one of them away at most.
  const letters = (one) => {
    let bits = 0;
    for (let i = 0; i < one.length; i++) bits |= 1 << (one.charCodeAt(i) & 31);
    return bits;
  };
  const missing = (bits, most) => {
    for (let n = 0; n <= most; n++) bits &= bits - 1;
    return bits;
  };
  const softened = (index) => {
    const softs = index.terms.map(soft);
    return (index.softened = { softs, bits: Int32Array.from(index.terms, letters), softBits: Int32Array.from(softs, letters) });
  };

  // Terms a slip or two away, and such that begin with what was meant.
  const near = (index, word, found) => {
    if (word.length < 4 || /^[0-9]/.test(word) || isName(word)) return;
    const most = word.length >= 8 ? 2 : 1;
    const { softs, bits, softBits } = index.softened || softened(index);
    const softWord = soft(word);
    const [wordBits, softWordBits] = [letters(word), letters(softWord)];
    for (let n = 0; n < index.terms.length; n++) {
      if (index.lengths[n] < 4) continue;
      let [whole, start] = [most + 1, most + 1];
      let [softWhole, softStart] = [most + 1, most + 1];
      if (!missing(wordBits & ~bits[n], most)) [whole, start] = distances(word, index.terms[n], most);
      if (softs[n] === softWord) softWhole = 0;
      else if (whole && !missing(softWordBits & ~softBits[n], most)) [softWhole, softStart] = distances(softWord, softs[n], most);
      const least = min(whole * 10, softWhole * 10 + (softWhole ? 3 : 0));
      if (least <= most * 10) add(found, n, SYNONYM - floor((51 * least) / 10), NEAR);
      else if (index.lengths[n] > word.length + 2 && min(start, softStart) <= most) add(found, n, NEAR_START - 20 * (max(min(start, softStart), 1) - 1), NEAR);
    }
  };

  /** For each slot of the question: terms by number, and phrases whose terms are all needed. */
  const candidates = (index, asked) => {
    const all = asked.slots.map((slot) => lexical(index, slot));
    joinedWords(index, asked, all);
    synonyms(index, asked, all);
    asked.slots.forEach((slot, n) => {
      if (slot.what !== 'word') return;
      split(index, slot.text, all[n]);
      if (best(all[n]) < GOOD) near(index, slot.term, all[n]);
    });
    return all;
  };

  Object.assign(window.vejviserSearch.parts, { question, candidates, called, isEmptyWord, PART, NEAR });
})();
