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

/** With its article: `il 5 ottobre 2026`, `l’8 dicembre 2026`. */
export function theDay(dateOrInstant: string): string {
  return joined('il ', 'l’', dateOrInstant);
}

/** `dal 5 ottobre 2026`, `dall’8 dicembre 2026`. */
export function sinceTheDay(dateOrInstant: string): string {
  return joined('dal ', 'dall’', dateOrInstant);
}

/** `al 5 ottobre 2026`, `all’8 dicembre 2026`. */
export function untilTheDay(dateOrInstant: string): string {
  return joined('al ', 'all’', dateOrInstant);
}

/** Before eight and eleven the article loses its vowel. */
function joined(plain: string, elided: string, dateOrInstant: string): string {
  const words = dayInWords(dateOrInstant);
  return `${/^(?:8|11) /.test(words) ? elided : plain}${words}`;
}
