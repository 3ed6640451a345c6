import { Decimal } from 'decimal.js';
import { daysBetween } from '../calendar/day-counting.js';
import { isDate } from '../calendar/rome-time.js';
import { readCsv } from '../enti/csv-reading.js';
import { procedureKey, type RecomputedRow } from './survey.js';

/** One administrative case of a procedure, as the office keeps it. Dates are `YYYY-MM-DD`. */
export interface SurveyedCase {
  /** The number the office knows it by; unique within the procedure. */
  readonly pratica: string;
  readonly procedura: string;
  readonly avvio: string;
  /** Null while it is still open. */
  readonly conclusione: string | null;
  /** Days the term stood still; never longer than the case. */
  readonly giorniSospesi: number;
}

export interface WrongCase {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly reason: string;
}

export type CasesReading =
  | { readonly ok: true; readonly cases: readonly (SurveyedCase & { readonly line: number })[]; readonly wrong: readonly WrongCase[] }
  | { readonly ok: false; readonly message: string };

const columns = ['procedura', 'pratica', 'avvio'] as const;

/**
 * Reads a CSV of cases with the columns procedura, pratica, avvio, conclusione and either giorni_sospesi or
 * sospensioni (`2026-02-01/2026-02-20 2026-03-01/2026-03-05`). Days may also be written `31/12/2026`.
 * Wrong lines are told with their reason, the others are read; a case written twice counts once, the second is wrong.
 */
export function readCases(text: string): CasesReading {
  const reading = readCsv(text);
  if (!reading.ok) return reading;
  const missing = columns.filter((column) => !reading.header.includes(column));
  if (missing.length > 0) {
    return { ok: false, message: `Nell’intestazione manca la colonna ${missing.map((name) => `«${name}»`).join(', ')}.` };
  }
  const cases: (SurveyedCase & { line: number })[] = [];
  const wrong: WrongCase[] = [...reading.wrong];
  const seen = new Map<string, number>();
  for (const { line, values } of reading.rows) {
    const one = readCase(values);
    if (typeof one === 'string') {
      wrong.push({ line, reason: one });
      continue;
    }
    const key = `${procedureKey(one.procedura)}\n${one.pratica}`;
    const first = seen.get(key);
    if (first !== undefined) wrong.push({ line, reason: `La pratica ${one.pratica} è già alla riga ${first}.` });
    else {
      seen.set(key, line);
      cases.push({ ...one, line });
    }
  }
  return { ok: true, cases, wrong: wrong.sort((left, right) => left.line - right.line) };
}

/** The case, or why the line is wrong. */
function readCase(values: Readonly<Record<string, string>>): SurveyedCase | string {
  const cell = (name: string): string => values[name] ?? '';
  const procedura = cell('procedura');
  const pratica = cell('pratica');
  if (procedura === '') return 'Manca la procedura.';
  if (pratica === '') return 'Manca il numero della pratica.';
  const avvio = readDay(cell('avvio'));
  if (avvio === null) return `La data di avvio «${cell('avvio')}» non è una data: si scrive 31/12/2026.`;
  const ended = cell('conclusione');
  const conclusione = ended === '' ? null : readDay(ended);
  if (ended !== '' && conclusione === null) return `La data di conclusione «${ended}» non è una data: si scrive 31/12/2026.`;
  if (conclusione !== null && conclusione < avvio) return 'La conclusione viene prima dell’avvio.';
  const giorniSospesi = readSuspension(values, { avvio, conclusione });
  if (typeof giorniSospesi === 'string') return giorniSospesi;
  if (conclusione !== null && giorniSospesi > daysBetween(avvio, conclusione)) {
    return `I giorni di sospensione (${giorniSospesi}) sono più di quelli della pratica (${daysBetween(avvio, conclusione)}).`;
  }
  return { pratica, procedura, avvio, conclusione, giorniSospesi };
}

function readDay(text: string): string | null {
  const italian = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day = italian === null ? text : `${italian[3] ?? ''}-${(italian[2] ?? '').padStart(2, '0')}-${(italian[1] ?? '').padStart(2, '0')}`;
  return isDate(day) ? day : null;
}

/** Days of suspension: a number, or spans that must lie within the case and not overlap. */
function readSuspension(
  values: Readonly<Record<string, string>>,
  { avvio, conclusione }: { avvio: string; conclusione: string | null },
): number | string {
  const number = values['giorni_sospesi'] ?? '';
  if (number !== '') return /^\d{1,5}$/.test(number) ? Number(number) : `I giorni sospesi «${number}» non sono un numero intero.`;
  const spans = (values['sospensioni'] ?? '').split(/[\s,]+/).filter((span) => span !== '');
  let total = 0;
  let last = avvio;
  for (const span of [...spans].sort()) {
    const [from = '', to = '', ...rest] = span.split('/');
    if (rest.length > 0 || !isDate(from) || !isDate(to)) return `La sospensione «${span}» si scrive 2026-02-01/2026-02-20.`;
    if (to < from) return `La sospensione «${span}» finisce prima di cominciare.`;
    if (from < last) return `La sospensione «${span}» si sovrappone a un’altra o comincia prima dell’avvio.`;
    if (conclusione !== null && to > conclusione) return `La sospensione «${span}» finisce dopo la conclusione.`;
    total += daysBetween(from, to);
    last = to;
  }
  return total;
}

/**
 * Averages by procedure from the cases, in days with two decimals: Σ(conclusione − avvio) / concluse, gross; the same
 * without suspensions, net. Only cases concluded within the period count (both days included).
 */
export function recompute(
  cases: readonly SurveyedCase[],
  period: { readonly dal: string | null; readonly al: string | null },
): readonly RecomputedRow[] {
  const groups = new Map<string, SurveyedCase[]>();
  for (const one of cases) {
    const key = procedureKey(one.procedura);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const inside = (day: string): boolean => (period.dal === null || period.dal <= day) && (period.al === null || day <= period.al);
  return [...groups.values()].map((group) => {
    const concluded = group.flatMap((one) =>
      one.conclusione !== null && inside(one.conclusione) ? [{ ...one, days: daysBetween(one.avvio, one.conclusione) }] : [],
    );
    const average = (total: number): string | null =>
      concluded.length === 0 ? null : new Decimal(total).dividedBy(concluded.length).toFixed(2, Decimal.ROUND_HALF_UP);
    const gross = concluded.reduce((sum, { days }) => sum + days, 0);
    return {
      procedura: group[0]?.procedura ?? '',
      casi: group.length,
      concluse: concluded.length,
      conSospensioni: concluded.filter(({ giorniSospesi }) => giorniSospesi > 0).length,
      lorda: average(gross),
      netta: average(gross - concluded.reduce((sum, { giorniSospesi }) => sum + giorniSospesi, 0)),
    };
  });
}
