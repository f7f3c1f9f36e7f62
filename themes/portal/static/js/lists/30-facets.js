// On the whole list of workflows the links of the facets become boxes to tick that narrow it in
// place: one of the ticked values of a facet, and all facets. Each value says how many rows it would
// leave; one that would leave none stays, switched off. What is ticked is part of the address.
(() => {
  'use strict';
  const { list, fill, number } = window.vejviser;
  const nav = document.querySelector('.filter[data-filtered]');
  // On the page of one value the other rows are missing; there, links lead on.
  if (!list || !nav || nav.querySelector('[aria-current]')) return;

  // Rows name their values by number. A facet of one value has no name for it.
  const facets = new Map();
  const byNumber = new Map();
  const box = (link, group) => {
    const { facet } = group.dataset;
    const { value, number: name } = link.dataset;
    const input = document.createElement('input');
    input.type = 'checkbox';
    const label = document.createElement('label');
    label.append(input, ' ', ...link.childNodes);
    const count = link.nextElementSibling;
    link.replaceWith(label);
    const entry = { group, facet, value: value || '1', input, label, count, left: 0 };
    input.value = entry.value;
    input.dataset.number = name;
    byNumber.set(name, entry);
    facets.set(facet, (facets.get(facet) || []).concat(entry));
    input.addEventListener('change', list.changed);
  };
  for (const group of nav.querySelectorAll('[data-facet]')) {
    for (const link of group.querySelectorAll('a')) box(link, group);
  }
  for (const row of list.rows) {
    const numbers = (row.element.dataset.values || '').split(' ');
    row.values = numbers.map((number) => byNumber.get(number)).filter(Boolean);
  }

  const entries = [...byNumber.values()];
  const ticked = () => entries.filter((entry) => entry.input.checked);
  let wanted = [];
  const begin = () => {
    wanted = [...new Set(ticked().map((entry) => entry.facet))];
    for (const entry of entries) entry.left = 0;
  };
  // A row counts for a value if only that value's own facet may keep it out.
  const judge = (row, found) => {
    if (!found) return false;
    const missed = wanted.filter((facet) => !row.values.some((entry) => entry.facet === facet && entry.input.checked));
    if (missed.length > 1) return false;
    for (const entry of row.values) {
      if (missed.length === 0 || entry.facet === missed[0]) entry.left += 1;
    }
    return missed.length === 0;
  };

  const summary = nav.querySelector('.filter-all > summary');
  const orders = [...document.querySelectorAll('.orders a')];
  const done = () => {
    for (const { input, label, count, left } of entries) {
      const text = number(left);
      if (count.textContent !== text) count.textContent = text;
      input.disabled = left === 0 && !input.checked;
      label.classList.toggle('is-off', input.disabled);
    }
    const active = ticked().length;
    summary.textContent = active ? fill(nav.dataset.filtered, { n: number(active) }) : nav.getAttribute('aria-label');
  };

  list.facets = {
    begin,
    judge,
    done,
    active: () => ticked().length,
    clear: () => {
      for (const entry of entries) entry.input.checked = false;
    },
    read: (query) => {
      for (const entry of entries) entry.input.checked = query.getAll(entry.facet).includes(entry.value);
      // What is ticked can be seen.
      for (const entry of ticked()) entry.group.open = true;
    },
    write: (query) => {
      for (const facet of facets.keys()) query.delete(facet);
      for (const entry of ticked()) query.append(entry.facet, entry.value);
      // Another order of the list has the same boxes.
      for (const link of orders) link.search = query;
    },
  };
  list.restore();
  list.facets.write(new URLSearchParams(location.search));
})();
