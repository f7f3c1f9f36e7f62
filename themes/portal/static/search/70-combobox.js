// A text field with a list of links to choose from: arrow keys move, Enter follows, by the pattern
// for an editable combobox with a list. The focus stays in the field.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const { element, href } = vejviser.searching;
  let lists = 0;

  const option = ({ title, url, note }) => element('a', {
    role: 'option', href: href(url), tabIndex: -1, 'aria-selected': 'false',
  }, title, note ? element('span', { className: 'choice-note' }, note) : '');
  const group = (list, { label, entries }, n) => {
    if (!label) return element('div', { role: 'presentation' }, ...entries.map(option));
    const head = element('p', { className: 'choice-head', id: list.id + '-' + n, role: 'presentation' }, label);
    return element('div', { role: 'group', 'aria-labelledby': head.id }, head, ...entries.map(option));
  };

  // What is chosen, told to those who hear the field.
  const chooser = (input) => {
    const chooser = { active: null };
    chooser.choose = (option) => {
      if (chooser.active) chooser.active.setAttribute('aria-selected', 'false');
      chooser.active = option || null;
      if (!option) {
        input.removeAttribute('aria-activedescendant');
        return;
      }
      option.setAttribute('aria-selected', 'true');
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    };
    return chooser;
  };
  const prepare = (input, list) => {
    lists += 1;
    list.id = '_valg-' + lists;
    list.setAttribute('role', 'listbox');
    const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    // A press on an entry does not take the focus from the field.
    list.addEventListener('mousedown', (event) => event.preventDefault());
  };

  // The list is emptied and filled by show; with first the first entry is chosen at once.
  vejviser.combobox = ({ input, list, first }) => {
    prepare(input, list);
    const chosen = chooser(input);
    const options = () => [...list.querySelectorAll('[role="option"]')];
    const move = (step) => {
      const all = options();
      const at = all.indexOf(chosen.active);
      // Past either end the choice goes back to the field, unless something is always chosen.
      const to = at === -1 && step < 0 ? all.length - 1 : at + step;
      chosen.choose(first ? all[(to + all.length) % all.length] : all[to]);
    };
    // Groups of entries {title, url, note}; returns how many entries there are.
    const show = (groups) => {
      chosen.choose(null);
      list.replaceChildren(...groups.filter(({ entries }) => entries.length > 0).map((each, n) => group(list, each, n)));
      const all = options();
      all.forEach((entry, n) => {
        entry.id = list.id + '-valg-' + n;
      });
      list.hidden = all.length === 0;
      input.setAttribute('aria-expanded', String(all.length > 0));
      if (first) chosen.choose(all[0]);
      return all.length;
    };

    input.addEventListener('keydown', (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const isUsed = step ? !list.hidden : event.key === 'Enter' && chosen.active;
      if (!isUsed) return;
      event.preventDefault();
      if (step) move(step);
      else chosen.active.click();
    });
    return { show };
  };
})();
