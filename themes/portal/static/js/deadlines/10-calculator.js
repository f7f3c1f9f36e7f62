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
  const known = [...unit.options].map((option) => option.value);
  const lengths = [];
  for (const line of table ? table.tBodies[0].rows : []) {
    const { amount: count, unit: of } = line.dataset;
    if (!known.includes(of)) continue;
    const name = line.cells[0].textContent.trim() + ' (' + line.cells[1].firstChild.textContent.trim() + ')';
    row.append(new Option(name, lengths.push([count, of]) - 1));
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
