// A chart larger than the window: its heads stay in sight while the page scrolls, and it can be
// shrunk to the width there is, which this tab remembers.
(() => {
  'use strict';
  const KEY = 'chart-fit';
  const frame = document.querySelector('.chart-frame');
  const box = frame && frame.querySelector('.chart');
  if (!box) return;

  // A copy of the heads lies on the heads; only the copy stays when the chart scrolls away.
  const heads = () => {
    const drawn = box.querySelector('svg');
    const head = drawn.querySelector('.chart-head');
    if (!head) return;
    const svg = drawn.cloneNode(false);
    for (const name of ['role', 'aria-labelledby', 'aria-describedby']) svg.removeAttribute(name);
    svg.setAttribute('height', head.getAttribute('height'));
    svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + head.getAttribute('height'));
    const use = document.createElementNS(svg.namespaceURI, 'use');
    use.setAttribute('href', '#' + head.closest('[id]').id);
    svg.append(use);
    const copy = document.createElement('div');
    copy.className = 'chart-heads';
    copy.setAttribute('aria-hidden', 'true');
    copy.append(svg);
    frame.append(copy);
    box.addEventListener('scroll', () => { copy.scrollLeft = box.scrollLeft; }, { passive: true });
  };

  // Storage may be forbidden, on a disk for instance; then nothing is remembered.
  const remembered = () => {
    try { return sessionStorage.getItem(KEY) === '1'; } catch { return false; }
  };
  const remember = (fit) => {
    try { sessionStorage.setItem(KEY, fit ? '1' : '0'); } catch { /* as above */ }
  };
  const fitting = () => {
    const button = frame.querySelector('[data-fit]');
    if (!button) return;
    let fit = remembered();
    const apply = () => {
      frame.classList.toggle('chart-fit', fit);
      button.setAttribute('aria-pressed', String(fit));
    };
    button.addEventListener('click', () => {
      fit = !fit;
      remember(fit);
      apply();
    });
    apply();
    // Of no use where the chart fits anyway.
    const width = Number(box.querySelector('svg').getAttribute('width'));
    new ResizeObserver(() => { button.hidden = width <= box.clientWidth; }).observe(box);
  };

  heads();
  fitting();
})();
