// Builds what the search page shows: the direct answer, hits, facets, and the way on when nothing
// was found. Knows nothing of when.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const { element, href, marked, phones } = vejviser.searching;

  const step = (hit, words) => {
    if (!hit.step) return '';
    const name = vejviser.fill(words['search.step_hit'], { n: hit.step.number });
    return element('span', { className: 'hit-step' }, name + ': ', marked(hit.step.title, hit.marks.step));
  };
  const hit = (one, { words, leads }) => {
    const lead = leads.find(([id]) => id === one.lead);
    const facts = [words['kind.' + one.kind], one.section].filter(Boolean);
    return element('li', { className: 'hit' },
      element('a', { href: href(one.url) }, marked(one.title, one.marks.title), step(one, words)), ' ',
      lead ? element('span', { className: 'owner tone-' + lead[0] }, lead[1]) : '',
      one.summary ? element('span', { className: 'entry-summary' }, marked(one.summary, one.marks.summary)) : '',
      element('span', { className: 'row-facts' }, [...new Set(facts)].join(' · ')));
  };

  const answer = (found) => element('section', { className: 'card answer' },
    element('h2', null, element('a', { href: href(found.url) }, found.title)),
    found.text ? element('p', null, found.text) : '',
    ...phones(found.phones),
    found.email ? element('p', null, element('a', { href: 'mailto:' + found.email }, found.email)) : '');

  // Buttons for the values of a facet; the pressed one is in force.
  const facet = (name, values, chosen, { label, all, title }) => {
    // What belongs to nobody counts among all.
    const total = values.reduce((sum, [, count]) => sum + count, 0);
    const named = values.filter(([value]) => value);
    const button = ([value, count]) => element('button', {
      type: 'button', 'data-facet': name, 'data-value': value, 'aria-pressed': String(value === chosen),
    }, value ? title(value) : all, ' ', element('span', { className: 'number' }, vejviser.number(count)));
    if (named.length < 2 && !chosen) return '';
    return element('div', { className: 'hit-facet', role: 'group', 'aria-label': label },
      element('span', { className: 'label' }, label), ...[['', total], ...named].map(button));
  };
  const facets = (result, state, { words, leads }) => {
    const short = (id) => (leads.find(([lead]) => lead === id) || [id, id])[1];
    return [
      facet('kind', result.facets.kind, state.kind, {
        label: words['search.kind'], all: words['search.all'], title: (kind) => words['kind.' + kind] || kind,
      }),
      facet('lead', result.facets.lead, state.lead, {
        label: words['search.owner'], all: words['search.all'], title: short,
      }),
    ];
  };

  const meant = (text, words) => element('p', { className: 'did-you-mean' }, words['search.did_you_mean'] + ' ',
    element('button', { type: 'button', className: 'as-link', 'data-query': text }, text), '?');

  const resort = (unit) => element('section', { className: 'card last-resort' },
    element('h2', null, element('a', { href: href(unit.url) }, unit.title)), ...phones(unit.phones));

  vejviser.results = { hit, answer, facets, meant, resort };
})();
