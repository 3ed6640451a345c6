import { type ErrorRow } from './error-row.js';

/** The register of legal parameters, and the intake that reads it. */
export const lawErrors = {
  'intake.unfinished': {
    status: 409,
    detail: 'Le risposte non portano ancora a una procedura. Il fascicolo non è stato aperto.',
    remedy: 'Torna all’avvio guidato e completa le risposte: quelle date restano.',
  },
  'law.malformed': {
    status: 422,
    detail: 'Il valore proposto non è regolare. Niente è stato salvato.',
    remedy: 'Correggi i campi indicati e guarda di nuovo che cosa cambia.',
  },
  'law.preview_not_found': {
    status: 404,
    detail: 'Questa anteprima non esiste.',
    remedy: 'Torna ai Parametri di legge e guarda di nuovo che cosa cambia.',
  },
  'law.preview_running': {
    status: 409,
    detail: 'Non si sa ancora quali fascicoli cambiano. Niente è stato registrato.',
    remedy: 'Attendi che l’anteprima sia completa, poi conferma.',
  },
  'law.preview_stale': {
    status: 409,
    detail: 'Nel frattempo il registro dei parametri è cambiato. Niente è stato registrato.',
    remedy: 'Guarda di nuovo che cosa cambia, poi conferma.',
  },
} as const satisfies Record<string, ErrorRow>;
