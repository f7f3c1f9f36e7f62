// Small things of any page: forms that need a script elsewhere, the button that prints, and places
// within closed details.
(() => {
  'use strict';
  for (const template of document.querySelectorAll('template[data-with-script]')) window.vejviser.enliven(template);
  for (const template of document.querySelectorAll('template[data-print]')) {
    window.vejviser.enliven(template).addEventListener('click', () => print());
  }

  // A link to a place leads there with the keyboard too, even when it lies within closed details.
  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    if (!target.matches('a[href], button, input, summary, [tabindex]')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'nearest' });
  };
  addEventListener('hashchange', () => window.vejviser.attempt(arrive));
  window.vejviser.attempt(arrive);
})();
