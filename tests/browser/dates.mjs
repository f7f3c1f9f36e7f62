// node dates.mjs: the calendar that the deadlines page and the opening hours use, against dates
// looked up in calendars. Every expected date was found by hand, none by the program.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

const SCRIPT = new URL('../../themes/portal/static/portal-calendar.js', import.meta.url);
globalThis.vejviser = {};
runInThisContext(readFileSync(SCRIPT, 'utf8'), { filename: SCRIPT.pathname });
const { dayOf, deadline, easter, hours, isHoliday, isOpen, isWorkday } = globalThis.vejviser.calendar;

let cases = 0;
function same(actual, expected, what) {
  cases += 1;
  assert.deepEqual(actual, expected, what);
}
const dayOfText = (date) => dayOf(...date.split('-').map(Number));
const textOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

// Easter Sunday, with the earliest and latest dates there are and the tables' exceptions.
const EASTER = [
  '1818-03-22', '1943-04-25', '1954-04-18', '1961-04-02', '1981-04-19', '2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21',
  '2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28',
  '2028-04-16', '2029-04-01', '2030-04-21', '2038-04-25', '2049-04-18',
];
for (const date of EASTER) same(textOf(easter(Number(date.slice(0, 4)))), date, 'Easter');

const HOLIDAYS = [
  '2026-01-01', // nytårsdag
  '2026-04-02', // skærtorsdag
  '2026-04-03', // langfredag
  '2026-04-05', // påskedag
  '2026-04-06', // 2. påskedag
  '2026-05-14', // Kristi himmelfartsdag
  '2026-05-24', // pinsedag
  '2026-05-25', // 2. pinsedag
  '2026-06-05', // grundlovsdag
  '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31',
  '2023-05-05', // the last store bededag
  '2022-05-13', '2015-05-01', '1990-05-11',
];
const WORKDAYS = [
  '2024-04-26', // would have been store bededag
  '2025-05-16', '2026-05-01', '2026-05-15', '2026-12-23', '2026-12-28', '2026-12-30', '2026-04-01', '2026-04-07', '2026-06-04',
];
for (const date of HOLIDAYS) same(isHoliday(dayOfText(date)), true, date);
for (const date of WORKDAYS) same(isWorkday(dayOfText(date)), true, date);

