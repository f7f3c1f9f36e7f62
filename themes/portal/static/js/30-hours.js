// Says beside a table of opening hours whether it is open now, by Copenhagen's clock, once one of
// them comes into sight. A table with days or times that are not understood says nothing.
(() => {
  'use strict';
  const tables = [...document.querySelectorAll('table[data-open]')];
  if (tables.length === 0) return;
  const MINUTE = 60000;
  // The page comes first.
  const REST = 1500;
  const { load } = window.vejviser;
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: 'Europe/Copenhagen', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });

  const start = () => {
    const { hours, isOpen } = window.vejviser.calendar;
    const marks = [];
    for (const table of tables) {
      const rows = [...table.rows];
      if (!rows.every((row) => row.dataset.days)) continue;
      const lines = rows.map((row) => hours(row.dataset));
      const mark = document.createElement('span');
      const name = table.closest('dd')?.previousElementSibling;
      if (name) name.append(' ', mark);
      else table.before(mark);
      marks.push([mark, lines, table.dataset]);
    }
    const update = () => {
      const now = Object.fromEntries(clock.formatToParts().map(({ type, value }) => [type, Number(value)]));
      for (const [mark, lines, words] of marks) {
        const open = isOpen(lines, now);
        mark.className = 'open-now no-print' + (open ? ' is-open' : '');
        mark.textContent = open ? words.open : words.closed;
      }
    };
    update();
    setInterval(update, MINUTE);
    document.addEventListener('visibilitychange', update);
  };

  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    setTimeout(() => load(tables[0].dataset.calendar).then(start, () => {}), REST);
  }, { rootMargin: '200px' });
  for (const table of tables) watcher.observe(table);
})();
