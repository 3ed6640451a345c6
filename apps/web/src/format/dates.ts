const zone = 'Europe/Rome';

const formats = {
  day: new Intl.DateTimeFormat('it-IT', { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }),
  dayInWords: new Intl.DateTimeFormat('it-IT', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  time: new Intl.DateTimeFormat('it-IT', { timeZone: zone, hour: '2-digit', minute: '2-digit' }),
};

/** "30 nov 2026" of an instant or a date. */
export function shortDay(iso: string): string {
  return formats.day.format(new Date(iso));
}
export function clockTime(iso: string): string {
  return formats.time.format(new Date(iso));
}
/** "30 nov 2026, 10:32" in Italian time. */
export function dayAndTime(iso: string): string {
  return `${shortDay(iso)}, ${clockTime(iso)}`;
}
/** "oggi, 10:32", "ieri, 16:10" or the date. */
export function recently(iso: string, now: Date): string {
  const day = (at: Date): string => formats.day.format(at);
  const yesterday = new Date(now.getTime() - 86_400_000);
  const at = new Date(iso);
  if (day(at) === day(now)) return `oggi, ${clockTime(iso)}`;
  if (day(at) === day(yesterday)) return `ieri, ${clockTime(iso)}`;
  return dayAndTime(iso);
}
/** "lunedì 30 novembre 2026" of a date `YYYY-MM-DD`; empty when it is not one. */
export function dateInWords(date: string): string {
  const at = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(at.getTime()) ? '' : formats.dayInWords.format(at);
}
/** "lunedì 28 dicembre 2026, ore 12:00" of an instant; empty when it is not one. */
export function instantInWords(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '' : `${formats.dayInWords.format(at)}, ore ${formats.time.format(at)}`;
}

/** Whole days from now to the instant, negative when it is past. */
export function daysUntil(iso: string, now: Date): number {
  return Math.ceil((Date.parse(iso) - now.getTime()) / 86_400_000);
}