// [start, amount, unit, last day, end of the deadline]
const DEADLINES = [
  // Days: the first does not count.
  ['2026-11-02', 0, 'day', '2026-11-02', '2026-11-02'],
  ['2026-11-02', 1, 'day', '2026-11-03', '2026-11-03'],
  ['2026-11-02', 14, 'day', '2026-11-16', '2026-11-16'],
  ['2026-11-02', 30, 'day', '2026-12-02', '2026-12-02'],
  ['2026-02-27', 1, 'day', '2026-02-28', '2026-03-02'], // a Saturday
  ['2026-10-25', 7, 'day', '2026-11-01', '2026-11-02'], // a Sunday
  ['2024-02-28', 1, 'day', '2024-02-29', '2024-02-29'], // a leap day, a Thursday
  ['2023-02-28', 1, 'day', '2023-03-01', '2023-03-01'],
  ['2026-12-31', 1, 'day', '2027-01-01', '2027-01-04'], // New Year on a Friday
  ['2026-03-26', 7, 'day', '2026-04-02', '2026-04-07'], // all of Easter
  ['2026-04-03', 1, 'day', '2026-04-04', '2026-04-07'],
  ['2026-05-11', 3, 'day', '2026-05-14', '2026-05-15'], // Ascension; the Friday after it counts
  ['2026-05-22', 2, 'day', '2026-05-24', '2026-05-26'], // Whit Sunday and Monday
  ['2026-05-29', 7, 'day', '2026-06-05', '2026-06-08'], // 5 June on a Friday
  ['2025-05-29', 7, 'day', '2025-06-05', '2025-06-06'], // 5 June on a Thursday
  ['2024-05-29', 7, 'day', '2024-06-05', '2024-06-06'], // 5 June on a Wednesday
  ['2026-12-10', 14, 'day', '2026-12-24', '2026-12-28'], // Christmas and a weekend
  ['2024-12-10', 14, 'day', '2024-12-24', '2024-12-27'], // Christmas from a Tuesday
  ['2025-12-17', 7, 'day', '2025-12-24', '2025-12-29'],
  ['2024-12-17', 14, 'day', '2024-12-31', '2025-01-02'],
  ['2026-12-17', 14, 'day', '2026-12-31', '2027-01-04'],
  ['2023-04-28', 7, 'day', '2023-05-05', '2023-05-08'], // store bededag
  ['2024-04-19', 7, 'day', '2024-04-26', '2024-04-26'], // no longer one
  ['2022-05-06', 7, 'day', '2022-05-13', '2022-05-16'],
  ['2026-03-28', 2, 'day', '2026-03-30', '2026-03-30'], // summer time begins between them
  ['2026-10-24', 2, 'day', '2026-10-26', '2026-10-26'], // and ends
  // Working days: no weekends, no holidays, none of the three days.
  ['2026-11-02', 0, 'workday', '2026-11-02', '2026-11-02'],
  ['2026-11-02', 1, 'workday', '2026-11-03', '2026-11-03'],
  ['2026-11-06', 1, 'workday', '2026-11-09', '2026-11-09'],
  ['2026-11-07', 1, 'workday', '2026-11-09', '2026-11-09'],
  ['2026-11-07', 0, 'workday', '2026-11-07', '2026-11-09'],
  ['2026-11-02', 5, 'workday', '2026-11-09', '2026-11-09'],
  ['2026-11-02', 10, 'workday', '2026-11-16', '2026-11-16'],
  ['2026-04-01', 1, 'workday', '2026-04-07', '2026-04-07'], // over Easter
  ['2026-03-30', 5, 'workday', '2026-04-09', '2026-04-09'],
  ['2026-05-13', 2, 'workday', '2026-05-18', '2026-05-18'],
  ['2026-05-22', 1, 'workday', '2026-05-26', '2026-05-26'],
  ['2026-06-04', 1, 'workday', '2026-06-08', '2026-06-08'],
  ['2026-12-23', 1, 'workday', '2026-12-28', '2026-12-28'],
  ['2026-12-23', 4, 'workday', '2027-01-04', '2027-01-04'],
  ['2023-05-04', 1, 'workday', '2023-05-08', '2023-05-08'],
  ['2024-04-25', 1, 'workday', '2024-04-26', '2024-04-26'],
  // Weeks end on the same day of the week.
  ['2026-11-02', 1, 'week', '2026-11-09', '2026-11-09'],
  ['2026-11-02', 4, 'week', '2026-11-30', '2026-11-30'],
  ['2026-11-26', 4, 'week', '2026-12-24', '2026-12-28'],
  ['2026-11-07', 2, 'week', '2026-11-21', '2026-11-23'],
  ['2026-12-04', 4, 'week', '2027-01-01', '2027-01-04'],
  // Months end on the same date, or the last of the month.
  ['2026-01-15', 1, 'month', '2026-02-15', '2026-02-16'], // a Sunday
  ['2026-01-31', 1, 'month', '2026-02-28', '2026-03-02'], // a Saturday
  ['2024-01-31', 1, 'month', '2024-02-29', '2024-02-29'],
  ['2026-03-31', 1, 'month', '2026-04-30', '2026-04-30'],
  ['2026-08-31', 6, 'month', '2027-02-28', '2027-03-01'], // a Sunday
  ['2026-10-31', 1, 'month', '2026-11-30', '2026-11-30'],
  ['2026-11-30', 3, 'month', '2027-02-28', '2027-03-01'],
  ['2026-12-15', 1, 'month', '2027-01-15', '2027-01-15'],
  ['2026-11-24', 1, 'month', '2026-12-24', '2026-12-28'],
  ['2026-02-28', 1, 'month', '2026-03-28', '2026-03-30'], // not the last of March
  ['2026-05-05', 1, 'month', '2026-06-05', '2026-06-08'],
  ['2025-11-30', 13, 'month', '2026-12-30', '2026-12-30'],
  // Years, and halves of them.
  ['2026-11-02', 1, 'year', '2027-11-02', '2027-11-02'],
  ['2024-02-29', 1, 'year', '2025-02-28', '2025-02-28'],
  ['2024-02-29', 4, 'year', '2028-02-29', '2028-02-29'],
  ['2026-08-31', 0.5, 'year', '2027-02-28', '2027-03-01'],
  ['2026-01-15', 2.5, 'year', '2028-07-15', '2028-07-17'], // a Saturday
  ['2026-01-01', 1, 'year', '2027-01-01', '2027-01-04'],
];
for (const [start, amount, unit, last, due] of DEADLINES) {
  same(deadline(start, amount, unit), { last, due, isMoved: last !== due }, `${start} + ${amount} ${unit}`);
}

