import { draftThreadErrors } from './draft-thread-errors.js';
import { type ErrorRow } from './error-row.js';

/** Drafts that people write together. */
export const draftingErrors = {
  ...draftThreadErrors,
  'draft.not_found': {
    status: 404,
    detail: 'Questa bozza non esiste, oppure non è visibile con il tuo profilo.',
    remedy: 'Torna ai documenti del fascicolo e apri la redazione da lì.',
  },
  'draft.not_drafted_here': {
    status: 409,
    detail: 'Questo documento non si redige qui: non nasce da un modello della libreria.',
    remedy: 'Caricalo come file dalla pagina Documenti.',
  },
  'draft.not_yours': {
    status: 403,
    detail: 'Alcune delle parti indicate sono affidate all’altro ente. Niente è stato cambiato.',
    remedy: 'Chiedi a chi le ha in carico di passarle, oppure proponi la modifica come suggerimento.',
  },
  'draft.block_not_found': {
    status: 404,
    detail: 'Una delle parti indicate non c’è più nella bozza. Niente è stato cambiato.',
    remedy: 'Guarda la bozza com’è adesso e scegli di nuovo.',
  },
  'draft.conflicts': {
    status: 409,
    detail: 'Il testo della bozza e quello del modello sono cambiati negli stessi paragrafi.',
    remedy: 'Apri la redazione, accetta o respingi le proposte dell’aggiornamento e forma di nuovo il documento.',
  },
  'draft.changed_outside': {
    status: 409,
    detail: 'La versione in vigore è stata modificata fuori dalla bozza. Niente è stato sovrascritto.',
    remedy: 'Riporta il file nella redazione come ritorno da Word, oppure forma il documento scegliendo di non tenere le modifiche a mano.',
  },
  'draft.broken_places': {
    status: 409,
    detail: 'Nella bozza ci sono rimandi o dati che non portano più a niente.',
    remedy:
      'Apri la redazione: i punti sono segnati nel testo e si raggiungono dall’avviso in alto. Correggili e forma di nuovo il documento.',
  },
  'draft.pieces_missing': {
    status: 409,
    detail: 'La bozza contiene parti che il modello di oggi non ha più.',
    remedy: 'Apri la redazione, togli le parti indicate e forma di nuovo il documento.',
  },
} as const satisfies Record<string, ErrorRow>;
