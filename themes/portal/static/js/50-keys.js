// Keys: / searches, g and a letter goes to a section, ? tells about them. They can be switched off
// on the page of shortcuts. Where they lead stands on <body>, as data-go-<letter> and data-help.
(() => {
  'use strict';
  const { read, openPalette } = window.vejviser;
  const WAIT = 1500;
  let since = -Infinity;

  const isField = (element) => element.closest('input, select, textarea, [contenteditable], dialog');
  const go = (url) => {
    if (url) location.assign(url);
    return Boolean(url);
  };
  const answer = (key) => {
    if (performance.now() - since < WAIT) {
      since = -Infinity;
      if (go(document.body.getAttribute('data-go-' + key))) return true;
    }
    if (key === 'g') since = performance.now();
    else if (key === '/') openPalette();
    else if (key === '?') return go(document.body.dataset.help);
    else return false;
    return true;
  };

  document.addEventListener('keydown', (event) => {
    // A slash needs Shift on a Danish keyboard.
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (event.key.length !== 1 || isField(event.target) || read('keys') === 'off') return;
    if (answer(event.key)) event.preventDefault();
  });
})();
