import { toRomeDate } from './rome-time.js';

/** Italian names of the months, January first. */
export const monthNames: readonly string[] = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];

/** A day for a sentence: `5 ottobre 2026`, `1° ottobre 2026`. Takes a date, or an instant as the calendar in Rome shows it. */
export function dayInWords(dateOrInstant: string): string {
  const [year = '', month = '', day = ''] = toRomeDate(dateOrInstant).split('-');
  return `${day === '01' ? '1°' : Number(day)} ${monthNames[Number(month) - 1] ?? ''} ${year}`;
}
