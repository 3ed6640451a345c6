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

/** Readings that are kept: one look at a dossier asks many times for the same few instants, and the zone data answer slowly. */
const keptReadings = 100;
const readings = new Map<string, RomeDateTime>();

/** Reads an instant on an Italian clock. Throws RangeError on text that is not an instant. */
export function toRome(instant: string): RomeDateTime {
  const known = readings.get(instant);
  if (known !== undefined) return known;
  const reading = readingOf(instant);
  if (readings.size >= keptReadings) readings.clear();
  readings.set(instant, reading);
  return reading;
}

function readingOf(instant: string): RomeDateTime {
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

const hourMs = 3_600_000;
const changes = new Map<number, { readonly at: number; readonly before: number; readonly after: number }[]>();

function offsetAt(ms: number): number {
  const instant = new Date(Math.floor(ms / 1000) * 1000).toISOString();
  const { date, time, seconds } = toRome(instant);
  return Date.parse(`${date}T${time}:${String(seconds).padStart(2, '0')}Z`) - Date.parse(instant);
}

/** The changes of the hour in a year, found once by halving: the zone data of the platform stay the only source. */
function changesOf(year: number): readonly { readonly at: number; readonly before: number; readonly after: number }[] {
  const known = changes.get(year);
  if (known !== undefined) return known;
  const found: { at: number; before: number; after: number }[] = [];
  for (let month = 0; month < 12; month += 1) {
    let [low, high] = [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
    const [before, after] = [offsetAt(low), offsetAt(high)];
    if (before === after) continue;
    while (high - low > hourMs) {
      const middle = low + Math.round((high - low) / 2 / hourMs) * hourMs;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, before, after });
  }
  changes.set(year, found);
  return found;
}

/** Reading of the clock in Rome at an instant (milliseconds since 1970), as if it were UTC: fast enough for thousands of spans. */
export function romeWallMs(ms: number): number {
  const ofYear = changesOf(new Date(ms).getUTCFullYear());
  const last = ofYear.filter(({ at }) => at <= ms).at(-1);
  return ms + (last?.after ?? ofYear[0]?.before ?? hourMs);
}

/** Orders two dates or instants: negative, zero or positive. With a bare date on either side only the Italian civil date counts. */
export function compareDates(left: string, right: string): number {
  if (datePattern.test(left) || datePattern.test(right)) {
    const [a, b] = [toRomeDate(left), toRomeDate(right)];
    return a === b ? 0 : a < b ? -1 : 1;
  }
  return Date.parse(left) - Date.parse(right);
}
