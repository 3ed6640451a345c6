import { Decimal } from 'decimal.js';
import { parameterLines } from './parameters.data.js';

export type ParameterUnit = 'EUR' | 'percent' | 'permille' | 'points' | 'days' | 'months' | 'years' | 'count' | 'factor' | 'text';

/** A figure of the law on a span of days, both included; `to` null while still in force. `value` is a decimal text unless the unit is `text`. */
export interface LegalParameter {
  readonly key: string;
  readonly value: string;
  readonly unit: ParameterUnit;
  readonly from: string;
  readonly to: string | null;
  readonly cite: string;
  /** False where a lawyer still has to confirm the value. */
  readonly confirmed: boolean;
}

export type ParameterReading =
  { readonly known: true; readonly parameter: LegalParameter } | { readonly known: false; readonly key: string; readonly reason: string };

/** The rows this version carries; an installation may add rows of its own. */
export const legalParameters: readonly LegalParameter[] = parameterLines.map(([key, value, unit, from, to, cite, mark]) => ({
  key,
  value,
  unit,
  from,
  to,
  cite,
  confirmed: mark !== 'unconfirmed',
}));

/** Rows by key, made once for each set of rows: the register hands out the same set until a row is added. */
const indexes = new WeakMap<readonly LegalParameter[], ReadonlyMap<string, readonly LegalParameter[]>>();

function byKey(rows: readonly LegalParameter[]): ReadonlyMap<string, readonly LegalParameter[]> {
  const known = indexes.get(rows);
  if (known !== undefined) return known;
  const index = new Map<string, LegalParameter[]>();
  for (const row of rows) {
    const list = index.get(row.key);
    if (list === undefined) index.set(row.key, [row]);
    else list.push(row);
  }
  indexes.set(rows, index);
  return index;
}

/**
 * The row of a parameter in force on a date (`YYYY-MM-DD`, the reference date of the procedure, not today).
 * Of rows that overlap, the one that starts last counts. Never guesses: outside every row the answer is unknown, with the reason.
 */
export function parameter(key: string, asOf: string, rows: readonly LegalParameter[] = legalParameters): ParameterReading {
  const candidates = byKey(rows).get(key) ?? [];
  const inForce = candidates.filter((row) => row.from <= asOf && (row.to === null || asOf <= row.to));
  const row = inForce.reduce<LegalParameter | undefined>(
    (last, next) => (last === undefined || next.from > last.from ? next : last),
    undefined,
  );
  if (row !== undefined) return { known: true, parameter: row };
  const reason =
    candidates.length === 0 ? `Il parametro «${key}» non è registrato.` : `Il parametro «${key}» non ha un valore in vigore il ${asOf}.`;
  return { known: false, key, reason };
}

/** The number of a parameter in force on a date; undefined where unknown or not a number. */
export function parameterNumber(key: string, asOf: string, rows?: readonly LegalParameter[]): Decimal | undefined {
  const reading = parameter(key, asOf, rows);
  return reading.known && reading.parameter.unit !== 'text' ? new Decimal(reading.parameter.value) : undefined;
}
