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
} as const satisfies Record<string, ErrorRow>;
