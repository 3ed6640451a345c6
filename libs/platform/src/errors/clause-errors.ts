import { type ErrorRow } from './error-row.js';

/** The library of clauses, and the texts of it that dossiers change. */
export const clauseErrors = {
  'clause.not_found': {
    status: 404,
    detail: 'Questa clausola, o questa versione, non esiste nella libreria della SUA.',
    remedy: 'Torna a Modelli e clausole e scegli la clausola dall’elenco.',
  },
  'clause.malformed': {
    status: 422,
    detail: 'La clausola non è scritta come serve. Niente è stato salvato: la libreria è rimasta com’era.',
    remedy: 'Correggi i punti indicati e riprova.',
  },
  'clause.validity': {
    status: 409,
    detail: 'Con queste date la clausola avrebbe due testi negli stessi giorni, o nessuno. La libreria è rimasta com’era.',
    remedy: 'Cambia il primo o l’ultimo giorno di validità come indicato, poi pubblica di nuovo.',
  },
  'clause.state': {
    status: 409,
    detail: 'La versione non è più una bozza, oppure è già stata ritirata. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina della clausola e guarda lo stato delle versioni.',
  },
  'clause.deviation_refused': {
    status: 422,
    detail: 'Il testo cambiato non si può registrare. Il fascicolo è rimasto com’era.',
    remedy: 'Correggi i punti indicati e salva di nuovo.',
  },
  'clause.deviation_not_found': {
    status: 404,
    detail: 'Questo scostamento non esiste in questo fascicolo, oppure è già stato ritirato.',
    remedy: 'Ricarica la pagina Scostamenti.',
  },
} as const satisfies Record<string, ErrorRow>;
