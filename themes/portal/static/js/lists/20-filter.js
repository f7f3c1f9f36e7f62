// A field above a list that leaves the rows with all typed words. The <template> it waits in says
// which elements are rows (data-filter) and what the status says (data-showing). What else narrows
// the list asks for it through vejviser.list. The words are part of the address, as q.
(() => {
  'use strict';
  const template = document.querySelector('template[data-filter]');
  if (!template) return;
  const elements = [...document.querySelectorAll(template.dataset.filter)];
  const { enliven, fill, number, address } = window.vejviser;

  const { showing } = template.dataset;
  const control = enliven(template);
  const field = control.querySelector('input');
  const status = control.querySelector('[role="status"]');
  const clear = control.querySelector('button');
  const empty = control.querySelector('[data-empty]');

  // A telephone number is found with and without the spaces in it.
  const plain = (text) => {
    const lower = text.toLocaleLowerCase(document.documentElement.lang);
    return lower + ' ' + lower.replace(/(\d) (?=\d)/g, '$1');
  };
  const rows = elements.map((element) => ({ element, text: plain(element.textContent), group: element.closest('section') }));
  // Groups with their rows, and what leads to them.
  const groups = new Map();
  for (const row of rows) {
    if (!row.group) continue;
    if (!groups.has(row.group)) {
      const heading = row.group.querySelector('[id]');
      const link = heading && document.querySelector('main li > a[href="#' + CSS.escape(heading.id) + '"]');
      groups.set(row.group, { link: link && link.parentElement, shown: 0 });
    }
  }
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  const list = {
    rows,
    // 30-facets.js puts its own in place: what to do before, with each row, and after all are seen.
    facets: { begin() {}, judge: (row, found) => found, done() {}, read() {}, write() {}, clear() {}, active: () => 0 },
  };
  const show = () => {
    const words = field.value.toLocaleLowerCase(document.documentElement.lang).split(/\s+/).filter(Boolean);
    let shown = 0;
    list.facets.begin();
    for (const group of groups.values()) group.shown = 0;
    for (const row of rows) {
      const stays = list.facets.judge(row, words.every((word) => row.text.includes(word)));
      hide(row.element, !stays);
      if (!stays) continue;
      shown += 1;
      if (row.group) groups.get(row.group).shown += 1;
    }
    for (const [group, { link, shown: left }] of groups) {
      hide(group, left === 0);
      if (link) hide(link, left === 0);
    }
    list.facets.done();
    const isActive = words.length > 0 || list.facets.active() > 0;
    status.textContent = isActive ? fill(showing, { n: number(shown), total: number(rows.length) }) : '';
    hide(clear, !isActive);
    hide(empty, shown > 0);
  };
  const keep = (isStep) => {
    const query = new URLSearchParams(location.search);
    query.delete('q');
    if (field.value.trim()) query.set('q', field.value.trim());
    list.facets.write(query);
    address(query, isStep);
  };
  list.changed = () => {
    show();
    keep(true);
  };
  list.restore = () => {
    const query = new URLSearchParams(location.search);
    field.value = query.get('q') || '';
    list.facets.read(query);
    show();
  };

  field.addEventListener('input', () => {
    show();
    keep(false);
  });
  clear.addEventListener('click', () => {
    field.value = '';
    list.facets.clear();
    list.changed();
    field.focus();
  });
  addEventListener('popstate', list.restore);
  window.vejviser.list = list;
  list.restore();
})();
