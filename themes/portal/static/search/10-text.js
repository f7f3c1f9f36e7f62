// Text to tokens and tokens to terms; src/search/text.rs does the same, and tests compare the two.
// Everything is counted in UTF-16 units and letter by letter. The parts of the engine meet in one
// object, window.vejviserSearch, whose only public member is open().
(() => {
  'use strict';
  const LONGEST = 48;
  const ALPHABETIC = /\p{Alphabetic}/u;
  const FOLDED = {};
  const LETTERS = 'ae:æä oe:øöœ aa:å e:éèêë u:üúùû a:áàâã i:íìîï o:óòôõ y:ýÿ c:ç n:ñ d:ð th:þ ss:ß';
  for (const pair of LETTERS.split(' ')) {
    const [plain, letters] = pair.split(':');
    for (const letter of letters) FOLDED[letter.charCodeAt(0)] = plain;
  }

  const lower = (text) => {
    const simple = text.toLowerCase();
    if (/^[\0-\xff]*$/.test(text)) return simple;
    let out = '';
    for (let i = 0; i < text.length; i++) {
      const one = text[i].toLowerCase();
      out += one.length === 1 ? one : text[i];
    }
    return out;
  };

  const isDigit = (unit) => unit >= 48 && unit <= 57;
  const isLatin = (unit) => unit >= 97 && unit <= 122;
  const isSpace = (unit) => unit === 32 || unit === 160;
  const isWord = (unit) => {
    if (unit < 192) return isDigit(unit) || isLatin(unit);
    if (unit === 215 || unit === 247) return false;
    return unit < 592 || (unit === unit && ALPHABETIC.test(String.fromCharCode(unit)));
  };

  /** {text, kind, start, end, hyphen} of each word; kind is 'word', 'number' or 'provision'. */
  const tokens = (text) => {
    const low = lower(text);
    const found = [];
    let at = 0;
    const unit = (n) => low.charCodeAt(n);
    const endOf = (from, what) => {
      while (from < low.length && what(unit(from))) from++;
      return from;
    };
    const push = (word, kind, end) => {
      const last = found[found.length - 1];
      const hyphen = at > 0 && low[at - 1] === '-' && !!last && last.end + 1 === at;
      found.push({ text: word, kind, start: at, end, hyphen });
      at = end;
    };
    const section = () => {
      const signs = endOf(at, (u) => u === 167 || isSpace(u));
      const digits = endOf(signs, isDigit);
      if (digits === signs || digits - signs > 4) {
        at = signs;
        return;
      }
      const number = low.slice(signs, digits);
      const letter = isSpace(unit(digits)) ? digits + 1 : digits;
      const alone = isLatin(unit(letter)) && !isWord(unit(letter + 1));
      if (alone && !(low[letter] === 'i' && isSpace(unit(letter + 1)))) push('§' + number + low[letter], 'provision', letter + 1);
      else push('§' + number, 'provision', digits);
      const end = endOf(at + 1, isDigit);
      if ((low[at] === '-' || low[at] === '\u2013') && end > at + 1 && end - at <= 5) {
        at++;
        push('§' + low.slice(at, end), 'provision', end);
      }
    };
    const word = () => {
      const end = endOf(at, isWord);
      const written = low.slice(at, Math.min(end, at + LONGEST));
      const prefix = written === 'stk' ? 'stk' : written === 'art' || written === 'artikel' ? 'art' : '';
      if (!prefix) return push(written, endOf(at, isDigit) === end ? 'number' : 'word', end);
      const number = endOf(end, (u) => isSpace(u) || u === 46);
      const digits = endOf(number, isDigit);
      if (digits > number && digits - number <= 4) push(prefix + low.slice(number, digits), 'provision', digits);
      else push(written, 'word', end);
    };
    while (at < low.length) {
      const u = unit(at);
      if (u === 167) section();
      else if (isWord(u)) word();
      else at++;
    }
    return found;
  };

  // Letters in ASCII, for keyboards that lack Danish ones.
  const folded = (letter) => FOLDED[letter.charCodeAt(0)];
  const fold = (text) => {
    let out = '';
    for (let i = 0; i < text.length; i++) out += folded(text[i]) || text[i];
    return out;
  };

  // The Danish stemmer, from the published description of the algorithm of the Snowball project.
  const VOWELS = 'aeiouyæøå';
  const BEFORE_S = 'abcdfghjklmnoprtvyzå';
  const ENDINGS = ('hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes ' +
    'enes ernes eres ens hedens erens ers ets erets et eret').split(' ').sort((a, b) => b.length - a.length);
  const PAIRS = ['gd', 'dt', 'gt', 'kt'];

  const region = (word) => {
    if (word.length < 3) return word.length;
    let at = 0;
    while (at < word.length && !VOWELS.includes(word[at])) at++;
    while (at < word.length && VOWELS.includes(word[at])) at++;
    // Past the first other letter after a vowel; a word without one has no region.
    return at < word.length ? Math.max(at + 1, 3) : word.length;
  };
  const ends = (word, from, ending) => word.length - ending.length >= from && word.endsWith(ending);
  const withoutPair = (word, from) => (PAIRS.some((pair) => ends(word, from, pair)) ? word.slice(0, -1) : word);

  const mainEnding = (word, from) => {
    const ending = ENDINGS.find((one) => ends(word, from, one));
    if (ending) return word.slice(0, -ending.length);
    const s = ends(word, from, 's') && BEFORE_S.includes(word[word.length - 2] || '-');
    return s ? word.slice(0, -1) : word;
  };
  const otherEnding = (word, from) => {
    if (word.endsWith('igst')) word = word.slice(0, -2);
    if (ends(word, from, 'løst')) return word.slice(0, -1);
    const ending = ['elig', 'lig', 'els', 'ig'].find((one) => ends(word, from, one));
    return ending ? withoutPair(word.slice(0, -ending.length), from) : word;
  };
  const stem = (word) => {
    const from = region(word);
    word = withoutPair(mainEnding(word, from), from);
    word = otherEnding(word, from);
    const last = word[word.length - 1];
    const double = word.length > from && !VOWELS.includes(last) && word[word.length - 2] === last;
    return double ? word.slice(0, -1) : word;
  };

  const isName = (word) => word.includes('§') || /^(stk|art)?[0-9]+$/.test(word);
  const term = (word) => (isName(word) ? word : fold(stem(word)));
  const key = (list) => list.map((token) => term(token.text)).join(' ');
  // Danish letters as people without them write.
  const soft = (word) => word.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/aa/g, 'a');

  window.vejviserSearch = { parts: { tokens, fold, folded, stem, term, key, soft } };
})();
