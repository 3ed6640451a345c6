/**
 * Italian public holidays (L. 260/1949 art. 2 as amended; L. 54/1977; DPR 792/1985; L. 336/2000; L. 151/2025) as dated rows.
 * The patron saint of a seat is not national: it is passed as `MM-DD`.
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
  { day: '10-04', name: "San Francesco d'Assisi", fromYear: 2026, cite: 'L. 151/2025' },
  { day: '11-01', name: 'Ognissanti', cite: 'L. 260/1949 art. 2' },
  { day: '12-08', name: 'Immacolata Concezione', cite: 'L. 260/1949 art. 2' },
  { day: '12-25', name: 'Natale', cite: 'L. 260/1949 art. 2' },
  { day: '12-26', name: 'Santo Stefano', cite: 'L. 260/1949 art. 2' },
];

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

/** Name of the public holiday on a date, if it is one (Sundays as such are not named). */
export function holidayName(date: string, patron?: string): string | undefined {
  const year = Number(date.slice(0, 4));
  const day = date.slice(5);
  const feast = feasts.find((row) => row.day === day && year >= (row.fromYear ?? 0) && year <= (row.toYear ?? 9999));
  if (feast !== undefined) return feast.name;
  if (date === easterSunday(year)) return 'Pasqua';
  if (date === easterMonday(year)) return "Lunedì dell'Angelo";
  return patron !== undefined && day === patron ? 'Santo patrono' : undefined;
}

/** True on a public holiday (national, or the patron saint of the seat). */
export function isHoliday(date: string, patron?: string): boolean {
  return holidayName(date, patron) !== undefined;
}

/** True on Monday to Friday outside holidays (Reg. 1182/71 art. 2 par. 2). */
export function isWorkingDay(date: string, patron?: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(date, patron);
}
