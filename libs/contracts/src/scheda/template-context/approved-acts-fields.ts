import { fieldsFrom, type ContextField } from './context-field.js';

/** The acts on which the decision is taken, with the hash of the file that was approved; not of the sheet. */
export const approvedActsFields: readonly ContextField[] = fieldsFrom([
  ['attiApprovati.presenti', 'boolean', 'Ci sono atti approvati, con le impronte fissate', true],
  ['attiApprovati.atti', 'list', 'Atti approvati su cui si decide'],
  ['attiApprovati.atti[].codice', 'text', 'Codice dell’atto', 'D33'],
  ['attiApprovati.atti[].titolo', 'text', 'Nome dell’atto', 'Disciplinare di gara'],
  ['attiApprovati.atti[].versione', 'integer', 'Versione approvata', 2],
  ['attiApprovati.atti[].impronta', 'text', 'Impronta SHA-256 del file approvato', `9f86d081${'0'.repeat(56)}`],
]);
