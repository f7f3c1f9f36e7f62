// Marks what has come since this browser last saw the page. The marks stay until the window closes.
(() => {
  'use strict';
  const template = document.querySelector('template[data-since]');
  const days = [...document.querySelectorAll('.day')].map((day) => [day, day.querySelector('time').dateTime]);
  if (!template || days.length === 0) return;
  const { read, write } = window.vejviser;

  const before = read('news', true) || read('news');
  const newest = days.map(([, date]) => date).sort().at(-1);
  write('news', newest);
  if (typeof before !== 'string') {
    // A first visit: everything is new, so nothing is.
    write('news', newest, true);
    return;
  }
  write('news', before, true);
  for (const [day, date] of days) {
    if (date > before) day.querySelector('h2').append(' ', template.content.cloneNode(true));
  }
})();
