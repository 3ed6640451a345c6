import { type ErrorRow } from './error-row.js';

/** The register of bodies. */
export const enteErrors = {
  'ente.not_found': {
    status: 404,
    detail: 'L’ente indicato non esiste o non aderisce a questa SUA.',
    remedy: 'Scegli l’ente dall’elenco.',
  },
  'ente.duplicate': {
    status: 409,
    detail: 'C’è già un ente con questo codice fiscale. Niente è stato salvato.',
    remedy: 'Cerca l’ente nell’elenco e modifica quello.',
  },
  'ente.malformed': {
    status: 422,
    detail: 'Alcuni dati dell’ente non sono giusti. Niente è stato salvato.',
    remedy: 'Correggi i campi indicati.',
  },
  'ente.import_unreadable': {
    status: 422,
    detail: 'Il file non si può leggere come elenco. Niente è stato importato.',
    remedy: 'Controlla che sia il file giusto, in formato CSV con la riga di intestazione.',
  },
} as const satisfies Record<string, ErrorRow>;
