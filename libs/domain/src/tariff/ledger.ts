import { dayInWords } from '../calendar/dates-in-words.js';

/** An entry of a register of money that only grows: nothing is deleted, a mistake is taken back by an entry of the opposite amount. */
export interface LedgerEntry {
  readonly id: string;
  readonly importo: string;
  /** `YYYY-MM-DD`. */
  readonly data: string;
  /** The entry it takes back. */
  readonly storna: string | null;
}

export interface LedgerFinding {
  readonly rule: 'FUTURO' | 'STORNO_DI_STORNO' | 'GIA_STORNATO' | 'PRIMA';
  readonly field: string;
  readonly reason: string;
}

/** An entry records what has happened: its day is not still to come. `asOf`: today in Rome. */
export function entryFindings(entry: Pick<LedgerEntry, 'data'>, asOf: string): readonly LedgerFinding[] {
  return entry.data > asOf
    ? [{ rule: 'FUTURO', field: 'data', reason: `Il ${dayInWords(entry.data)} deve ancora venire: si registra quello che è avvenuto.` }]
    : [];
}

/** Why an entry cannot be taken back on a day; nothing where it can. `others`: the register it stands in. */
export function reversalFindings(
  entry: LedgerEntry,
  others: readonly LedgerEntry[],
  { data, asOf }: { readonly data: string; readonly asOf: string },
): readonly LedgerFinding[] {
  if (entry.storna !== null)
    return [{ rule: 'STORNO_DI_STORNO', field: 'id', reason: 'È già uno storno: registra di nuovo il movimento, se serve.' }];
  if (others.some(({ storna }) => storna === entry.id))
    return [{ rule: 'GIA_STORNATO', field: 'id', reason: 'Il movimento è già stato stornato.' }];
  if (data < entry.data)
    return [{ rule: 'PRIMA', field: 'data', reason: `Il movimento è del ${dayInWords(entry.data)}: non si storna prima.` }];
  return entryFindings({ data }, asOf);
}
