import { type ErrorRow } from './error-row.js';

/** The library of templates: rows of the one table of errors. */
export const templateErrors = {
  'template.file_refused': {
    status: 422,
    detail: 'Il file non si può usare come modello. La libreria è rimasta com’era.',
    remedy: 'Salva il documento da Word in formato .docx, senza macro e senza oggetti incorporati, e caricalo di nuovo.',
  },
  'template.version_taken': {
    status: 409,
    detail: 'Questa versione del modello c’è già e una versione caricata non cambia. La libreria è rimasta com’era.',
    remedy: 'Scrivi un numero di versione nuovo e carica di nuovo il file.',
  },
  'template.blocked': {
    status: 422,
    detail: 'Il modello ha errori che bloccano la pubblicazione. Resta in bozza; la libreria è rimasta com’era.',
    remedy: 'Correggi in Word i punti indicati e carica il file come nuova versione.',
  },
  'template.validity': {
    status: 409,
    detail: 'Le date di validità delle versioni di questo modello non si susseguono. La libreria è rimasta com’era.',
    remedy: 'Correggi le date indicate: le versioni non si sovrappongono e non lasciano giorni scoperti.',
  },
  'template.scope': {
    status: 409,
    detail: 'Un’altra versione vale negli stessi giorni per alcuni degli stessi casi. La libreria è rimasta com’era.',
    remedy: 'Carica la versione per casi che stanno tutti dentro quelli dell’altra, o del tutto fuori, oppure fai finire prima l’altra.',
  },
  'template.wrong_state': {
    status: 409,
    detail: 'Nello stato in cui si trova, questo modello non si può cambiare così. La libreria è rimasta com’era.',
    remedy: 'Ricarica la pagina per vedere lo stato attuale.',
  },
  'template.same_version': {
    status: 409,
    detail: 'Il fascicolo usa già questa versione del modello. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina per vedere la versione in uso.',
  },
} as const satisfies Record<string, ErrorRow>;
