import { Decimal } from 'decimal.js';
import { isDate } from '../calendar/rome-time.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { qualificationLevels } from '../enti/qualification.js';
import { feastKeyPrefix, feastKeyProblem, feastRows } from './feast-rows.js';
import { parameterUnit } from './parameter-names.js';
import { legalParameters, type LegalParameter, type ParameterUnit } from './parameters.js';

/** What this version carries: figures and feasts. */
export const bundledRows: readonly LegalParameter[] = [...legalParameters, ...feastRows];

/** A row as an administrator writes it: `to` null while it has no end. */
export interface ProposedRow {
  readonly key: string;
  readonly value: string;
  readonly from: string;
  readonly to: string | null;
  readonly cite: string;
  /** False where a lawyer still has to confirm it. */
  readonly confirmed: boolean;
}

/**
 * One act on the register. `AGGIUNTA` adds a row; with `replaces` it takes the place of the one that starts the same day.
 * `RITIRO` takes a row back, whoever wrote it: it is named by its key and first day, which no two rows in force share.
 */
export type ParameterProposal =
  | ({ readonly action: 'AGGIUNTA'; readonly replaces: boolean; readonly motivation: string } & ProposedRow)
  | { readonly action: 'RITIRO'; readonly key: string; readonly from: string; readonly motivation: string };

/** An entry as the register keeps it: it is never changed, a later one takes it back. */
export type RegisterEntry =
  ({ readonly action: 'AGGIUNTA' } & ProposedRow) | { readonly action: 'RITIRO'; readonly key: string; readonly from: string };

const unitOf = (key: string): ParameterUnit => parameterUnit(key) ?? 'text';

const isRow = (key: string, from: string) => (row: LegalParameter) => row.key === key && row.from === from;

/** A row, with who took it back where somebody did. */
export interface RowInTime<Entry> {
  readonly row: LegalParameter;
  /** The entry that added it; null for a row of this version. */
  readonly addedBy: Entry | null;
  readonly withdrawnBy: Entry | null;
}

/** Every row there ever was: those of this version, then the entries in their order. */
export function rowsInTime<Entry extends RegisterEntry>(entries: readonly Entry[]): readonly RowInTime<Entry>[] {
  const rows: RowInTime<Entry>[] = bundledRows.map((row) => ({ row, addedBy: null, withdrawnBy: null }));
  for (const entry of entries) {
    if (entry.action === 'AGGIUNTA') {
      const { key, value, from, to, cite, confirmed } = entry;
      rows.push({ row: { key, value, unit: unitOf(key), from, to, cite, confirmed }, addedBy: entry, withdrawnBy: null });
      continue;
    }
    const at = rows.findIndex(({ row, withdrawnBy }) => withdrawnBy === null && isRow(entry.key, entry.from)(row));
    const found = rows[at];
    if (found !== undefined) rows[at] = { ...found, withdrawnBy: entry };
  }
  return rows;
}

/** The rows that count. */
export function rowsInForce(entries: readonly RegisterEntry[]): readonly LegalParameter[] {
  return entries.length === 0 ? bundledRows : rowsInTime(entries).flatMap(({ row, withdrawnBy }) => (withdrawnBy === null ? [row] : []));
}

/** What a proposal adds to the register, in order. */
export function entriesOf(proposal: ParameterProposal): readonly RegisterEntry[] {
  const { key, from } = proposal;
  if (proposal.action === 'RITIRO') return [{ action: 'RITIRO', key, from }];
  const { value, to, cite, confirmed } = proposal;
  const added: RegisterEntry = { action: 'AGGIUNTA', key, value, from, to, cite, confirmed };
  return proposal.replaces ? [{ action: 'RITIRO', key, from }, added] : [added];
}

/** One thing wrong in a proposal, at its field. */
export interface ProposalFinding {
  readonly field: 'key' | 'value' | 'from' | 'to' | 'cite' | 'motivation' | 'replaces';
  readonly reason: string;
}

const numberShape: Readonly<
  Record<Exclude<ParameterUnit, 'text'>, { readonly shape: RegExp; readonly most: string; readonly how: string }>
> = {
  EUR: { shape: /^\d{1,12}(\.\d{1,2})?$/u, most: '999999999999', how: 'un importo in euro, con al massimo due decimali' },
  percent: { shape: /^\d{1,3}(\.\d{1,4})?$/u, most: '100', how: 'una percentuale fra 0 e 100' },
  permille: { shape: /^\d{1,4}(\.\d{1,4})?$/u, most: '1000', how: 'un valore per mille fra 0 e 1000' },
  points: { shape: /^\d{1,3}$/u, most: '100', how: 'un punteggio intero fra 0 e 100' },
  days: { shape: /^\d{1,4}$/u, most: '3660', how: 'un numero intero di giorni' },
  months: { shape: /^\d{1,3}$/u, most: '600', how: 'un numero intero di mesi' },
  years: { shape: /^\d{1,3}$/u, most: '100', how: 'un numero intero di anni' },
  count: { shape: /^\d{1,6}$/u, most: '999999', how: 'un numero intero' },
  factor: { shape: /^\d{1,4}(\.\d{1,4})?$/u, most: '1000', how: 'un multiplo, per esempio 2' },
};

