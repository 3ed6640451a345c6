import { holidaysOf, italy, isWorkingDay, type Seat } from './holidays.js';
import { isDate } from './rome-time.js';

const dayLength = 86_400_000;

function toEpochDay(date: string): number {
  if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayLength);
}

function fromEpochDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The date `days` after (or before, if negative) a date. */
export function addDays(date: string, days: number): string {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Days from one date to another, the first excluded and the last included (Reg. 1182/71 art. 3 par. 1). Negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return toEpochDay(to) - toEpochDay(from);
}

/**
 * The same day `months` later; where the month is shorter, its last day (Reg. 1182/71 art. 3 par. 2 lett. c).
 */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  return fromEpochDay(Math.round(Date.UTC(targetYear, targetMonth - 1, Math.min(day, lastDay)) / dayLength));
}

/** The date itself, or the first working day after it. */
export function firstWorkingDayFrom(date: string, seat: Seat = italy): string {
  let current = date;
  while (!isWorkingDay(current, seat)) current = addDays(current, 1);
  return current;
}

/** The date `count` working days after a date; the starting day does not count. `count` ≥ 0. */
export function addWorkingDays(date: string, count: number, seat: Seat = italy): string {
  let current = date;
  for (let left = count; left > 0; left -= 1) current = firstWorkingDayFrom(addDays(current, 1), seat);
  return current;
}

/** Working days after `from` up to and including `to`; none where `to` is not later. Time does not grow with the span, only with its years. */
export function workingDaysBetween(from: string, to: string, seat: Seat = italy): number {
  const [first, last] = [toEpochDay(from) + 1, toEpochDay(to)];
  if (last < first) return 0;
  let holidays = 0;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const names = holidaysOf(year, seat.feasts);
    const patron = seat.patron == null ? [] : [`${year}-${seat.patron}`].filter((date) => isDate(date) && !names.has(date));
    for (const date of [...names.keys(), ...patron]) {
      const day = toEpochDay(date);
      if (day >= first && day <= last && !isWeekendDay(day)) holidays += 1;
    }
  }
  return weekdaysUpTo(last) - weekdaysUpTo(first - 1) - holidays;
}

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
const isWeekendDay = (day: number): boolean => weekdayOf(day) > 4;

/** Mondays to Fridays from the first Monday before 1970 up to and including a day. */
function weekdaysUpTo(day: number): number {
  return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day) + 1, 5);
}

/**
 * Last day of a period in days under Reg. (CEE, Euratom) 1182/71 art. 3: the initial day is excluded; a period that would
 * end on a holiday, Sunday or Saturday ends with the next working day; a period of two days or more contains at least two working days.
 */
export function periodEnd(from: string, days: number, seat: Seat = italy): string {
  let end = firstWorkingDayFrom(addDays(from, days), seat);
  while (days >= 2 && workingDaysBetween(from, end, seat) < 2) end = firstWorkingDayFrom(addDays(end, 1), seat);
  return end;
}

/** Last day of a period in months under the same rules. */
export function monthPeriodEnd(from: string, months: number, seat: Seat = italy): string {
  return firstWorkingDayFrom(addMonths(from, months), seat);
}

/**
 * Last day on which something may still be done that has to be done at least `days` before an event (Reg. 1182/71 art. 3): the day of
 * the event is excluded. A period counted backwards is not moved when its last day is a holiday (par. 4, second sentence), but two
 * days or more hold at least two working days (par. 5), so that it may start earlier.
 */
export function latestDayBefore(event: string, days: number, seat: Seat = italy): string {
  let latest = addDays(event, -days);
  while (days >= 2 && workingDaysBetween(addDays(latest, -1), addDays(event, -1), seat) < 2) latest = addDays(latest, -1);
  return latest;
}

/**
 * End of a period in hours (Reg. 1182/71 art. 3 par. 1 and 2 a): the hour in which the event falls is excluded, the last hour runs to
 * its end, and holidays do not move it. Instants are ISO text in UTC; hours are real ones, also over a change of the hour.
 */
export function hourPeriodEnd(from: string, hours: number): string {
  const hour = 3_600_000;
  return new Date((Math.floor(Date.parse(from) / hour) + 1 + hours) * hour).toISOString();
}

/** True where the term from one date to another is at least `days` long, the first day excluded. */
export function isAtLeastDays(from: string, to: string, days: number): boolean {
  return daysBetween(from, to) >= days;
}
