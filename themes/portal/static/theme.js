// Applies the look that the reader chose before anything is painted; runs in <head>, alone.
// The name of the entry is the one that js/00-base.js writes.
(() => {
  'use strict';
  const page = document.documentElement;
  try {
    const root = new URL(page.dataset.root || './', location.href).pathname;
    const theme = JSON.parse(localStorage.getItem('vejviser ' + root + ' theme'));
    if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
  } catch {
    // Storage is forbidden or somebody else's: the portal looks as the computer does.
  }
})();
