import { type ErrorRow } from './error-row.js';

/** Drafts that people write together. */
export const draftingErrors = {
  'draft.not_found': {
    status: 404,
    detail: 'Questa bozza non esiste, oppure non è visibile con il tuo profilo.',
    remedy: 'Torna ai documenti del fascicolo e apri la redazione da lì.',
  },
} as const satisfies Record<string, ErrorRow>;
