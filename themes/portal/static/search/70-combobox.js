// A text field with a list of links to choose from: arrow keys move, Enter follows, by the pattern
// for an editable combobox with a list. The focus stays in the field.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  const { element, href } = vejviser.searching;
  let lists = 0;

  // list is emptied and filled by show; first chooses the first entry at once.
  vejviser.combobox = ({ input, list, first }) => {
    lists += 1;
    list.id = '_valg-' + lists;
    list.setAttribute('role', 'listbox');
    const set = (name, value) => input.setAttribute('aria-' + name, value);
    input.setAttribute('role', 'combobox');
    set('autocomplete', 'list');
    set('controls', list.id);
    set('expanded', 'false');

    const options = () => [...list.querySelectorAll('[role="option"]')];
    let active = null;
    const choose = (option) => {
      if (active) active.setAttribute('aria-selected', 'false');
      active = option || null;
      if (!active) {
        input.removeAttribute('aria-activedescendant');
        return;
      }
      active.setAttribute('aria-selected', 'true');
      set('activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    };
    const move = (step) => {
      const all = options();
      const at = all.indexOf(active);
      // Past either end the choice goes back to the field, unless something is always chosen.
      const to = at === -1 && step < 0 ? all.length - 1 : at + step;
      choose(first ? all[(to + all.length) % all.length] : all[to]);
    };

    const option = ({ title, url, note }) => element('a', {
      role: 'option', href: href(url), tabIndex: -1, 'aria-selected': 'false',
    }, title, note ? element('span', { className: 'choice-note' }, note) : '');
    const group = ({ label, entries }, n) => {
      const head = element('p', { className: 'choice-head', id: list.id + '-' + n, role: 'presentation' }, label || '');
      const box = element('div', label ? { role: 'group', 'aria-labelledby': head.id } : { role: 'presentation' });
      box.append(...(label ? [head] : []), ...entries.map(option));
      return box;
    };
    // Groups of entries {title, url, note}; returns how many there are.
    const show = (groups) => {
      const filled = groups.filter(({ entries }) => entries.length > 0);
      choose(null);
      list.replaceChildren(...filled.map(group));
      const all = options();
      all.forEach((entry, n) => {
        entry.id = list.id + '-valg-' + n;
      });
      list.hidden = all.length === 0;
      set('expanded', String(all.length > 0));
      if (first) choose(all[0]);
      return all.length;
    };

    input.addEventListener('keydown', (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !list.hidden) {
        event.preventDefault();
        move(step);
      } else if (event.key === 'Enter' && active) {
        event.preventDefault();
        active.click();
      }
    });
    // A press on an entry does not take the focus from the field.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    return { show };
  };
})();
