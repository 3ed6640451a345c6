/**
 * Italian public holidays (L. 260/1949 art. 2 as amended; L. 54/1977; DPR 792/1985; L. 336/2000; L. 151/2025) as dated rows.
 * What is not national, or is added by an installation, is told by the `Seat` a day is counted for.
 */

/** A fixed feast: `day` is `MM-DD`; `fromYear`/`toYear` bound the years in which it is a holiday. */
export interface Feast {
  readonly day: string;
  readonly name: string;
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly cite: string;
}

export const feasts: readonly Feast[] = [
  { day: '01-01', name: 'Capodanno', cite: 'L. 260/1949 art. 2' },
  { day: '01-06', name: 'Epifania', fromYear: 1986, cite: 'DPR 792/1985 art. 1' },
  { day: '04-25', name: 'Anniversario della Liberazione', cite: 'L. 260/1949 art. 2' },
  { day: '05-01', name: 'Festa del lavoro', cite: 'L. 260/1949 art. 2' },
  { day: '06-02', name: 'Festa della Repubblica', fromYear: 2001, cite: 'L. 336/2000 art. 1' },
  { day: '08-15', name: 'Assunzione', cite: 'L. 260/1949 art. 2' },
  { day: '10-04', name: 'San Francesco d’Assisi', fromYear: 2026, cite: 'L. 151/2025' },
  { day: '11-01', name: 'Ognissanti', cite: 'L. 260/1949 art. 2' },
  { day: '12-08', name: 'Immacolata Concezione', cite: 'L. 260/1949 art. 2' },
  { day: '12-25', name: 'Natale', cite: 'L. 260/1949 art. 2' },
  { day: '12-26', name: 'Santo Stefano', cite: 'L. 260/1949 art. 2' },
];

/** Where days are counted: the feast of the seat, and the feasts of the installation in place of those of this version. */
export interface Seat {
  /** Patron saint as `MM-DD`. */
  readonly patron?: string | null | undefined;
  readonly feasts?: readonly Feast[] | undefined;
}

/** No seat in particular: national holidays alone. */
export const italy: Seat = {};

/** Easter Sunday of a Gregorian year (anonymous Gregorian computus). */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`;
}

function easterMonday(year: number): string {
  return new Date(Date.parse(`${easterSunday(year)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

const years = new WeakMap<readonly Feast[], Map<number, ReadonlyMap<string, string>>>();

/** Names of the holidays of a year by their date, those that fall on a Saturday or Sunday included; the patron saint is not among them. */
export function holidaysOf(year: number, rows: readonly Feast[] = feasts): ReadonlyMap<string, string> {
  const known = years.get(rows) ?? new Map<number, ReadonlyMap<string, string>>();
  years.set(rows, known);
  const found = known.get(year);
  if (found !== undefined) return found;
  const inForce = rows.filter((row) => year >= (row.fromYear ?? 0) && year <= (row.toYear ?? 9999));
  const names = new Map([
    ...[[easterSunday(year), 'Pasqua'] as const, [easterMonday(year), 'Lunedì dell’Angelo'] as const],
    ...inForce.map(({ day, name }) => [`${year}-${day}`, name] as const),
  ]);
  known.set(year, names);
  return names;
}

/** Name of the public holiday on a date, if it is one (Sundays as such are not named). */
export function holidayName(date: string, seat: Seat = italy): string | undefined {
  const name = holidaysOf(Number(date.slice(0, 4)), seat.feasts).get(date);
  return name ?? (date.slice(5) === seat.patron ? 'Santo patrono' : undefined);
}

/** True on a public holiday (national, or the patron saint of the seat). */
export function isHoliday(date: string, seat: Seat = italy): boolean {
  return holidayName(date, seat) !== undefined;
}

/** True on Monday to Friday outside holidays (Reg. 1182/71 art. 2 par. 2). */
export function isWorkingDay(date: string, seat: Seat = italy): boolean {
  return !isWeekend(date) && !isHoliday(date, seat);
}

/** True on a Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
