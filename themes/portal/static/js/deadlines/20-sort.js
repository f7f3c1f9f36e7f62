// Heads of a table's columns become buttons that sort its rows in place; a second press turns the
// order. Rows without a value in a column stand last, either way.
(() => {
  'use strict';
  const table = document.querySelector('table[data-sort]');
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // A number in the cell's data wins over its text.
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.hours === undefined ? cell.textContent.trim() : Number(cell.dataset.hours);
  };
  const isNumber = (one) => typeof one === 'number';
  const order = (a, b, turn) => {
    if (a === '' || b === '') return (a === '') - (b === '');
    if (isNumber(a) && isNumber(b)) return turn * (a - b);
    // A length that is a text is not shorter or longer than others.
    if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
    return turn * compare(a, b);
  };
  const sort = (column) => {
    const turn = heads[column].getAttribute('aria-sort') === 'ascending' ? -1 : 1;
    for (const head of heads) head.removeAttribute('aria-sort');
    heads[column].setAttribute('aria-sort', turn === 1 ? 'ascending' : 'descending');
    const rows = [...body.rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => order(a, b, turn));
    body.append(...rows.map(([, row]) => row));
  };

  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => sort(column));
  });
  // The order that the page is written in.
  heads[0].setAttribute('aria-sort', 'ascending');
})();
