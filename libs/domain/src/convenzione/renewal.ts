import { dayInWords } from '../calendar/dates-in-words.js';
import type { SchedaChange } from '../scheda/changes.js';
import type { JsonValue } from '../scheda/path.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';
import type { ConvenzioneState } from './states.js';

/** Start and end of the present period, as the content has them. */
export function durationOf(sheet: ConvenzioneSheet): { readonly inizio: string | null; readonly fine: string | null } {
  const { durata } = (sheet.contenuto ?? {}) as { durata?: { inizio?: unknown; fine?: unknown } | null };
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { inizio: text(durata?.inizio), fine: text(durata?.fine) };
}

/**
 * What the sheet becomes on the first day of a renewed period: the period that ends goes to the history with the acts it rested
 * on, the renewal takes its place. Nothing where there is no renewal, or its dates are missing.
 */
export function periodChanges(sheet: ConvenzioneSheet): readonly SchedaChange[] {
  const { inizio, fine } = durationOf(sheet);
  const renewal = sheet.atti?.rinnovo;
  if (renewal?.inizio == null || renewal.fine == null || inizio === null || fine === null) return [];
  const { deliberaComune = null, deliberaProvincia = null } = sheet.atti ?? {};
  const id = `PER-${(sheet.periodi ?? []).length + 1}`;
  const firme = sheet.atti?.firme ?? [];
  const closed = { id, inizio, fine, hashTesto: sheet.testo?.hash ?? null, deliberaComune, deliberaProvincia, firme };
  return [
    { path: `periodi/${id}`, value: closed as unknown as JsonValue },
    { path: 'contenuto/durata/inizio', value: renewal.inizio },
    { path: 'contenuto/durata/fine', value: renewal.fine },
    { path: 'testo/hash', value: renewal.hashTesto ?? null },
    { path: 'atti/deliberaComune', value: renewal.deliberaComune ?? null },
    { path: 'atti/deliberaProvincia', value: renewal.deliberaProvincia ?? null },
    { path: 'atti/firme', value: (renewal.firme ?? null) as unknown as JsonValue },
    { path: 'atti/rinnovo', value: null },
  ];
}

/** What the sheet becomes when a convenzione goes back to be worked on: text no longer fixed, what was decided on it void. */
export const reopenedChanges: readonly SchedaChange[] = [
  'testo/hash',
  'testo/fissatoIl',
  'atti/deliberaComune',
  'atti/deliberaProvincia',
  'atti/firme',
].map((path) => ({ path, value: null }));

export interface PeriodInWords {
  readonly dal: string;
  readonly al: string;
  /** The deliberations it rests on. */
  readonly delibere: string | null;
  readonly current: boolean;
}

type Acts = Pick<NonNullable<ConvenzioneSheet['atti']>, 'deliberaComune' | 'deliberaProvincia'>;

function deliberationsInWords({ deliberaComune, deliberaProvincia }: Acts): string | null {
  const one = (act: Acts['deliberaComune'], council: string): string[] =>
    act?.numero == null || act.data == null ? [] : [`consiglio ${council} n. ${act.numero} del ${dayInWords(act.data)}`];
  const both = [...one(deliberaComune, 'comunale'), ...one(deliberaProvincia, 'provinciale')];
  return both.length === 0 ? null : both.join('; ');
}

/** Every period of a convenzione, the first first; one that is renewed but not begun yet is the last. */
export function periodsOf(sheet: ConvenzioneSheet, state: ConvenzioneState): readonly PeriodInWords[] {
  const { inizio, fine } = durationOf(sheet);
  const renewal = state === 'RINNOVATA' ? sheet.atti?.rinnovo : null;
  const past = (sheet.periodi ?? []).map((period) => ({
    ...{ dal: period.inizio, al: period.fine, current: false },
    delibere: deliberationsInWords(period),
  }));
  const present =
    inizio === null || fine === null ? [] : [{ dal: inizio, al: fine, delibere: deliberationsInWords(sheet.atti ?? {}), current: true }];
  const next =
    renewal?.inizio == null || renewal.fine == null
      ? []
      : [{ dal: renewal.inizio, al: renewal.fine, delibere: deliberationsInWords(renewal), current: false }];
  return [...past, ...present, ...next];
}
