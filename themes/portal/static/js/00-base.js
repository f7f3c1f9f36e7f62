// What the theme's scripts share, as vejviser: the portal's root, what this browser remembers,
// controls that wait in a <template>, texts with gaps, the address bar, and scripts for later.
(() => {
  'use strict';
  const page = document.documentElement;
  const root = new URL(page.dataset.root || './', location.href);
  // Several portals can share an origin, and all of a disk is one.
  const prefix = 'vejviser ' + root.pathname + ' ';

  // Storage can be forbidden or full, and a file's address cannot always be changed.
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  const kept = (passing) => (passing ? sessionStorage : localStorage);
  const read = (key, passing) => attempt(() => JSON.parse(kept(passing).getItem(prefix + key)));
  const write = (key, value, passing) => attempt(() => kept(passing).setItem(prefix + key, JSON.stringify(value)));
  const forget = () => {
    for (const passing of [false, true]) {
      attempt(() => {
        const keys = Object.keys(kept(passing)).filter((key) => key.startsWith(prefix));
        for (const key of keys) kept(passing).removeItem(key);
      });
    }
  };

  const number = (value) => value.toLocaleString(page.lang);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? values[name] : gap));

  // Puts what waits in a template in its place and returns it.
  const enliven = (template) => {
    const control = template.content.firstElementChild;
    template.replaceWith(control);
    return control;
  };

  // The address says what is shown, so that it can be kept, sent and gone back to.
  const address = (query, isStep) => attempt(() => {
    const url = new URL(location.href);
    url.search = query;
    if (url.href !== location.href) history[isStep ? 'pushState' : 'replaceState'](null, '', url);
  });

  // Fetches a script that only some readers need, once.
  const loading = new Map();
  const load = (url) => {
    const script = document.createElement('script');
    const done = loading.get(url) || new Promise((loaded, failed) => {
      script.src = url;
      script.addEventListener('load', loaded);
      script.addEventListener('error', failed);
      document.head.append(script);
    });
    loading.set(url, done);
    done.catch(() => loading.delete(url));
    return done;
  };

  window.vejviser = { root, read, write, forget, number, fill, enliven, address, attempt, load };
})();
