// The controls above the chart. Choosing a lane marks its steps, in the chart and in the list, and
// dims the others; nothing is hidden, and nothing changes on paper.
(() => {
  'use strict';
  const frame = document.querySelector('.chart-frame');
  const controls = frame && frame.querySelector('template');
  if (!controls) return;
  controls.replaceWith(controls.content);
  frame.querySelector('svg').setAttribute('aria-describedby', '_taster');

  const buttons = [...frame.querySelectorAll('[data-choose]')];
  const parts = [...frame.querySelectorAll('[data-lane]')];
  const box = frame.querySelector('.chart');
  const card = (node) => node.matches('a') && document.querySelector(node.getAttribute('href'));
  let chosen = '';

  const paint = (element, lane) => {
    element.classList.toggle('is-dim', chosen !== '' && lane !== chosen);
    element.classList.toggle('is-chosen', chosen !== '' && lane === chosen);
  };
  const choose = (lane) => {
    chosen = lane;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.choose === chosen));
    for (const part of parts) {
      paint(part, part.dataset.lane);
      const step = card(part);
      if (step) paint(step, part.dataset.lane);
    }
    frame.classList.toggle('has-choice', chosen !== '');
    const first = box.querySelector('.node.is-chosen');
    if (first) bringIn(first);
  };
  // Sideways only, in its own box: the page stays where it is.
  const bringIn = (node) => {
    const [at, seen] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
    if (at.left < seen.left || at.right > seen.right) box.scrollLeft += at.left - seen.left - 16;
  };

  const start = box.querySelector('.node');
  if (start) bringIn(start);
  for (const button of buttons) {
    button.addEventListener('click', () => choose(button.dataset.choose === chosen ? '' : button.dataset.choose));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && chosen) choose('');
  });
})();
