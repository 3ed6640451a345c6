import { type ErrorRow } from './error-row.js';

/** Drafts that went to Word and come back. */
export const wordErrors = {
  'word.not_descendant': {
    status: 409,
    detail:
      'Questo file non deriva da nessuna versione scaricata di questa bozza: non si può dire che cosa è cambiato. La bozza non è stata toccata e il file non è stato conservato.',
    remedy:
      'Carica il file che hai scaricato da questa scheda. Se è una nuova versione del documento, caricalo dalla pagina Documenti come versione ordinaria.',
  },
  'word.unreadable': {
    status: 422,
    detail: 'Il file non si può unire alla bozza. La bozza non è stata toccata.',
    remedy: 'Apri il file con il programma di scrittura, salvalo di nuovo come .docx e ricaricalo.',
  },
  'word.return_not_found': {
    status: 404,
    detail: 'Questo file non è tra quelli tornati da Word per questa bozza.',
    remedy: 'Guarda l’elenco nella scheda Word della redazione.',
  },
} as const satisfies Record<string, ErrorRow>;
