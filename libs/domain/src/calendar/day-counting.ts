import { isWorkingDay } from './holidays.js';
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
export function firstWorkingDayFrom(date: string, patron?: string): string {
  let current = date;
  while (!isWorkingDay(current, patron)) current = addDays(current, 1);
  return current;
}

/** The date `count` working days after a date; the starting day does not count. `count` ≥ 0. */
export function addWorkingDays(date: string, count: number, patron?: string): string {
  let current = date;
  for (let left = count; left > 0; left -= 1) current = firstWorkingDayFrom(addDays(current, 1), patron);
  return current;
}

/** Working days after `from` up to and including `to`. */
export function workingDaysBetween(from: string, to: string, patron?: string): number {
  let count = 0;
  for (let current = addDays(from, 1); current <= to; current = addDays(current, 1)) {
    if (isWorkingDay(current, patron)) count += 1;
  }
  return count;
}

/**
 * Last day of a period in days under Reg. (CEE, Euratom) 1182/71 art. 3: the initial day is excluded; a period that would
 * end on a holiday, Sunday or Saturday ends with the next working day; a period of two days or more contains at least two working days.
 * `patron` is the local feast of the seat as `MM-DD`.
 */
export function periodEnd(from: string, days: number, patron?: string): string {
  let end = firstWorkingDayFrom(addDays(from, days), patron);
  while (days >= 2 && workingDaysBetween(from, end, patron) < 2) end = firstWorkingDayFrom(addDays(end, 1), patron);
  return end;
}

/** Last day of a period in months under the same rules. */
export function monthPeriodEnd(from: string, months: number, patron?: string): string {
  return firstWorkingDayFrom(addMonths(from, months), patron);
}

/** True where the term from one date to another is at least `days` long, the first day excluded. */
export function isAtLeastDays(from: string, to: string, days: number): boolean {
  return daysBetween(from, to) >= days;
}
