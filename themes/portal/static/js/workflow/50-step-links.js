// On every step a button that copies the step's address.
(() => {
  'use strict';
  const template = document.querySelector('template[data-copy]');
  if (!template) return;
  const SHOWN = 2500;
  const { attempt } = window.vejviser;

  // Without a secure connection the clipboard is only reached through a selection.
  const bySelection = (text) => {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'hidden';
    const focus = document.activeElement;
    document.body.append(field);
    field.select();
    const done = attempt(() => document.execCommand('copy'));
    field.remove();
    focus.focus({ preventScroll: true });
    return done;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return bySelection(text);
    }
  };

  for (const step of document.querySelectorAll('.steps > .step')) {
    const control = template.content.firstElementChild.cloneNode(true);
    const button = control.querySelector('button');
    const status = control.querySelector('[role="status"]');
    button.querySelector('[data-number]').textContent = step.querySelector('.step-number').textContent;
    button.addEventListener('click', async () => {
      const url = location.href.split('#')[0] + '#' + step.id;
      // Where nothing may be copied, the address bar has it.
      if (!(await copy(url))) location.hash = step.id;
      else status.textContent = status.dataset.done;
      setTimeout(() => {
        status.textContent = '';
      }, SHOWN);
    });
    step.append(control);
  }
})();