const NO_DEADLINE = [
  ['', 1, 'day'], ['2026-02-30', 1, 'day'], ['2026-13-01', 1, 'day'], ['2026-1-1', 1, 'day'], ['0026-01-01', 1, 'day'],
  ['2026-01-01', -1, 'day'], ['2026-01-01', 1.5, 'day'], ['2026-01-01', 0.25, 'year'], ['2026-01-01', NaN, 'day'],
  ['2026-01-01', 10001, 'day'], ['2026-01-01', 1, 'hour'], ['2026-01-01', 1, 'toString'], ['9999-12-31', 1, 'year'],
];
for (const [start, amount, unit] of NO_DEADLINE) same(deadline(start, amount, unit), null, `${start} + ${amount} ${unit}`);

// Opening hours. 2026-11-16 is a Monday.
const line = (days, from, to) => hours({ days, from, to });
same(line('1 2 3 4', '09:00', '15:30'), { days: [1, 2, 3, 4], from: 540, to: 930 });
same(line('7', '00:00', '24:00'), { days: [7], from: 0, to: 1440 });
const OFFICE = [line('1 2 3 4', '09:00', '15:00'), line('5', '09:00', '12:00')];
const ALWAYS = [line('1 2 3 4 5 6 7', '00:00', '24:00')];
const NIGHT = [line('5 6', '22:00', '06:00')];
const OPEN = [
  [OFFICE, '2026-11-16 8:59', false],
  [OFFICE, '2026-11-16 9:00', true],
  [OFFICE, '2026-11-16 14:59', true],
  [OFFICE, '2026-11-16 15:00', false],
  [OFFICE, '2026-11-20 11:59', true],
  [OFFICE, '2026-11-20 12:00', false],
  [OFFICE, '2026-11-21 10:00', false],
  [OFFICE, '2026-12-24 10:00', false], // a Thursday
  [OFFICE, '2026-04-06 10:00', false], // Easter Monday
  [OFFICE, '2026-05-15 10:00', true],
  [ALWAYS, '2026-11-22 3:00', true],
  [ALWAYS, '2026-12-24 23:59', true], // who is open on Sundays is open on holidays
  [NIGHT, '2026-11-20 23:00', true],
  [NIGHT, '2026-11-21 5:59', true],
  [NIGHT, '2026-11-21 6:00', false],
  [NIGHT, '2026-11-22 5:00', true],
  [NIGHT, '2026-11-23 5:00', false],
];
for (const [lines, at, open] of OPEN) {
  const [year, month, day, hour, minute] = at.split(/[- :]/).map(Number);
  same(isOpen(lines, { year, month, day, hour, minute }), open, at);
}

console.log(`dates: ${cases} passed`);