/** Levels of qualification are texts that rules compare: any other word would be read as none. */
const levelKeys = /^qual\..*\.min\./u;

function valueProblem(key: string, unit: ParameterUnit, value: string): string | undefined {
  if (unit === 'text') {
    if (value.trim().length < 2 || value.length > 300) return 'Scrivi il valore, con almeno 2 e al massimo 300 caratteri.';
    const isLevel = qualificationLevels.some((level) => level === value);
    return levelKeys.test(key) && !isLevel ? `Qui ci vuole un livello di qualificazione: ${qualificationLevels.join(', ')}.` : undefined;
  }
  const { shape, most, how } = numberShape[unit];
  return shape.test(value) && new Decimal(value).lte(most) ? undefined : `Il valore non è scritto come serve: ci vuole ${how}.`;
}

function keyProblem(key: string): string | undefined {
  if (parameterUnit(key) !== undefined) return undefined;
  return key.startsWith(feastKeyPrefix)
    ? feastKeyProblem(key)
    : `Il parametro «${key}» non è fra quelli che l’applicazione sa leggere: sceglilo dall’elenco.`;
}

function addedFindings(proposal: Extract<ParameterProposal, { action: 'AGGIUNTA' }>, twin: LegalParameter | undefined): ProposalFinding[] {
  const { key, value, from, to, cite, replaces } = proposal;
  const found: ProposalFinding[] = [];
  const problem = valueProblem(key, unitOf(key), value);
  if (problem !== undefined) found.push({ field: 'value', reason: problem });
  if (to !== null && !isDate(to)) found.push({ field: 'to', reason: 'L’ultimo giorno si scrive come data.' });
  else if (to !== null && to < from) found.push({ field: 'to', reason: 'L’ultimo giorno viene prima del primo.' });
  if (cite.trim().length < 3 || cite.length > 300)
    found.push({ field: 'cite', reason: 'Scrivi la fonte: la legge e l’articolo, o il regolamento.' });
  if (twin !== undefined && !replaces) {
    const reason = `Dal ${dayInWords(from)} decorre già un altro valore (${twin.cite}): per correggerlo indica che lo sostituisci.`;
    found.push({ field: 'from', reason });
  }
  if (twin === undefined && replaces) {
    found.push({ field: 'replaces', reason: `Nessun valore decorre dal ${dayInWords(from)}: non c’è niente da sostituire.` });
  }
  return found;
}

/** Everything that stands against a proposal, against the rows in force; empty where it may be entered. */
export function proposalFindings(proposal: ParameterProposal, rows: readonly LegalParameter[]): readonly ProposalFinding[] {
  const { key, from, motivation } = proposal;
  const found: ProposalFinding[] = [];
  const unknown = keyProblem(key);
  if (unknown !== undefined) return [{ field: 'key', reason: unknown }];
  if (motivation.trim().length < 10) found.push({ field: 'motivation', reason: 'Scrivi perché, con almeno 10 caratteri.' });
  if (!isDate(from)) return [...found, { field: 'from', reason: 'Il primo giorno si scrive come data.' }];
  const twin = rows.find(isRow(key, from));
  if (proposal.action === 'AGGIUNTA') return [...found, ...addedFindings(proposal, twin)];
  return twin === undefined ? [...found, { field: 'from', reason: `Nessun valore in vigore decorre dal ${dayInWords(from)}.` }] : found;
}

const texts = new WeakMap<readonly LegalParameter[], Map<string, string>>();

const shown = ({ key, value, cite, confirmed }: LegalParameter): string => `${key}=${value} ${cite}${confirmed ? '' : '?'}`;

/**
 * What a set of rows says to a rule that reads the law on a day, as one text: equal texts mean that every rule reads the same.
 * Feasts count whenever they begin: a term that runs from the day may end on one.
 */
export function lawText(rows: readonly LegalParameter[], asOf: string): string {
  const days = texts.get(rows) ?? new Map<string, string>();
  texts.set(rows, days);
  const known = days.get(asOf);
  if (known !== undefined) return known;
  const latest = new Map<string, LegalParameter>();
  const feastLines: string[] = [];
  for (const row of rows) {
    if (row.key.startsWith(feastKeyPrefix)) feastLines.push(`${shown(row)} ${row.from} ${row.to ?? ''}`);
    else if (row.from <= asOf && (row.to === null || asOf <= row.to)) {
      const before = latest.get(row.key);
      if (before === undefined || row.from > before.from) latest.set(row.key, row);
    }
  }
  const text = [...[...latest.values()].map(shown), ...feastLines].sort().join('\n');
  days.set(asOf, text);
  return text;
}
