/**
 * States of a convenzione (brief §1.6: thirteen rows, the closing one of which names three states), and `ARCHIVIATA`
 * where a closed one ends.
 */
export const convenzioneStates = [
  'BOZZA',
  'RICHIESTA_ADESIONE',
  'ISTRUTTORIA',
  'DELIBERA_COMUNE',
  'DELIBERA_PROVINCIA',
  'IN_FIRMA',
  'ATTIVA',
  'IN_SCADENZA',
  'RINNOVATA',
  'SOSPESA',
  'RECESSO_IN_CORSO',
  'CESSATA_RECESSO',
  'SCADUTA',
  'RISOLTA',
  'RESPINTA',
  'ARCHIVIATA',
] as const;
export type ConvenzioneState = (typeof convenzioneStates)[number];

/** New dossiers may open: near its end or already renewed, a convenzione is still in force. */
export const coveringStates: readonly ConvenzioneState[] = ['ATTIVA', 'IN_SCADENZA', 'RINNOVATA'];

/** The agreement binds the parties, whether or not new dossiers may open. */
export const bindingStates: readonly ConvenzioneState[] = [...coveringStates, 'SOSPESA', 'RECESSO_IN_CORSO'];

/** The agreement has ended. */
export const endedStates: readonly ConvenzioneState[] = ['CESSATA_RECESSO', 'SCADUTA', 'RISOLTA', 'ARCHIVIATA'];
