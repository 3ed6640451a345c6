import { feasts, type Feast } from '../calendar/holidays.js';
import type { LegalParameter } from './parameters.js';

/** Feasts are rows like the figures of the law: `festa.10-04`, in force from a day, with the act that made them. */
export const feastKeyPrefix = 'festa.';

const monthDay = /^festa\.(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;

/** What is wrong with a key as that of a feast, in Italian; undefined where it is one. */
export function feastKeyProblem(key: string): string | undefined {
  const [, month, day] = monthDay.exec(key) ?? [];
  const isDay = month !== undefined && day !== undefined && !Number.isNaN(Date.parse(`2000-${month}-${day}T00:00:00Z`));
  const exists = isDay && new Date(`2000-${month}-${day}T00:00:00Z`).toISOString().slice(5, 10) === `${month}-${day}`;
  return exists ? undefined : 'Una festa si scrive con il mese e il giorno, per esempio festa.10-04 per il 4 ottobre.';
}

/** The feasts of this version as rows of the register. */
export const feastRows: readonly LegalParameter[] = feasts.map(({ day, name, fromYear, toYear, cite }) => ({
  key: `${feastKeyPrefix}${day}`,
  value: name,
  unit: 'text',
  from: `${fromYear ?? 1950}-01-01`,
  to: toYear === undefined ? null : `${toYear}-12-31`,
  cite,
  confirmed: true,
}));

const known = new WeakMap<readonly LegalParameter[], readonly Feast[]>();

/** First and last year in which a feast falls while its row is in force. */
function yearsOf({ key, from, to }: LegalParameter): { readonly fromYear: number; readonly toYear?: number } {
  const day = key.slice(feastKeyPrefix.length);
  const year = (date: string): number => Number(date.slice(0, 4));
  const fromYear = year(from) + (day < from.slice(5) ? 1 : 0);
  return to === null ? { fromYear } : { fromYear, toYear: year(to) - (day > to.slice(5) ? 1 : 0) };
}

/** The feasts of the rows in force, for counting days; the same rows give the same list. */
export function feastsOf(rows: readonly LegalParameter[]): readonly Feast[] {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const list = rows
    .filter(({ key }) => feastKeyProblem(key) === undefined)
    .map((row) => ({ day: row.key.slice(feastKeyPrefix.length), name: row.value, cite: row.cite, ...yearsOf(row) }));
  known.set(rows, list);
  return list;
}
