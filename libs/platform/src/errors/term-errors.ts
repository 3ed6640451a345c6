import { type ErrorRow } from './error-row.js';

/** Terms, dated acts, outages and calendars: rows of the one table of errors. */
export const termErrors = {
  'term_act.refused': {
    status: 422,
    detail: 'L’atto non si può registrare così. Niente è stato salvato.',
    remedy: 'Correggi i campi indicati e registra di nuovo.',
  },
  'outage.not_found': {
    status: 404,
    detail: 'Il malfunzionamento non c’è, oppure è già stato annullato. Niente è stato cambiato.',
    remedy: 'Ricarica il registro della piattaforma.',
  },
  'outage.refused': {
    status: 422,
    detail: 'Il malfunzionamento non si può registrare così. Niente è stato salvato.',
    remedy: 'Correggi i campi indicati e registra di nuovo.',
  },
  'calendar_feed.not_found': {
    status: 404,
    detail: 'Questo indirizzo del calendario non esiste o è stato revocato.',
    remedy: 'Crea un indirizzo nuovo dalla pagina «Il mio accesso» e sostituiscilo nel programma di calendario.',
  },
  'calendar_feed.throttled': {
    status: 429,
    detail: 'Il calendario è stato letto troppe volte in poco tempo.',
    remedy: 'Imposta nel programma di calendario un aggiornamento ogni ora, oppure meno frequente.',
  },
} as const satisfies Record<string, ErrorRow>;
