import { fieldsFrom, type ContextField } from './context-field.js';

/** What comune and SUA said to each other before any protocol, and the last request for integration; not of the sheet. */
export const requestFields: readonly ContextField[] = fieldsFrom([
  ['contatto.dal', 'datetime', 'Inizio del contatto', '2026-11-03T09:00:00Z'],
  ['contatto.haMessaggi', 'boolean', 'Ci sono messaggi portati nel fascicolo', true],
  ['contatto.messaggi', 'list', 'Messaggi portati nel fascicolo'],
  ['contatto.messaggi[].testo', 'text', 'Testo del messaggio', 'Vorremmo affidare la mensa dal prossimo settembre.'],
  ['contatto.messaggi[].chi', 'text', 'Chi lo ha scritto', 'Anna Bianchi'],
  ['contatto.messaggi[].ente', 'text', 'Per quale ente', 'Comune di Montone'],
  ['contatto.messaggi[].quando', 'datetime', 'Quando', '2026-11-03T09:12:00Z'],
  ['richiesta.numero', 'integer', 'Numero della richiesta di integrazioni', 1],
  ['richiesta.testo', 'text', 'Che cosa si chiede e perché', 'La relazione non indica la durata del servizio.'],
  ['richiesta.del', 'datetime', 'Quando è stata fatta', '2026-11-10T10:00:00Z'],
  ['richiesta.entro', 'date', 'Termine per la risposta', '2026-11-25'],
  ['richiesta.punti', 'list', 'Che cosa manca'],
  ['richiesta.punti[].numero', 'integer', 'Numero del punto', 1],
  ['richiesta.punti[].genere', 'text', 'Documento, dato o chiarimento', 'Documento'],
  ['richiesta.punti[].titolo', 'text', 'Documento o campo', 'Relazione tecnico-illustrativa'],
  ['richiesta.punti[].testo', 'text', 'Che cosa si chiede', 'Trasmettere la relazione firmata'],
]);
