// The calendar of Danish authorities: holidays, when a deadline ends, when a unit is open. Pure, and
// fetched by the scripts that ask for it. A day is the number of days since 1 January 1970; dates
// go in and out as text, 2026-10-01.
(() => {
  'use strict';
  const DAY = 864e5;
  const WEEK = 7;
  const dayOf = (year, month, date) => Date.UTC(year, month - 1, date) / DAY;
  const dateOf = (day) => new Date(day * DAY);
  const weekday = (day) => dateOf(day).getUTCDay();

  // Easter Sunday: the Sunday after the first full moon of spring, by the tables of the church.
  const easter = (year) => {
    const century = Math.floor(year / 100);
    const golden = year % 19;
    const skipped = century - Math.floor(century / 4);
    const moon = Math.floor((8 * century + 13) / 25);
    let epact = (19 * golden + skipped - moon + 15) % 30;
    // Two new moons of one cycle may not fall on the same day.
    if (epact === 29 || (epact === 28 && golden > 10)) epact -= 1;
    const full = dayOf(year, 3, 21) + epact;
    return full + WEEK - weekday(full);
  };

  // From Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Sunday and Monday.
  const MOVING = [-3, -2, 0, 1, 39, 49, 50];
  const PRAYER = 26; // Store bededag, until 2023.
  const ABOLISHED = 2024;
  // Holidays, and 5 June, 24 and 31 December, on which a deadline does not end either.
  const FIXED = ['1-1', '12-25', '12-26', '6-5', '12-24', '12-31'];

  const isHoliday = (day) => {
    const date = dateOf(day);
    const year = date.getUTCFullYear();
    if (FIXED.includes(date.getUTCMonth() + 1 + '-' + date.getUTCDate())) return true;
    const after = day - easter(year);
    return MOVING.includes(after) || (after === PRAYER && year < ABOLISHED);
  };
  const isWorkday = (day) => weekday(day) % 6 !== 0 && !isHoliday(day);

  const FIRST_YEAR = 1900;
  const LAST_YEAR = 9999;
  const LONGEST = 10000;
  const text = (day) => dateOf(day).toISOString().slice(0, 10);
  const parse = (date) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
    if (!parts || Number(parts[1]) < FIRST_YEAR) return null;
    const day = dayOf(...parts.slice(1).map(Number));
    return text(day) === date ? day : null;
  };
  // A month later is the same date, or the last of the month when it has no such date.
  const months = (day, count) => {
    const date = dateOf(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + count];
    const end = dateOf(dayOf(year, month + 1, 0)).getUTCDate();
    return dayOf(year, month, Math.min(date.getUTCDate(), end));
  };
  const workdays = (day, count) => {
    let end = day;
    for (let left = count; left > 0; left -= isWorkday(end) ? 1 : 0) end += 1;
    return end;
  };
  const LENGTHS = {
    day: (day, count) => day + count,
    workday: workdays,
    week: (day, count) => day + WEEK * count,
    month: months,
    year: (day, count) => months(day, 12 * count),
  };
  const isLength = (amount, unit) => {
    const whole = unit === 'year' ? 2 * amount : amount; // Half a year is six months.
    return Object.hasOwn(LENGTHS, unit) && Number.isInteger(whole) && amount >= 0 && amount <= LONGEST;
  };

  // When a deadline ends: {last, due, isMoved}, or null when the start is no date or the length no
  // length. The day that it is counted from does not count; when the last day is no working day,
  // the deadline ends on the next one.
  const deadline = (start, amount, unit) => {
    const day = parse(start);
    if (day === null || !isLength(amount, unit)) return null;
    const last = LENGTHS[unit](day, amount);
    let due = last;
    while (!isWorkday(due)) due += 1;
    if (dateOf(due).getUTCFullYear() > LAST_YEAR) return null;
    return { last: text(last), due: text(due), isMoved: due !== last };
  };

  const minutes = (time) => {
    const [hour, minute] = time.split(':').map(Number);
    return hour * 60 + minute;
  };
  // A line of opening hours, {days: '1 2 3' from Monday, from: '09:00', to: '15:00'}, as numbers.
  const hours = ({ days, from, to }) => ({ days: days.split(' ').map(Number), from: minutes(from), to: minutes(to) });
  // On a holiday the hours of Sunday count.
  const inWeek = (day) => (isHoliday(day) ? WEEK : weekday(day) || WEEK);
  // Whether one of the lines holds at a moment, {year, month, day, hour, minute} by the local clock.
  const isOpen = (lines, moment) => {
    const day = dayOf(moment.year, moment.month, moment.day);
    const now = moment.hour * 60 + moment.minute;
    return lines.some(({ days, from, to }) => {
      const isPast = to <= from; // Open until after midnight.
      if (days.includes(inWeek(day)) && now >= from && (isPast || now < to)) return true;
      return isPast && days.includes(inWeek(day - 1)) && now < to;
    });
  };

  globalThis.vejviser.calendar = { dayOf, easter, isHoliday, isWorkday, deadline, hours, isOpen };
})();
