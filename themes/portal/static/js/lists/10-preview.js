// In lists of workflows a link to a chart becomes a button that shows the chart in its row. The
// drawing is fetched when somebody asks for it. Esc closes all that are open.
(() => {
  'use strict';
  let last = null;

  const panel = (button) => {
    const picture = document.createElement('img');
    picture.src = button.dataset.chart;
    picture.alt = button.getAttribute('aria-label');
    const link = document.createElement('a');
    link.href = button.dataset.chart;
    link.append(picture);
    const box = document.createElement('div');
    box.className = 'preview';
    box.append(link);
    return box;
  };
  const row = (element) => element.closest('li');
  const isOpen = (button) => button.getAttribute('aria-expanded') === 'true';
  const show = (button, open) => {
    button.setAttribute('aria-expanded', String(open));
    const shown = row(button).querySelector('.preview');
    if (shown) shown.hidden = !open;
    else if (open) row(button).append(panel(button));
    if (open) last = button;
  };

  for (const link of document.querySelectorAll('.show-chart')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = link.className;
    button.dataset.chart = link.href;
    button.setAttribute('aria-expanded', 'false');
    // Its row says what it shows; out of the row it must say so itself.
    button.setAttribute('aria-label', link.textContent + ': ' + row(link).querySelector('a').textContent);
    button.append(...link.childNodes);
    link.replaceWith(button);
    button.addEventListener('click', () => show(button, !isOpen(button)));
  }
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' ? [...document.querySelectorAll('.show-chart[aria-expanded="true"]')] : [];
    if (open.length === 0) return;
    const focus = document.activeElement;
    const near = row(focus) && row(focus).querySelector('.show-chart');
    for (const button of open) show(button, false);
    // A focus within a drawing would be lost with it; one in a field stays.
    if (focus === document.body || focus.closest('.preview')) (near || last).focus();
  });
})();
