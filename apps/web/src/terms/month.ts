import { addDays, addMonths } from '@gare/domain/calendar/day-counting';

/** Months as `YYYY-MM`, days as `YYYY-MM-DD`. */

export const monthOf = (day: string): string => day.slice(0, 7);

export const shiftedMonth = (month: string, by: number): string => monthOf(addMonths(`${month}-01`, by));

export const lastDay = (month: string): string => addDays(`${shiftedMonth(month, 1)}-01`, -1);

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Whole weeks from Monday to Sunday that hold the month. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const start = addDays(`${month}-01`, -weekdayOf(`${month}-01`));
  const end = lastDay(month);
  const weeks: string[][] = [];
  for (let monday = start; monday <= end; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  }
  return weeks;
}

const steps: Readonly<Record<string, (day: string) => string>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekdayOf(day)),
  End: (day) => addDays(day, 6 - weekdayOf(day)),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** The day a key leads to in a calendar; undefined for any other key. */
export const dayByKey = (key: string, day: string): string | undefined => steps[key]?.(day);

const monthFormat = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', month: 'long', year: 'numeric' });

export const monthInWords = (month: string): string => monthFormat.format(new Date(`${month}-15T00:00:00Z`));
