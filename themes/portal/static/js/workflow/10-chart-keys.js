// The chart as one stop of the keyboard: arrow keys follow its lines. Without this file every step
// is a stop of its own.
(() => {
  'use strict';
  const box = document.querySelector('.chart');
  const nodes = box ? [...box.querySelectorAll('a.node')] : [];
  if (nodes.length === 0) return;

  const byNumber = new Map(nodes.map((node) => [node.querySelector('.node-number').textContent, node]));
  const numbers = (node) => (node.dataset.next || '').split(' ').filter((number) => byNumber.has(number));
  const next = new Map(nodes.map((node) => [node, numbers(node).map((number) => byNumber.get(number))]));
  // Where the reader came from; else the first step that leads here.
  const from = new Map();
  const before = (node) => from.get(node) || nodes.find((other) => other !== node && next.get(other).includes(node));

  // Each way is the step that it leads to and, unless it leads back, the step that this one is reached from.
  const ahead = (node) => [next.get(node)[0], node];
  const back = (node) => [before(node)];
  const beside = (node, step) => {
    const fork = before(node);
    const branches = fork ? next.get(fork) : [];
    return [branches[branches.indexOf(node) + step], fork];
  };
  const either = (way, otherwise) => (way[0] ? way : otherwise);
  const ways = {
    ArrowRight: ahead,
    ArrowLeft: back,
    ArrowDown: (node) => either(beside(node, 1), ahead(node)),
    ArrowUp: (node) => either(beside(node, -1), back(node)),
    Home: () => [nodes[0]],
    End: () => [nodes.at(-1)],
  };

  const stopAt = (node) => {
    for (const other of nodes) other.setAttribute('tabindex', other === node ? '0' : '-1');
  };

  box.addEventListener('keydown', (event) => {
    const node = event.target.closest('a.node');
    const way = ways[event.key];
    if (!node || !way || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const [to, origin] = way(node);
    if (!to) return;
    event.preventDefault();
    if (origin) from.set(to, origin);
    to.focus();
  });
  box.addEventListener('focusin', (event) => {
    const node = event.target.closest('a.node');
    if (!node) return;
    stopAt(node);
    // The focus alone does not always scroll a box sideways to a part of a drawing.
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  // The box scrolls with the step that has the focus; as a stop of its own it would be a second one.
  box.removeAttribute('tabindex');
  stopAt(nodes.find((node) => node.getAttribute('href') === location.hash) || nodes[0]);
})();
