/**
 * Civil time in Italy. Instants are ISO 8601 text in UTC, dates are `YYYY-MM-DD`; nothing here reads the clock.
 * The zone rules come from the ICU data of the platform (Node and every browser carry Europe/Rome).
 */

const rome = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Wall-clock reading in Italy. */
export interface RomeDateTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:mm`, 00:00 to 23:59. */
  readonly time: string;
  readonly seconds: number;
}

/** True for a real calendar date written `YYYY-MM-DD` (2026-02-30 is not one). */
export function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** True for an instant with an explicit zone, e.g. `2026-12-28T11:00:00Z`. */
export function isInstant(text: string): boolean {
  return instantPattern.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** Reads an instant on an Italian clock. Throws RangeError on text that is not an instant. */
export function toRome(instant: string): RomeDateTime {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`);
  const parts = Object.fromEntries(rome.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (name: string): string => parts[name] ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    seconds: Number(part('second')),
  };
}

/** Civil date in Italy of a date or an instant. */
export function toRomeDate(dateOrInstant: string): string {
  return datePattern.test(dateOrInstant) ? dateOrInstant : toRome(dateOrInstant).date;
}

/**
 * Instant of a wall-clock reading in Italy. In the hour skipped in March the reading is moved one hour on;
 * in the hour repeated in October the first passage (summer time) is meant.
 */
export function fromRome(date: string, time = '00:00'): string {
  if (!isDate(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`not a date and time: ${date} ${time}`);
  const wall = Date.parse(`${date}T${time}:00Z`);
  const candidates = [2, 1].map((hours) => new Date(wall - hours * 3_600_000).toISOString());
  const exact = candidates.find((candidate) => {
    const reading = toRome(candidate);
    return reading.date === date && reading.time === time;
  });
  return exact ?? new Date(wall - 3_600_000).toISOString();
}

/** Orders two dates or instants: negative, zero or positive. With a bare date on either side only the Italian civil date counts. */
export function compareDates(left: string, right: string): number {
  if (datePattern.test(left) || datePattern.test(right)) {
    const [a, b] = [toRomeDate(left), toRomeDate(right)];
    return a === b ? 0 : a < b ? -1 : 1;
  }
  return Date.parse(left) - Date.parse(right);
}
