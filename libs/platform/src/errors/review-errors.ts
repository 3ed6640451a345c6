import { type ErrorRow } from './error-row.js';

/** Legal review of the documents of a dossier: requests, remarks, opinions, approvals. */
export const reviewErrors = {
  'review.not_found': {
    status: 404,
    detail: 'Questa revisione, o questo rilievo, non c’è nel fascicolo.',
    remedy: 'Torna alla pagina Revisione del fascicolo e scegli dall’elenco.',
  },
  'review.refused': {
    status: 422,
    detail: 'La revisione non si può registrare così. Niente è stato salvato.',
    remedy: 'Correggi quello che è indicato e riprova.',
  },
  'review.not_now': {
    status: 409,
    detail: 'Questo passo della revisione adesso non si può fare. Niente è stato salvato.',
    remedy: 'Ricarica la pagina Revisione e guarda a chi tocca.',
  },
  'review.version_changed': {
    status: 409,
    detail: 'Il documento è cambiato mentre lo guardavi: la versione in vigore è un’altra. Niente è stato registrato.',
    remedy: 'Ricarica la pagina, leggi che cosa è cambiato e ripeti.',
  },
  'review.frozen': {
    status: 409,
    detail:
      'Il documento è stato approvato e la decisione a contrarre lo richiama: il suo testo non si cambia più. La versione approvata è rimasta in vigore.',
    remedy:
      'Per cambiarlo serve un atto integrativo: rinvia il fascicolo in redazione, fai rivedere il testo nuovo e adotta la nuova decisione.',
  },
} as const satisfies Record<string, ErrorRow>;
