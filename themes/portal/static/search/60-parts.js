// What the faces of the search share: elements, marked text, and the engine, opened once. Where the
// theme's scripts are not, the engine stands alone.
(() => {
  'use strict';
  const { vejviser } = window;
  if (!vejviser) return;
  let opening = null;

  // Loads the index. Rejects where there is no engine, and can be asked again after a failure.
  const engine = () => {
    opening = opening || Promise.resolve().then(() => window.vejviserSearch.open());
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };

  // Properties by name; aria- and data- and role are attributes.
  const element = (tag, properties, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name in made && name !== 'role') made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
    return made;
  };
  const href = (url) => new URL(url, vejviser.root).href;

  // A text with its matched parts marked; ranges are sorted and apart.
  const marked = (text, ranges) => {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const [from, to] of ranges || []) {
      out.append(text.slice(at, from), element('mark', null, text.slice(from, to)));
      at = to;
    }
    out.append(text.slice(at));
    return out;
  };
  const phone = (number) => {
    const digits = number.replace(/[^\d+]/g, '');
    const tel = digits.startsWith('+') || digits.length !== 8 ? digits : '+45' + digits;
    return element('a', { className: 'phone', href: 'tel:' + tel }, number);
  };
  const phones = (list) => (list || []).map(([label, number]) =>
    element('p', null, label ? label + ': ' : '', phone(number)));

  // Calls action once the caller has been quiet for a moment.
  const debounced = (action, quiet) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(action, quiet);
    };
  };

  vejviser.searching = { engine, element, href, marked, phones, debounced };
})();
