import { type ErrorRow } from './error-row.js';

/** The time of experts: rows of the one table of errors. */
export const expertiseErrors = {
  'expertise.refused': {
    status: 422,
    detail: 'Le ore non si possono registrare così. Niente è stato salvato.',
    remedy: 'Correggi i punti indicati.',
  },
  'expertise.not_found': {
    status: 404,
    detail: 'Questa registrazione non esiste o non è visibile con il tuo profilo.',
    remedy: 'Rileggi l’elenco delle giornate.',
  },
} as const satisfies Record<string, ErrorRow>;
