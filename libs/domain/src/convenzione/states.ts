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

/** Groups that lists filter by, in the order of a life. */
export const convenzioneGroups = ['PREPARAZIONE', 'IN_VIGORE', 'IN_SCADENZA', 'FERME', 'CESSATE'] as const;
export type ConvenzioneGroup = (typeof convenzioneGroups)[number];

/** The states of each group; a suspended one, and one with a withdrawal under way, opens nothing new and is `FERME`. */
export const statesOfGroup: Readonly<Record<ConvenzioneGroup, readonly ConvenzioneState[]>> = {
  PREPARAZIONE: ['BOZZA', 'RICHIESTA_ADESIONE', 'ISTRUTTORIA', 'DELIBERA_COMUNE', 'DELIBERA_PROVINCIA', 'IN_FIRMA'],
  IN_VIGORE: ['ATTIVA', 'RINNOVATA'],
  IN_SCADENZA: ['IN_SCADENZA'],
  FERME: ['SOSPESA', 'RECESSO_IN_CORSO'],
  CESSATE: [...endedStates, 'RESPINTA'],
};

export const isConvenzioneState = (text: string): text is ConvenzioneState => (convenzioneStates as readonly string[]).includes(text);

export const groupOf = (state: ConvenzioneState): ConvenzioneGroup =>
  convenzioneGroups.find((group) => statesOfGroup[group].includes(state)) ?? 'PREPARAZIONE';
