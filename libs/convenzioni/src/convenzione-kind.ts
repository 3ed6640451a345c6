/** The kind of dossier that a convenzione is. */
export const convenzioneKind = 'CONVENZIONE_ADESIONE';

/** Code of the template its text is formed from. */
export const textTemplate = 'CONV';
