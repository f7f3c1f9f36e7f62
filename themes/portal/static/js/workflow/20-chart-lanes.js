// The controls above the chart. Choosing a lane marks its steps, in the chart and in the list, and
// dims the others and the lines between them; nothing is hidden, and nothing changes on paper.
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

  // A line has the lanes of both its ends.
  const paint = (element, lanes) => {
    const inside = lanes.split(' ').includes(chosen);
    element.classList.toggle('is-dim', chosen !== '' && !inside);
    element.classList.toggle('is-chosen', chosen !== '' && inside);
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
  // Sideways only, to the middle of its own box: the page stays where it is.
  const bringIn = (node) => {
    const [at, seen] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
    if (at.left < seen.left || at.right > seen.right) box.scrollLeft += (at.left + at.right - seen.left - seen.right) / 2;
  };

  // Once it is laid out; to ask here where it stands would have it laid out twice.
  const start = box.querySelector('.node');
  if (start) {
    new ResizeObserver((_, observer) => {
      observer.disconnect();
      bringIn(start);
    }).observe(box);
  }
  for (const button of buttons) {
    button.addEventListener('click', () => choose(button.dataset.choose === chosen ? '' : button.dataset.choose));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && chosen) choose('');
  });
})();
