// A step that is pointed at, or has the focus, is marked wherever it stands: in the chart, in the
// list of steps and in the short list.
(() => {
  'use strict';
  if (!document.querySelector('.chart')) return;
  const STEP = 'a.node, .step, .mini a';
  let marked = null;

  const idOf = (target) => {
    const step = target instanceof Element && target.closest(STEP);
    return step ? step.id || step.getAttribute('href').slice(1) : null;
  };
  const places = (id) => {
    const link = '[href="#' + CSS.escape(id) + '"]';
    return document.querySelectorAll('#' + CSS.escape(id) + ', a.node' + link + ', .mini a' + link);
  };
  const mark = (id) => {
    if (id === marked) return;
    if (marked) for (const place of places(marked)) place.classList.remove('is-current');
    if (id) for (const place of places(id)) place.classList.add('is-current');
    marked = id;
  };

  document.addEventListener('pointerover', (event) => mark(idOf(event.target) || idOf(document.activeElement)));
  document.addEventListener('focusin', (event) => mark(idOf(event.target)));
  document.addEventListener('focusout', () => mark(null));
})();
