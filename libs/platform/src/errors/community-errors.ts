import { type ErrorRow } from './error-row.js';

/** Bundles of models that Provinces give each other. */
export const communityErrors = {
  'community.refused': {
    status: 422,
    detail: 'Il pacchetto di modelli non è stato accettato. La libreria è rimasta com’era.',
    remedy: 'Chiedi un nuovo pacchetto a chi te lo ha mandato, per un’altra via.',
  },
  'community.unknown_signer': {
    status: 422,
    detail: 'Il pacchetto è firmato con una chiave che la SUA non conosce. La libreria è rimasta com’era.',
    remedy:
      'Fatti leggere l’impronta della chiave dalla Provincia che lo ha firmato; se coincide, aggiungi la chiave e carica di nuovo il pacchetto.',
  },
  'community.key': {
    status: 422,
    detail: 'La chiave pubblica non è una chiave Ed25519, oppure è già fra quelle conosciute. Niente è stato cambiato.',
    remedy: 'Copia la chiave per intero dalla pagina Condivisione dell’altra Provincia.',
  },
  'community.no_key': {
    status: 409,
    detail: 'La SUA non ha ancora una chiave per firmare. Niente è stato preparato.',
    remedy: 'Crea la chiave nella pagina Condivisione, poi scarica il pacchetto.',
  },
  'community.not_found': {
    status: 404,
    detail: 'Questo pacchetto, questa chiave o questa voce non esiste.',
    remedy: 'Torna alla pagina Condivisione e scegli dall’elenco.',
  },
  'community.undecided': {
    status: 409,
    detail: 'Le due versioni cambiano gli stessi punti, e non è stato detto quale vale. Niente è stato salvato.',
    remedy: 'Scegli per ciascun punto indicato, poi riprova.',
  },
} as const satisfies Record<string, ErrorRow>;
