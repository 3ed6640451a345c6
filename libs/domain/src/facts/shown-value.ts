import { dayInWords } from '../calendar/dates-in-words.js';
import { isDate, isInstant, toRome } from '../calendar/rome-time.js';
import { formatEuro, formatNumber } from '../money/money.js';

/** What is told where there is no value. */
const noValue = 'nessuno';

/** A value of the sheet or of a template as a person reads it; `nessuno` where there is none. */
export function shownValue(value: unknown, kind?: string): string {
  if (value === null || value === undefined || value === '') return noValue;
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? noValue : value.map((item) => shownValue(item)).join(', ');
  if (typeof value === 'object') return shownObject(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'money' && /^-?\d+(?:\.\d+)?$/.test(text)) return formatEuro(text);
  if (kind === 'percent' && /^-?\d+(?:\.\d+)?$/.test(text)) return `${formatNumber(text)}%`;
  if (isDate(text)) return dayInWords(text);
  if (isInstant(text)) return `${dayInWords(text)}, ore ${toRome(text).time}`;
  return text;
}

function shownObject(value: object): string {
  if ('length' in value) return value.length === 1 ? 'una voce' : `${String(value.length)} voci`;
  if ('filled' in value) return value.filled === true ? 'compilato' : noValue;
  return 'compilato';
}

/** The same inside a sentence: a value in guillemets, because its own words may hold commas and stops; no value as it is. */
export function quotedValue(shown: string): string {
  return shown === noValue ? shown : `«${shown}»`;
}
