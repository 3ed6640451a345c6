import { type ErrorRow } from './error-row.js';

/** E-mails of the product: rows of the one table of errors. */
export const mailErrors = {
  'mail.not_found': {
    status: 404,
    detail: 'Il messaggio non esiste o non è della tua Provincia.',
    remedy: 'Ricarica la pagina della posta.',
  },
  'mail.not_stuck': {
    status: 409,
    detail: 'Il messaggio non è fermo: è già stato inviato, o il sistema lo sta ancora inviando da solo. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina: si ripetono a mano solo i messaggi rifiutati o incerti.',
  },
  'mail.off': {
    status: 409,
    detail: 'L’invio di posta non è configurato. Niente è stato cambiato: gli avvisi restano nell’applicazione.',
    remedy: 'Chi gestisce il server imposta SMTP_URL e MAIL_FROM, poi il messaggio si può ripetere.',
  },
} as const satisfies Record<string, ErrorRow>;
