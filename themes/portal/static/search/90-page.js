// The search page: results follow the typing, and the address says what is shown.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const box = document.getElementById('_resultater');
  const form = document.querySelector('form[data-live]');
  if (!box || !form) return;
  const { engine, element, debounced } = vejviser.searching;
  const { hit, answer, facets, meant, resort } = vejviser.results;
  const FEW = 20;
  const QUIET = 120;
  const SLOW = 300;
  const input = form.querySelector('input');
  const status = document.getElementById('_fundet');
  const lists = document.getElementById('_opslag');
  const title = document.title;
  let state = { q: '', kind: '', lead: '' };
  // Only the latest question is answered.
  let asked = 0;
  // Typing is one step of the history, from the first letter on.
  let isTyping = false;

  const read = () => {
    const query = new URLSearchParams(location.search);
    state = { q: (query.get('q') || '').trim(), kind: query.get('kind') || '', lead: query.get('lead') || '' };
    input.value = state.q;
  };
  const keep = (isStep) => vejviser.address(new URLSearchParams(Object.entries(state).filter(([, value]) => value)), isStep);

  const say = (result, words) => {
    const text = result.total === 0 ? words['search.empty'] : words[result.total === 1 ? 'search.result' : 'search.results'];
    return vejviser.fill(text, { n: vejviser.number(result.total), query: state.q });
  };
  const more = (found, list, words) => {
    const button = element('button', { type: 'button', className: 'more-hits' }, words['search.more']);
    button.addEventListener('click', async () => {
      const before = list.children.length;
      const next = await found.search(state.q, { kind: state.kind, lead: state.lead, limit: FEW, offset: before });
      list.append(...next.hits.map((one) => hit(one, found)));
      if (list.children.length >= next.total || next.hits.length === 0) button.remove();
      if (list.children[before]) list.children[before].querySelector('a').focus();
    });
    return button;
  };
  const paint = (result, found) => {
    const { words } = found;
    const list = element('ol', { className: 'hits' }, ...result.hits.map((one) => hit(one, found)));
    const parts = [
      result.didYouMean ? meant(result.didYouMean, words) : '',
      result.answer ? answer(result.answer) : '',
      element('div', { className: 'hit-facets' }, ...facets(result, state, found)),
      result.total > 0 ? list : element('p', null, words['search.try']),
      result.total > result.hits.length ? more(found, list, words) : '',
      result.total === 0 && result.lastResort ? resort(result.lastResort) : '',
    ];
    // What had the focus has been built anew.
    const { facet, value } = document.activeElement.dataset;
    box.replaceChildren(...parts.filter(Boolean));
    if (facet) [...box.querySelectorAll('button')].find((button) => button.dataset.facet === facet && button.dataset.value === value)?.focus();
    lists.hidden = result.total > 0;
    status.textContent = say(result, words);
  };
  const clear = () => {
    box.replaceChildren();
    status.textContent = '';
    lists.hidden = false;
  };

  const show = async () => {
    asked += 1;
    const mine = asked;
    document.title = state.q ? state.q + ' – ' + title : title;
    if (!state.q) {
      clear();
      return;
    }
    const slow = setTimeout(() => {
      if (mine === asked) status.textContent = status.dataset.loading;
    }, SLOW);
    try {
      const found = await engine();
      const result = await found.search(state.q, { kind: state.kind, lead: state.lead, limit: FEW, offset: 0 });
      if (mine === asked) paint(result, found);
    } catch {
      if (mine !== asked) return;
      clear();
      status.textContent = status.dataset.error;
    } finally {
      clearTimeout(slow);
    }
  };
  const change = (values, isStep) => {
    state = { ...state, ...values };
    if ('q' in values && input.value.trim() !== values.q) input.value = values.q;
    keep(isStep);
    show();
  };

  const typed = debounced(() => {
    const q = input.value.trim();
    if (q === state.q) return;
    change({ q, kind: '', lead: '' }, !isTyping && state.q !== '');
    isTyping = true;
  }, QUIET);
  input.addEventListener('input', typed);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    isTyping = false;
    change({ q: input.value.trim(), kind: '', lead: '' }, true);
  });
  box.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    const { facet, value, query } = button.dataset;
    if (facet) change({ [facet]: value }, true);
    else if (query) change({ q: query, kind: '', lead: '' }, true);
  });
  input.addEventListener('blur', () => {
    isTyping = false;
  });
  addEventListener('popstate', () => {
    isTyping = false;
    read();
    show();
  });
  // Words written before this was loaded are a question too.
  const early = input.value.trim();
  if (early && !location.search) {
    change({ q: early }, false);
  } else {
    read();
    show();
  }
})();
