// The page of shortcuts: switches single keys off, and makes this browser forget.
(() => {
  'use strict';
  const template = document.querySelector('template[data-settings]');
  if (!template) return;
  const { enliven, read, write, forget } = window.vejviser;

  const control = enliven(template);
  const off = control.querySelector('input');
  const show = () => {
    off.checked = read('keys') === 'off';
  };
  off.addEventListener('change', () => write('keys', off.checked ? 'off' : 'on'));
  control.querySelector('button').addEventListener('click', () => {
    forget();
    show();
    document.dispatchEvent(new Event('vejviser:forget'));
    const status = control.querySelector('[role="status"]');
    status.textContent = status.dataset.done;
  });
  addEventListener('pageshow', show);
  show();

  // A key whose section the site does not have does nothing.
  for (const row of document.querySelectorAll('[data-key]')) {
    row.hidden = !document.body.hasAttribute('data-go-' + row.dataset.key);
  }
})();
