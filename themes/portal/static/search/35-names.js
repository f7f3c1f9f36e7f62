// How far a page is called as the question: what is asked for is in its title, and the title says little
// else. src/search/query/names.rs does the same.
(() => {
  'use strict';
  const { tokens, term, isEmptyWord } = window.vejviserSearch.parts;
  // What stands between the parts of a title: "KP – Kommunernes Pensionssystem", "Brev: indkaldelse".
  const BETWEEN = /[–:()]/;
  const [FULL, TITLE_PART] = [256, 192];
  const { floor, max } = Math;

  const termsOf = (index, text) => {
    const list = tokens(text);
    const said = list.filter((token) => !isEmptyWord(index, token.text));
    const found = (said.length ? said : list).map((token) => index.byTerm.get(term(token.text)));
    return [...new Set(found)].filter((one) => one !== undefined);
  };

  /** Terms of a title, then of each of its parts when it has several. */
  const names = (index, title) => {
    const all = BETWEEN.test(title) ? title.split(BETWEEN).map((part) => termsOf(index, part)) : [];
    return [termsOf(index, title), ...all.filter((terms) => terms.length)];
  };

  /** How well the terms answer to one slot; `said` learns which of them do. */
  const slotOf = (terms, found, said) => {
    let best = 0;
    const says = (at, weight) => {
      best = max(best, weight);
      said[at] = max(said[at], weight);
    };
    terms.forEach((one, at) => found.terms.has(one) && says(at, found.terms.get(one).weight));
    for (const [phrase, weight] of found.phrases) {
      if (phrase.every((one) => terms.includes(one))) for (const one of phrase) says(terms.indexOf(one), weight);
    }
    return best;
  };

  // The share of the question that the terms say, times the share of the terms that it says.
  const coverOf = (terms, found, most) => {
    const said = terms.map(() => 0);
    let asked = 0;
    let all = 0;
    found.forEach((one, n) => {
      asked += slotOf(terms, one, said) * most[n];
      all += most[n];
    });
    const title = said.reduce((sum, weight) => sum + weight, 0);
    return all && terms.length ? floor(asked / all) * floor(title / terms.length) : 0;
  };

  /** How far one of the names is the question; `most` is the most that any page says of each slot. */
  const likeness = (list, found, most) => {
    let best = 0;
    list.forEach((terms, n) => {
      const cover = coverOf(terms, found, most);
      best = max(best, n ? floor((cover * TITLE_PART) / FULL) : cover);
    });
    return best;
  };

  Object.assign(window.vejviserSearch.parts, { names, likeness });
})();
