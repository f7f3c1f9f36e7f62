// The choice between light and dark, in the header and on the page of shortcuts.
(() => {
  'use strict';
  const page = document.documentElement;
  const { read, write, enliven } = window.vejviser;
  const known = (theme) => (theme === 'light' || theme === 'dark' ? theme : '');
  const fields = [];

  const show = (theme) => {
    if (theme) page.dataset.theme = theme;
    else delete page.dataset.theme;
    for (const field of fields) field.value = theme;
  };
  for (const template of document.querySelectorAll('template[data-theme-choice]')) {
    const field = enliven(template).querySelector('select');
    fields.push(field);
    field.addEventListener('change', () => {
      write('theme', field.value);
      show(field.value);
    });
  }
  show(known(page.dataset.theme));
  // Chosen in another window, or forgotten; and as it is now, when the page comes back from the cache.
  const again = () => show(known(read('theme')));
  addEventListener('storage', again);
  addEventListener('pageshow', (event) => event.persisted && again());
  document.addEventListener('vejviser:forget', () => show(''));
})();
