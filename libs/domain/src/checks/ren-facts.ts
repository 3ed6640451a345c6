import { Decimal } from 'decimal.js';
import { parameter, parameterNumber } from '../law/parameters.js';
import { sumMoney } from '../money/money.js';
import type { ExpenseRow, ReportCase, ReportFile, ReportSheet } from '../rendicontazione/report.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import type { KindCase } from './kind-case.js';
import { conclude, unknown, type Finding } from './outcome.js';
import { isFilled } from './sheet-facts.js';

/** What the checks of a report share. */

export const sheetOf = (facts: CheckFacts): ReportSheet => facts.scheda as ReportSheet;
export const caseOf = (facts: CheckFacts): (ReportCase & KindCase) | undefined =>
  facts.case?.kind === 'RENDICONTAZIONE' ? facts.case : undefined;
export const notRead = unknown('I file del fascicolo non sono stati ancora letti.');

/** A finding that tells something still missing makes the check unknown, not wrong. */
export type Told = Finding & { readonly missing?: boolean };

export const expenseName = (row: ExpenseRow): string =>
  isFilled(row.fatturaNumero) ? `la fattura ${row.fatturaNumero}` : `la spesa «${row.descrizione ?? row.id}»`;
export const spot = (list: string, row: { readonly id: string }, field: string): { path: string } => ({
  path: `${list}/${row.id}/${field}`,
});
export const at = (row: ExpenseRow, field: keyof ExpenseRow): { path: string } => spot('spese', row, field);

export const outcome = (found: readonly Told[], good: string): CheckOutcome =>
  conclude(
    found.filter(({ missing }) => missing !== true),
    found.filter(({ missing }) => missing === true),
    good,
  );

/** Runs a test on every expense. */
export function eachExpense(facts: CheckFacts, good: string, test: (row: ExpenseRow) => readonly Told[]): CheckOutcome {
  const rows = sheetOf(facts).spese ?? [];
  if (rows.length === 0) return unknown('Il rendiconto non ha ancora spese.', 'spese');
  return outcome(rows.flatMap(test), good);
}

/** Those of the fields that are empty, told as missing. */
export function gaps(row: ExpenseRow, fields: readonly (readonly [field: keyof ExpenseRow, label: string])[]): Told[] {
  return fields
    .filter(([field]) => !isFilled(row[field]))
    .map(([field, label]) => ({ message: `Per ${expenseName(row)} manca ${label}.`, evidence: at(row, field), missing: true }));
}

export const filesOf = (data: ReportCase, place: string): readonly ReportFile[] => data.file.filter(({ posto }) => posto === place);
export const invoiceOf = (data: ReportCase, row: ExpenseRow): ReportFile | undefined =>
  filesOf(data, `spese/${row.id}`).findLast(({ fattura }) => fattura !== null);

/** A rule of the measure in force at the reference date; undefined where the measure has none. */
export function rule(facts: CheckFacts, name: string): string | undefined {
  const { misura } = sheetOf(facts);
  if (!isFilled(misura)) return undefined;
  const reading = parameter(`misura.${misura}.${name}`, facts.asOf, facts.parameters);
  return reading.known ? reading.parameter.value : undefined;
}

export const noRule = (facts: CheckFacts, what: string): CheckOutcome => {
  const { misura } = sheetOf(facts);
  return isFilled(misura)
    ? unknown(`Per la misura ${misura} non è registrato ${what}.`, 'misura')
    : unknown('Manca la misura: senza non si sanno le sue regole.', 'misura');
};

export const limit = (facts: CheckFacts, key: string): Decimal | undefined => parameterNumber(key, facts.asOf, facts.parameters);

/** What is owed for an expense, VAT included; undefined while an amount is missing. */
export const grossOf = (row: ExpenseRow): Decimal | undefined =>
  isFilled(row.imponibile) && isFilled(row.iva) ? sumMoney([row.imponibile, row.iva]) : undefined;

/** What the supplier is paid: without split VAT and withholdings. */
export function netOf(row: ExpenseRow): Decimal | undefined {
  const gross = grossOf(row);
  return gross?.minus(row.splitPayment === 'SI' ? (row.iva ?? '0') : '0').minus(row.ritenute ?? '0');
}

/** In cents, exactly: money that leaves the accounts has no tolerance. */
export const sameAmount = (left: Decimal.Value, right: Decimal.Value): boolean => new Decimal(left).eq(right);

/** Invoices and their chain concern all but staff. */
export const isInvoiced = (row: ExpenseRow): boolean => row.tipo !== 'PERSONALE';

const cite = 'Manuale di rendicontazione; punti di verifica ReGiS';
export const common = { version: 1, group: 'REN', cite } as const satisfies Partial<CheckDefinition>;
