// Fetches the search when somebody wants it: the results on the search page, suggestions below
// search fields, and the palette (Ctrl+K). Remembers the pages seen, in this browser only.
(() => {
  'use strict';
  const page = document.documentElement;
  const { root, read, write } = window.vejviser;
  const KEPT = 8;
  const load = () => window.vejviser.load(page.dataset.search);
  const field = document.querySelector('.site-search input');
  // Without the search the plain field does.
  const palette = () => load().then(() => window.vejviser.palette(), () => field && field.focus());

  if (page.dataset.search) {
    if (document.getElementById('_resultater') && new URLSearchParams(location.search).get('q')) load().catch(() => {});
    document.addEventListener('focusin', ({ target }) => {
      if (target.matches('[role="search"] input[name="q"]')) load().then(() => window.vejviser.suggest(target), () => {});
    });
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      palette();
    });
  }

  // Pages with a large search field lead to pages; they are none to come back to.
  const heading = document.querySelector('h1');
  if (heading && !document.querySelector('.hero-search')) {
    const url = location.href.split(/[?#]/)[0];
    if (url.startsWith(root.href)) {
      const entry = { url: url.slice(root.href.length), title: heading.textContent.trim() };
      const before = [].concat(read('recent') || []).filter((other) => other.url !== entry.url);
      write('recent', [entry, ...before].slice(0, KEPT));
    }
  }

  window.vejviser.openPalette = page.dataset.search ? palette : () => field && field.focus();
})();
