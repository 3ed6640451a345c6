import { type ErrorRow } from './error-row.js';

/** Errors of what belongs to rows of a sheet: attached files, checklists, lists of cases. */
export const rowErrors = {
  'attachment.not_found': {
    status: 404,
    detail: 'L’allegato non esiste, non è visibile con il tuo profilo o è già stato ritirato.',
    remedy: 'Ricarica la pagina e riprova.',
  },
  'attachment.refused': {
    status: 422,
    detail: 'Qui non si possono allegare file. Niente è stato salvato.',
    remedy: 'Scegli una riga della scheda o un punto di una lista di controllo.',
  },
  'checklist.not_found': {
    status: 404,
    detail: 'Per questo fascicolo la lista di controllo o il suo punto non esiste.',
    remedy: 'Ricarica la pagina e scegli la lista dall’elenco.',
  },
  'checklist.malformed': {
    status: 422,
    detail: 'La risposta non è nella forma prevista. Niente è stato salvato.',
    remedy: 'Correggi la risposta indicata.',
  },
  'checklist.refused': {
    status: 409,
    detail: 'La lista di controllo ora non si può firmare. Niente è stato salvato.',
    remedy: 'Leggi nel messaggio che cosa manca o a chi spetta.',
  },
  'checklist.changed': {
    status: 409,
    detail: 'La lista di controllo è cambiata mentre la guardavi. La firma non è stata messa.',
    remedy: 'Ricarica la pagina, rileggi le risposte e firma di nuovo.',
  },
  'survey.unreadable': {
    status: 422,
    detail: 'Il file non si può leggere come elenco di pratiche. Niente è stato importato.',
    remedy: 'Controlla che sia un CSV con le colonne indicate nella pagina.',
  },
} as const satisfies Record<string, ErrorRow>;
