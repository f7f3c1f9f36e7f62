// The palette: search, pages seen lately and places to go, from any page (Ctrl+K). Its words and
// its form wait in a <template>; places to go are the links of the menu and the footer.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const { engine, debounced } = vejviser.searching;
  const template = document.querySelector('template[data-palette]');
  const MOST = 8;
  const QUIET = 60;
  let palette = null;

  const jumps = () => [...document.querySelectorAll('.site-menu li a, .site-footer nav li a')]
    .map((link) => ({ title: link.textContent.trim(), url: link.href }));
  // Titles in which every word begins some word.
  const matching = (entries, text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return entries.filter(({ title }) => words.every((word) => (' ' + title.toLowerCase()).includes(' ' + word)));
  };

  const build = () => {
    const { recent, jump, hits, all, suggested } = template.dataset;
    const dialog = vejviser.enliven(template);
    const input = dialog.querySelector('input');
    const form = input.form;
    const status = dialog.querySelector('[role="status"]');
    const list = dialog.querySelector('.choices');
    list.setAttribute('aria-label', dialog.getAttribute('aria-label'));
    const box = vejviser.combobox({ input, list, first: true });

    const recents = () => [].concat(vejviser.read('recent') || []).filter(({ url }) => new URL(url, vejviser.root).href !== location.href.split(/[?#]/)[0]);
    // What is at hand comes at once; hits follow when the engine has them.
    const show = (text, found) => {
      const search = new URL(form.action);
      search.searchParams.set('q', text);
      const groups = text
        ? [
          { label: hits, entries: found },
          { label: jump, entries: matching(jumps(), text) },
          { label: recent, entries: matching(recents(), text) },
          { entries: [{ title: vejviser.fill(all, { query: text }), url: search.href }] },
        ]
        : [{ label: recent, entries: recents() }, { label: jump, entries: jumps() }];
      const count = box.show(groups);
      status.textContent = text ? vejviser.fill(suggested, { n: count - 1 }) : '';
    };
    const update = async () => {
      const text = input.value.trim();
      if (!text) return;
      const { suggest, words } = await engine();
      const found = await suggest(text, MOST);
      if (input.value.trim() === text) show(text, found.map((entry) => ({ ...entry, note: words['kind.' + entry.kind] })));
    };
    const later = debounced(() => update().catch(() => {}), QUIET);
    input.addEventListener('input', () => {
      show(input.value.trim(), []);
      later();
    });
    // A press beside the box closes it; the dialog itself is all around it.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog || event.target.closest('[data-close], [role="option"]')) dialog.close();
    });
    return { dialog, input, show };
  };

  vejviser.palette = () => {
    if (!template) return;
    palette = palette || build();
    if (palette.dialog.open) return;
    palette.dialog.showModal();
    palette.input.value = '';
    palette.input.focus();
    palette.show('', []);
    engine().catch(() => {});
  };
})();
