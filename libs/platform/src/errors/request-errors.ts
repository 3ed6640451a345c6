import { type ErrorRow } from './error-row.js';
import { reviewErrors } from './review-errors.js';

/** Messages, notes and requests for integration: rows of the one table of errors. */
export const requestErrors = {
  ...reviewErrors,
  'thread.not_found': {
    status: 404,
    detail: 'Questo messaggio o allegato non c’è, oppure non è visibile con il tuo profilo.',
    remedy: 'Ricarica la pagina delle richieste.',
  },
  'thread.not_yours': {
    status: 403,
    detail: 'Si può correggere solo quello che si è scritto. Niente è stato cambiato.',
    remedy: 'Scrivi un messaggio nuovo.',
  },
  'thread.corrected': {
    status: 409,
    detail: 'Questo messaggio è già stato corretto. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina e correggi il testo più recente.',
  },
  'thread.attachment_unknown': {
    status: 422,
    detail: 'Un allegato non c’è più o fa già parte di un altro messaggio. Il messaggio non è stato inviato.',
    remedy: 'Togli l’allegato, caricalo di nuovo e invia il messaggio.',
  },
  'thread.field_unknown': {
    status: 422,
    detail: 'In questo campo della scheda non si può portare il testo di un messaggio. Niente è stato cambiato.',
    remedy: 'Scegli uno dei campi proposti.',
  },
  'thread.field_taken': {
    status: 409,
    detail: 'Il campo della scheda è già compilato: il suo testo non viene sostituito. Niente è stato cambiato.',
    remedy: 'Apri la scheda e correggi lì il testo.',
  },
  'integration.not_found': {
    status: 404,
    detail: 'Questa richiesta di integrazioni non c’è, oppure non è visibile con il tuo profilo.',
    remedy: 'Ricarica la pagina delle richieste.',
  },
  'integration.not_now': {
    status: 409,
    detail: 'Adesso non si possono chiedere integrazioni. Niente è stato cambiato.',
    remedy: 'Leggi nel messaggio perché.',
  },
  'integration.concluded': {
    status: 409,
    detail: 'La richiesta è già conclusa. Niente è stato cambiato.',
    remedy: 'Ricarica la pagina delle richieste.',
  },
  'integration.bad_day': {
    status: 422,
    detail: 'Il giorno entro cui rispondere non va bene. Niente è stato cambiato.',
    remedy: 'Scegli un altro giorno.',
  },
  'integration.bad_points': {
    status: 422,
    detail: 'Alcuni punti della richiesta non vanno bene. La richiesta non è stata inviata.',
    remedy: 'Correggi i punti indicati.',
  },
  'integration.points_open': {
    status: 409,
    detail: 'Non tutti i punti hanno una risposta. Niente è stato trasmesso.',
    remedy: 'Carica il documento, compila il campo o scrivi perché non è dovuto; poi trasmetti.',
  },
  'integration.reason_required': {
    status: 422,
    detail: 'La risposta va scritta con almeno 10 caratteri. Niente è stato cambiato.',
    remedy: 'Scrivi la risposta, o perché il punto non è dovuto.',
  },
  'integration.by_itself': {
    status: 409,
    detail: 'Questo punto risulta soddisfatto da solo quando il documento arriva o il campo è compilato. Niente è stato cambiato.',
    remedy: 'Carica il documento o compila il campo, oppure indica perché non è dovuto.',
  },
  'integration.content_required': {
    status: 409,
    detail: 'Le integrazioni si chiedono scrivendo che cosa manca. Il fascicolo non si è mosso.',
    remedy: 'Apri la pagina «Richieste» del fascicolo e scrivi la richiesta.',
  },
  'integration.close_first': {
    status: 409,
    detail: 'L’istruttoria riprende quando la richiesta di integrazioni riceve risposta o viene chiusa. Il fascicolo non si è mosso.',
    remedy: 'Apri la pagina «Richieste» del fascicolo e chiudi la richiesta con il motivo.',
  },
  'integration.pending': {
    status: 409,
    detail: 'C’è una richiesta di integrazioni aperta: il fascicolo non va avanti finché non ha risposta o non viene chiusa.',
    remedy: 'Apri la pagina «Richieste» del fascicolo.',
  },
} as const satisfies Record<string, ErrorRow>;
