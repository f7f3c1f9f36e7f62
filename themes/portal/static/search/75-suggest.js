// Suggestions below a search field. Enter without a choice sends the form, as without scripts.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const { engine, element, debounced } = vejviser.searching;
  const MOST = 7;
  const QUIET = 60;
  const known = new WeakSet();

  vejviser.suggest = (input) => {
    // On the search page the results follow the typing, and the palette has a list of its own.
    if (known.has(input) || input.closest('dialog') || input.closest('form').hasAttribute('data-live')) return;
    known.add(input);
    const form = input.closest('form');
    const list = element('div', { className: 'choices', hidden: true });
    const status = element('p', { className: 'hidden', role: 'status' });
    form.classList.add('has-choices');
    form.append(list, status);
    const box = vejviser.combobox({ input, list });
    const close = () => {
      box.show([]);
      status.textContent = '';
    };

    const update = async () => {
      const text = input.value.trim();
      if (!text) {
        close();
        return;
      }
      const { suggest, words } = await engine();
      const entries = await suggest(text, MOST);
      // Somebody may have typed on, or left.
      if (input.value.trim() !== text || document.activeElement !== input) return;
      list.setAttribute('aria-label', words['search.suggestions']);
      const notes = entries.map((entry) => ({ ...entry, note: words['kind.' + entry.kind] }));
      const count = box.show([{ entries: notes }]);
      status.textContent = vejviser.fill(words['search.suggested'], { n: count });
    };
    input.addEventListener('input', debounced(() => update().catch(close), QUIET));
    input.addEventListener('focusout', close);
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || list.hidden) return;
      event.preventDefault();
      close();
    });
    // The index is fetched now, not with the first letter.
    engine().then(() => input.value && update(), () => {});
  };
  if (document.activeElement && document.activeElement.matches('[role="search"] input[name="q"]')) {
    vejviser.suggest(document.activeElement);
  }
})();
