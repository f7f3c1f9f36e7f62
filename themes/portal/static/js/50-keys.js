// Keys: / searches, g and a letter goes to a section, ? tells about them. They can be switched off
// on the page of shortcuts. Where they lead is said by links in the page, as data-go.
(() => {
  'use strict';
  const { read, openPalette } = window.vejviser;
  const WAIT = 1500;
  let since = -Infinity;

  const isField = (element) => element.closest('input, select, textarea, [contenteditable], dialog');
  const go = (key) => {
    const link = document.querySelector('[data-go="' + CSS.escape(key) + '"]');
    if (link) link.click();
    return Boolean(link);
  };
  const answer = (key) => {
    if (performance.now() - since < WAIT) {
      since = -Infinity;
      if (/^[a-z]$/.test(key) && go(key)) return true;
    }
    if (key === 'g') since = performance.now();
    else if (key === '/') openPalette();
    else if (key === '?') return go(key);
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
