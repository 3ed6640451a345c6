import { isDate } from '../calendar/rome-time.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addDays } from '../calendar/day-counting.js';
import type { RoleCode } from '../access/permissions.js';
import type { ResponsibilityMatrix } from '../access/responsibility-matrix.js';
import { tariffInForce, type Tariff } from '../tariff/tariff.js';
import { bindingStates, type ConvenzioneState } from './states.js';

/** How matrix and price lists of a convenzione may be changed, by the state it is in. */
export type TermsChange =
  | { readonly modo: 'BOZZA' }
  /** It is in force: an amendment, by an act and for a reason, effective at once. */
  | { readonly modo: 'MODIFICA' }
  | { readonly modo: 'NESSUNO'; readonly motivo: string };

const draftStates: readonly ConvenzioneState[] = ['BOZZA', 'RICHIESTA_ADESIONE', 'ISTRUTTORIA'];
const councilStates: readonly ConvenzioneState[] = ['DELIBERA_COMUNE', 'DELIBERA_PROVINCIA', 'IN_FIRMA'];

/**
 * The two councils approve one text (TUEL 42): from the moment it is fixed to the last signature nothing of it moves.
 * `fixed`: the text has been given the hash the councils approve.
 */
export function termsChange(state: ConvenzioneState, fixed: boolean): TermsChange {
  if (draftStates.includes(state)) {
    return fixed ? { modo: 'NESSUNO', motivo: 'Il testo è stato fissato: per cambiarlo riapri il testo.' } : { modo: 'BOZZA' };
  }
  if (bindingStates.includes(state)) return { modo: 'MODIFICA' };
  if (councilStates.includes(state)) {
    return {
      modo: 'NESSUNO',
      motivo: 'Il testo è all’esame dei consigli o alla firma: per cambiarlo riporta la convenzione in istruttoria.',
    };
  }
  return { modo: 'NESSUNO', motivo: 'La convenzione non è più in vigore: il suo contenuto resta com’era.' };
}

/** The act by which something in force is changed. `data` is `YYYY-MM-DD`. */
export interface AmendmentAct {
  readonly tipo: string;
  readonly numero: string;
  readonly data: string;
}

export const minAmendmentReason = 20;

/** What an amendment still lacks, with the field; nothing where act and motivation are complete. `asOf`: today in Rome. */
export function amendmentFindings(
  amendment: { readonly atto?: AmendmentAct | null | undefined; readonly motivazione?: string | null | undefined },
  asOf: string,
): readonly { readonly field: string; readonly reason: string }[] {
  const { atto, motivazione } = amendment;
  const found: { field: string; reason: string }[] = [];
  if (atto == null) found.push({ field: 'atto', reason: 'Indica l’atto che modifica la convenzione: tipo, numero e data.' });
  else if (!isDate(atto.data)) found.push({ field: 'atto/data', reason: 'La data dell’atto si scrive AAAA-MM-GG.' });
  else if (atto.data > asOf) found.push({ field: 'atto/data', reason: `L’atto è del ${dayInWords(atto.data)}, che deve ancora venire.` });
  if ((motivazione ?? '').trim().length < minAmendmentReason)
    found.push({ field: 'motivazione', reason: `Scrivi perché, in almeno ${minAmendmentReason} caratteri.` });
  return found;
}

/** A new content of one cell of the matrix; null or empty: no letters. */
export interface MatrixCell {
  readonly document: string;
  readonly role: RoleCode;
  readonly letters: string | null;
}

/** The matrix with the cells changed; a row that lost all its letters stays, empty, so that a check can name the document. */
export function matrixWithCells(matrix: ResponsibilityMatrix, cells: readonly MatrixCell[]): ResponsibilityMatrix {
  const rows = new Map(Object.entries(matrix).map(([document, row]) => [document, new Map(Object.entries(row))]));
  for (const { document, role, letters } of cells) {
    const row = rows.get(document) ?? new Map<string, string>();
    if (letters === null || letters === '') row.delete(role);
    else row.set(role, letters);
    rows.set(document, row);
  }
  return Object.fromEntries([...rows].map(([document, row]) => [document, Object.fromEntries(row)]));
}

export interface ChangedCell {
  readonly document: string;
  readonly role: RoleCode;
  readonly before: string | null;
  readonly after: string | null;
}

/** The cells in which two matrices differ, with the letters of both, in the order of the documents of the second. */
export function changedCells(before: ResponsibilityMatrix, after: ResponsibilityMatrix): readonly ChangedCell[] {
  const documents = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return documents.flatMap((document) => {
    const [was, is] = [before[document] ?? {}, after[document] ?? {}];
    const roles = [...new Set([...Object.keys(is), ...Object.keys(was)])] as RoleCode[];
    return roles.flatMap((role): ChangedCell[] => {
      const cell = { document, role, before: was[role] ?? null, after: is[role] ?? null };
      return cell.before === cell.after ? [] : [cell];
    });
  });
}

const moments = ['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE'] as const;

/** A price list apart from the days it holds for. */
const prices = (tariff: Tariff | undefined): string => {
  if (tariff === undefined) return '';
  const { base, scaglioni, minimo, massimo, soloOnline, quotaIncentivoPct, rimborsiSpeseVive } = tariff;
  return JSON.stringify([
    base,
    scaglioni.map(({ min, max, tipo, valore }) => [min, max, tipo, valore]),
    minimo,
    massimo,
    soloOnline,
    quotaIncentivoPct,
    rimborsiSpeseVive,
  ]);
};

/**
 * Prices of days gone by that an amendment would change: fees of those days are already due. What is in force is closed and
 * followed by a successor. `asOf`: the first day whose prices may change.
 */
export function rewrittenPast(
  before: readonly Tariff[],
  after: readonly Tariff[],
  asOf: string,
): readonly { readonly tariffa: number; readonly reason: string }[] {
  // Prices change only on these days: between two of them every day is like the first.
  const days = [...before, ...after].flatMap(({ dal, al }) => [dal, ...(al === null ? [] : [addDays(al, 1)])]);
  const past = [...new Set(days)].filter((day) => day < asOf).sort();
  return moments.flatMap((momento) => {
    const day = past.find((one) => prices(tariffInForce(before, momento, one)) !== prices(tariffInForce(after, momento, one)));
    if (day === undefined) return [];
    const now = tariffInForce(after, momento, day);
    const tariffa = now === undefined ? after.findIndex((tariff) => tariff.momento === momento) : after.indexOf(now);
    return [
      {
        tariffa: Math.max(tariffa, 0),
        reason: `I prezzi dal ${dayInWords(day)} sono già stati applicati: chiudi la tariffa il ${dayInWords(addDays(asOf, -1))} e aggiungine una dal ${dayInWords(asOf)}.`,
      },
    ];
  });
}
