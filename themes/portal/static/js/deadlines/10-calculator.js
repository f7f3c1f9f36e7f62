// The form that says when a deadline ends: a start, and a length written or taken from the table.
(() => {
  'use strict';
  const template = document.querySelector('template[data-calculator]');
  const table = document.getElementById('_frister');
  if (!template) return;
  const { enliven, fill, load } = window.vejviser;
  const { result, moved, calendar } = template.dataset;

  const form = enliven(template).querySelector('form');
  const { start, row, amount, unit } = form.elements;
  const output = form.querySelector('output');
  const units = new Map();
  for (const option of unit.options) {
    for (const word of option.dataset.words.split(' ')) units.set(word, option.value);
  }

  // 2½ år as [2.5, 'year']; null for a length in words, or in hours.
  const length = (text) => {
    const parts = /^(\d+)(½|,5)?\s*(\S+)$/.exec(text.trim().toLowerCase());
    const of = parts && units.get(parts[3]);
    return of ? [Number(parts[1]) + (parts[2] ? 0.5 : 0), of] : null;
  };
  const lengths = [];
  for (const line of table ? table.tBodies[0].rows : []) {
    const text = line.cells[1].firstChild.textContent.trim();
    const found = length(text);
    if (!found) continue;
    row.append(new Option(line.cells[0].textContent.trim() + ' (' + text + ')', lengths.push(found) - 1));
  }
  if (lengths.length === 0) row.parentElement.hidden = true;

  const spoken = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const say = (date) => spoken.format(new Date(date));
  const calculate = async () => {
    await load(calendar);
    const { deadline } = window.vejviser.calendar;
    const found = amount.value === '' ? null : deadline(start.value, Number(amount.value), unit.value);
    output.replaceChildren();
    if (!found) return;
    const answer = document.createElement('strong');
    answer.textContent = fill(result, { date: say(found.due) });
    output.append(answer, found.isMoved ? ' ' + fill(moved, { date: say(found.last) }) : '');
  };

  // Today by the reader's clock, as a date field writes it.
  const today = new Date();
  start.value = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  row.addEventListener('change', () => {
    if (row.value) [amount.value, unit.value] = lengths[row.value];
  });
  for (const field of [amount, unit]) field.addEventListener('input', () => { row.value = ''; });
  form.addEventListener('input', calculate);
  form.addEventListener('change', calculate);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    calculate();
  });
})();
