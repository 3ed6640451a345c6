import { awdChecks } from './awd.js';
import type { CheckDefinition } from './check.js';
import { convChecks } from './conv.js';
import { dataAmountChecks } from './data-amounts.js';
import { dataCodeChecks } from './data-codes.js';
import { dataDateChecks } from './data-dates.js';
import { dataDocumentChecks } from './data-documents.js';
import { dataEnumerationChecks } from './data-enumerations.js';
import { clauseTextChecks } from './data-clauses.js';
import { typedValueChecks } from './data-typed.js';
import { dataWordingChecks } from './data-wording.js';
import { partChecks } from './part.js';
import { procChecks } from './proc.js';
import { procCompetenceChecks } from './proc-competence.js';
import { renAccountChecks } from './ren-accounts.js';
import { renExpenseChecks } from './ren-expenses.js';
import { renRegularityChecks } from './ren-regularity.js';
import { rilChecks } from './ril.js';
import { termChecks } from './term.js';

const groups = ['DATA', 'PROC', 'TERM', 'AWD', 'PART', 'EXE', 'CAD', 'PUB', 'PNRR', 'CONV', 'RIL', 'REN'];

/** Every check of this version, by group and number. */
export const checkCatalogue: readonly CheckDefinition[] = [
  ...dataCodeChecks,
  ...dataAmountChecks,
  ...dataDateChecks,
  ...dataEnumerationChecks,
  ...dataDocumentChecks,
  ...dataWordingChecks,
  ...typedValueChecks,
  ...clauseTextChecks,
  ...procChecks,
  ...procCompetenceChecks,
  ...termChecks,
  ...awdChecks,
  ...partChecks,
  ...convChecks,
  ...rilChecks,
  ...renExpenseChecks,
  ...renRegularityChecks,
  ...renAccountChecks,
].sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || a.id.localeCompare(b.id));
