// A question to its answers: pages and the places in them, weighed and marked. src/search/query/ does
// the same, and tests compare every answer. Opens the index when somebody searches.
(() => {
  'use strict';
  const parts = window.vejviserSearch.parts;
  const { tokens, fold, folded, term, key, each, eachBody, bodies, shown, question, candidates, names, likeness, called, isEmptyWord, PART, NEAR } = parts;
  const [FULL, FULL_RANK, IN_TEXT, FROM_PART, FROM_PAGE, PLACE] = [256, 16, 128, 110, 120, 220];
  const [WHOLLY, CALLED, NAMED, NAMED_RANK] = [65536, 2, 32768, 12];
  const SURE = 600 * FULL;
  const [WHOLE_NUMBER, CLOSE, FIRST_HITS] = [8, 128, 3];
  const { floor, max } = Math;

  const postings = (index, one, inText, found) => {
    each(index.core, one, found);
    if (inText) eachBody(index, one, found);
  };

  const phrase = (index, terms, weight, values) => {
    let least = null;
    for (const one of terms) {
      const levels = new Map();
      postings(index, one, weight >= IN_TEXT, (document, level) => {
        if (!least || least.has(document)) levels.set(document, max(level, levels.get(document) || 0));
      });
      if (least) for (const [document, level] of levels) levels.set(document, Math.min(level, least.get(document)));
      least = levels;
    }
    for (const [document, level] of least) values[document] = max(values[document], level * weight);
  };

  /** The place of a section on its statute's page. */
  const sectionPart = (index, slot) => {
    const page = index.pages[index.statutes[slot.statute][0]];
    const anchor = slot.section.replace('§', 'p');
    return [page, page.parts.findIndex((one) => one.anchor === anchor)];
  };

  /** For each slot, what each document says of it. */
  const valuesOf = (index, asked, found) =>
    asked.slots.map((slot, n) => {
      const values = new Float64Array(index.documents);
      for (const [one, { weight }] of found[n].terms) {
        postings(index, one, weight >= IN_TEXT, (document, level) => {
          if (level * weight > values[document]) values[document] = level * weight;
        });
      }
      for (const [terms, weight] of found[n].phrases) phrase(index, terms, weight, values);
      if (slot.what === 'phone') {
        for (const contact of called(index, slot.text)) values[index.pages[index.contacts[contact][0]].first] = SURE;
      }
      if (slot.what === 'citation') {
        const [page, at] = sectionPart(index, slot);
        if (at >= 0) values[page.first + 1 + at] = SURE;
      }
      return values;
    });

  // The sum over the slots, less for each that is not said.
  const total = (values) => {
    let sum = 0;
    let matched = 0;
    for (const value of values) {
      sum += value;
      if (value) matched++;
    }
    return values.length ? floor((sum * matched) / values.length) : 0;
  };

  const pageScore = (page, values) => {
    const { first } = page;
    const last = first + page.parts.length;
    const own = values.map((slot) => {
      let best = 0;
      for (let document = first + 1; document <= last; document++) if (slot[document] > best) best = slot[document];
      return max(slot[first], floor((best * FROM_PART) / FULL));
    });
    if (!own.some((value) => value)) return null;
    const found = { page, part: null, score: total(own) };
    for (let document = first + 1; document <= last; document++) {
      if (!values.some((slot) => slot[document])) continue;
      const all = total(values.map((slot) => max(slot[document], floor((slot[first] * FROM_PAGE) / FULL))));
      const score = floor((all * PLACE) / FULL);
      if (score > found.score) {
        found.score = score;
        found.part = page.parts[document - first - 1];
      }
    }
    return found.score > 0 ? found : null;
  };

  const ranked = (index, asked, found, meant, values) => {
    const wanted = key(asked.tokens);
    const answer = index.answers[index.answerOf.get(wanted)];
    const title = meant === null ? wanted : key(tokens(meant));
    const most = values.map((slot) => slot.reduce((a, b) => max(a, b), 0));
    index.titles = index.titles || index.pages.map((page) => key(tokens(page.title)));
    index.names = index.names || index.pages.map((page) => names(index, page.title));
    const all = [];
    for (const page of index.pages) {
      const hit = pageScore(page, values);
      if (!hit) continue;
      const named = (answer && answer[0] === page.number) || index.titles[page.number] === title;
      const so = max(likeness(index.names[page.number], found, most), named ? NAMED : 0);
      const rank = max(page.rank, named ? NAMED_RANK : 0);
      hit.score = floor((floor((hit.score * (WHOLLY + CALLED * so)) / WHOLLY) * rank) / FULL_RANK);
      if (hit.score > 0) all.push(hit);
    }
    return all.sort((a, b) => b.score - a.score || a.page.number - b.page.number);
  };

  // What matched: whole words, and parts of compounds.
  const matchedOf = (asked, found) => {
    const byTerm = new Map();
    const add = (one, mark) => (byTerm.has(one) ? byTerm.get(one).push(mark) : byTerm.set(one, [mark]));
    asked.slots.forEach((slot, n) => {
      for (const [one, { how }] of found[n].terms) add(one, how === PART ? slot.term : null);
      for (const [terms] of found[n].phrases) for (const one of terms) add(one, null);
    });
    return byTerm;
  };

  const range = (token, part) => {
    const at = part === null ? -1 : fold(token.text).lastIndexOf(part);
    if (at < 0) return [token.start, token.end];
    const end = at + part.length;
    let place = 0;
    let from = token.end;
    let to = token.end;
    for (let n = 0; n < token.text.length; n++) {
      const length = (folded(token.text[n]) || ' ').length;
      if (place + length > at && from === token.end) from = token.start + n;
      if (place < end) to = token.start + n + 1;
      place += length;
    }
    return [from, to];
  };

  const marksOf = (index, byTerm, text) => {
    const marks = [];
    for (const token of tokens(text)) {
      for (const part of byTerm.get(index.byTerm.get(term(token.text))) || []) marks.push(range(token, part));
    }
    marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const joined = [];
    for (const [from, to] of marks) {
      const last = joined[joined.length - 1];
      if (last && from <= last[1]) last[1] = max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  };

  const address = (page, anchor) => page.url + (anchor ? '#' + anchor : '');

  const hitOf = (index, byTerm, { page, part, score }) => {
    const step = part && part.number ? { number: part.number, title: part.title } : null;
    const title = part && !step ? part.title : page.title;
    return {
      title, url: address(page, part && part.anchor), kind: page.kind, lead: page.lead, section: page.section, summary: page.summary, step,
      marks: { title: marksOf(index, byTerm, title), summary: marksOf(index, byTerm, page.summary), step: step ? marksOf(index, byTerm, step.title) : [] },
      score,
    };
  };

  // The question with its slips of the pen put right.
  const didYouMean = (index, asked, found) => {
    let text = asked.text;
    let changed = false;
    for (let n = asked.slots.length - 1; n >= 0; n--) {
      let best = 0;
      for (const { weight } of found[n].terms.values()) best = max(best, weight);
      if (!found[n].phrases.every(([, weight]) => weight < best)) continue;
      let meant = -1;
      let most = -1;
      for (const [one, { weight, how }] of found[n].terms) {
        if (weight !== best || how !== NEAR) continue;
        let size = 0;
        each(index.core, one, () => { size++; });
        if (size > most || (size === most && one < meant)) [meant, most] = [one, size];
      }
      if (meant < 0) continue;
      const { from, to } = asked.slots[n];
      text = text.slice(0, asked.tokens[from].start) + index.words[meant] + text.slice(asked.tokens[to - 1].end);
      changed = true;
    }
    return changed ? text : null;
  };

  const facet = (all, name) => {
    const counts = new Map();
    for (const hit of all) {
      const one = hit.page[name];
      if (one) counts.set(one, (counts.get(one) || 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };

  const contactOf = (index, page) => index.contacts.find((one) => one[0] === page);

  const make = (index, type, number, asked) => {
    const page = index.pages[number];
    const [, phones, email, hours] = contactOf(index, number) || [0, [], '', ''];
    const hoursAsked = asked.tokens.some((token) => index.hours.has(term(token.text)));
    return { type, title: page.title, url: page.url, text: (hoursAsked && hours) || page.summary, phones, email };
  };

  const phoneAnswer = (index, asked) => {
    const [slot] = asked.slots;
    if (asked.slots.length !== 1 || slot.what !== 'phone' || slot.text.length < WHOLE_NUMBER) return null;
    const contacts = called(index, slot.text);
    return contacts.length === 1 ? make(index, 'contact', index.contacts[contacts[0]][0], asked) : null;
  };

  const sectionAnswer = (index, asked) => {
    const [slot] = asked.slots;
    if (asked.slots.length !== 1 || slot.what !== 'citation') return null;
    const [page, at] = sectionPart(index, slot);
    const part = page.parts[at];
    if (!part) return null;
    let { anchor } = part;
    if (part.paragraphs.includes(asked.paragraph)) anchor += '-stk' + asked.paragraph;
    return Object.assign(make(index, 'statute', page.number, asked), { title: part.title, url: address(page, anchor) });
  };

  const isAsk = (index, token) => !!token && index.asks.has(term(token.text));

  const namedAnswer = (index, asked) => {
    const wanted = asked.tokens.filter((token) => !isAsk(index, token));
    const said = wanted.filter((token) => !isEmptyWord(index, token.text));
    for (const list of [asked.tokens, wanted, said]) {
      const found = list.length ? index.answerOf.get(key(list)) : undefined;
      if (found !== undefined) return make(index, index.answers[found][1], index.answers[found][0], asked);
    }
    return null;
  };

  // A telephone or hours are asked for, and a unit among the first hits is called as the rest says.
  const askedAnswer = (index, asked, found, all) => {
    const rest = found.filter((_, n) => !isAsk(index, asked.tokens[asked.slots[n].from]));
    if (!rest.length || rest.length === found.length) return null;
    const isCalled = ({ page }) => {
      if (!contactOf(index, page.number)) return false;
      const title = tokens(page.title).map((token) => index.byTerm.get(term(token.text)));
      return rest.every(({ terms }) => title.some((one) => terms.has(one) && terms.get(one).weight >= CLOSE));
    };
    const hit = all.slice(0, FIRST_HITS).find(isCalled);
    return hit ? make(index, 'contact', hit.page.number, asked) : null;
  };

  const lastResort = (index) => {
    if (index.last === null) return null;
    const { title, url } = index.pages[index.last];
    return { title, url, phones: (contactOf(index, index.last) || [0, []])[1] };
  };

  const search = async (index, text, { kind, lead, limit = 20, offset = 0 } = {}) => {
    const asked = question(index, String(text));
    const found = candidates(index, asked);
    const inText = new Set();
    for (const { terms, phrases } of found) {
      for (const [one, { weight }] of terms) if (weight >= IN_TEXT) inText.add(one);
      for (const [list, weight] of phrases) if (weight >= IN_TEXT) for (const one of list) inText.add(one);
    }
    await Promise.all([bodies(index, inText), shown(index)]);
    const meant = didYouMean(index, asked, found);
    const all = ranked(index, asked, found, meant, valuesOf(index, asked, found));
    const narrowed = all.filter(({ page }) => (!kind || page.kind === kind) && (!lead || page.lead === lead));
    const byTerm = matchedOf(asked, found);
    return {
      query: text,
      terms: asked.slots.map((slot) => slot.term),
      total: narrowed.length,
      hits: narrowed.slice(offset, offset + limit).map((hit) => hitOf(index, byTerm, hit)),
      facets: { kind: facet(all, 'kind'), lead: facet(all, 'lead') },
      answer: phoneAnswer(index, asked) || sectionAnswer(index, asked) || namedAnswer(index, asked) || askedAnswer(index, asked, found, all),
      didYouMean: meant,
      lastResort: lastResort(index),
    };
  };

  const engine = (data) => {
    const index = parts.unpack(data);
    return {
      words: index.text,
      leads: index.leads,
      search: (text, options) => search(index, text, options),
      suggest: async (text, limit = 8) => (await search(index, text, { limit })).hits.map(({ title, url, kind }) => ({ title, url, kind })),
    };
  };

  let opening = null;
  window.vejviserSearch.open = () => {
    if (!opening) {
      opening = parts.load('core', parts.address()).then(engine);
      opening.catch(() => { opening = null; });
    }
    return opening;
  };
})();
