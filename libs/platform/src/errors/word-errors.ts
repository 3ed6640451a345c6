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
  'word.already_merged': {
    status: 409,
    detail: 'Il file è già stato unito alla bozza: non si può più scartare. Niente è cambiato.',
    remedy: 'Le sue proposte si rifiutano una per una nella bozza, oppure si torna a una versione precedente.',
  },
  'word.discarded': {
    status: 409,
    detail: 'Il file è stato scartato da qualcuno: la bozza non è stata toccata e il file è conservato.',
    remedy: 'Se va unito lo stesso, caricalo di nuovo: torna tra quelli da confermare.',
  },
} as const satisfies Record<string, ErrorRow>;
