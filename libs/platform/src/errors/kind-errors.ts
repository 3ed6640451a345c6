import { type ErrorRow } from './error-row.js';

/** The register of dossier kinds: rows of the one table of errors. */
export const kindErrors = {
  'kind.refused': {
    status: 422,
    detail: 'Questa versione del tipo di fascicolo non si può pubblicare. Niente è stato pubblicato.',
    remedy: 'Correggi i punti indicati, riga per riga, e ripeti il controllo.',
  },
  'kind.examine_again': {
    status: 409,
    detail: 'Il testo non è quello che hai controllato. Niente è stato pubblicato.',
    remedy: 'Ripeti il controllo, rileggi le differenze e pubblica.',
  },
  'kind.version_taken': {
    status: 409,
    detail: 'Questa versione è già pubblicata e una versione pubblicata non cambia. Niente è stato pubblicato.',
    remedy: 'Scrivi nel testo un numero di versione più alto e ripeti il controllo.',
  },
  'kind.not_found': {
    status: 404,
    detail: 'Questa versione del tipo di fascicolo non esiste o non è della tua Provincia.',
    remedy: 'Sceglila dall’elenco dei tipi di fascicolo.',
  },
  'kind.migration_refused': {
    status: 409,
    detail: 'Il fascicolo non può passare a questa versione. Niente è stato cambiato: resta sulla sua.',
    remedy: 'Leggi nel messaggio che cosa manca; di solito basta indicare quale stato prende il posto di quello che non c’è più.',
  },
} as const satisfies Record<string, ErrorRow>;
