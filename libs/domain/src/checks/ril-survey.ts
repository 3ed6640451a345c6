import { measuredRows, type SurveyCase, type SurveyRow, type SurveySheet } from '../rilevazione/survey.js';
import type { CheckFacts, CheckOutcome } from './check.js';
import type { KindCase } from './kind-case.js';
import { conclude, unknown, type Finding } from './outcome.js';

/** What checks of a survey of backlog and average times ask of its sheet (brief §9.7). */

export const sheetOf = (facts: CheckFacts): SurveySheet => facts.scheda as SurveySheet;
export const caseOf = (facts: CheckFacts): (SurveyCase & KindCase) | undefined =>
  facts.case?.kind === 'RILEVAZIONE' ? facts.case : undefined;
export const name = (row: SurveyRow): string => `«${row.procedura ?? row.id}»`;
export const at = (row: SurveyRow, field: string): { path: string } => ({ path: `righe/${row.id}/${field}` });
export const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

export const noRows = unknown('La rilevazione non ha ancora righe: aggiungi le procedure rilevate.', 'righe');
export const notRead = unknown('Le rilevazioni precedenti non sono state ancora lette.', 'righe');

/** Runs a test on every measured row; the fields it names must be there. */
export function eachRow(
  facts: CheckFacts,
  good: string,
  test: (row: SurveyRow) => readonly (Finding & { missing?: boolean })[],
): CheckOutcome {
  const rows = measuredRows(sheetOf(facts).righe);
  if (rows.length === 0) return noRows;
  const found = rows.flatMap(test);
  return conclude(
    found.filter(({ missing }) => missing !== true),
    found.filter(({ missing }) => missing === true),
    good,
  );
}

export const missing = (
  row: SurveyRow,
  fields: readonly (readonly [field: keyof SurveyRow, label: string])[],
): (Finding & { missing: true })[] =>
  fields
    .filter(([field]) => row[field] === undefined || row[field] === null || row[field] === '')
    .map(([field, label]) => ({ message: `Per ${name(row)} manca ${label}.`, evidence: at(row, field), missing: true }));
