import type { SchedaChange } from '../scheda/changes.js';
import type { JsonValue } from '../scheda/path.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';

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
  const closed = { id, inizio, fine, hashTesto: sheet.testo?.hash ?? null, deliberaComune, deliberaProvincia };
  return [
    { path: `periodi/${id}`, value: closed as unknown as JsonValue },
    { path: 'contenuto/durata/inizio', value: renewal.inizio },
    { path: 'contenuto/durata/fine', value: renewal.fine },
    { path: 'testo/hash', value: renewal.hashTesto ?? null },
    { path: 'atti/deliberaComune', value: (renewal.deliberaComune ?? null) as unknown as JsonValue },
    { path: 'atti/deliberaProvincia', value: (renewal.deliberaProvincia ?? null) as unknown as JsonValue },
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
