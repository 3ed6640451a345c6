/** What a notice is about. A person chooses by these how to be told; `code` of a notice begins with one of them. */
export const noticeKinds = [
  'TURNO',
  'PASSO',
  'RICHIESTA',
  'COMPITO',
  'PROMEMORIA',
  'SCADUTO',
  'SOLLECITO',
  'CONVENZIONE',
  'ALTRO',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** By e-mail at once, in the digest of the day, or not by e-mail. */
export const mailChoices = ['SUBITO', 'RIEPILOGO', 'NO'] as const;
export type MailChoice = (typeof mailChoices)[number];

export interface NoticeChoice {
  readonly app: boolean;
  readonly mail: MailChoice;
}

interface NoticeKindRow extends NoticeChoice {
  /** As settings and the subject of an e-mail call it; never a word of a tender. */
  readonly name: string;
  readonly explanation: string;
  /** Whoever answers for a term cannot choose not to see that it has passed. */
  readonly appLocked: boolean;
}

/** The kinds with what is chosen for whoever has chosen nothing. */
export const noticeKindTable: Readonly<Record<NoticeKind, NoticeKindRow>> = {
  TURNO: {
    name: 'Tocca a te',
    explanation: 'Un fascicolo aspetta te, o ti viene assegnato.',
    app: true,
    mail: 'SUBITO',
    appLocked: false,
  },
  PASSO: {
    name: 'Passaggi di stato',
    explanation: 'Un fascicolo che segui passa a un’altra fase.',
    app: true,
    mail: 'RIEPILOGO',
    appLocked: false,
  },
  RICHIESTA: {
    name: 'Messaggi e richieste',
    explanation: 'Qualcuno ti scrive o chiede integrazioni.',
    app: true,
    mail: 'SUBITO',
    appLocked: false,
  },
  COMPITO: {
    name: 'Compiti',
    explanation: 'Un compito nasce, cambia o ti viene affidato.',
    app: true,
    mail: 'RIEPILOGO',
    appLocked: false,
  },
  PROMEMORIA: {
    name: 'Promemoria delle scadenze',
    explanation: 'Un termine si avvicina.',
    app: true,
    mail: 'RIEPILOGO',
    appLocked: false,
  },
  SCADUTO: {
    name: 'Termini superati',
    explanation: 'Un termine è passato e il fascicolo aspetta ancora te.',
    app: true,
    mail: 'SUBITO',
    appLocked: true,
  },
  SOLLECITO: {
    name: 'Solleciti al dirigente',
    explanation: 'Un termine è passato da giorni e chi doveva agire non lo ha fatto.',
    app: true,
    mail: 'SUBITO',
    appLocked: true,
  },
  CONVENZIONE: {
    name: 'Convenzioni',
    explanation: 'Scadenze e passaggi delle convenzioni.',
    app: true,
    mail: 'RIEPILOGO',
    appLocked: false,
  },
  ALTRO: { name: 'Altri avvisi', explanation: 'Tutto il resto.', app: true, mail: 'RIEPILOGO', appLocked: false },
};

const isKind = (text: string | undefined): text is NoticeKind => (noticeKinds as readonly (string | undefined)[]).includes(text);

/** The kind of a notice by the first part of its code (`PASSO.invia` is of kind PASSO); what is not known is ALTRO. */
export function kindOfNotice(code: string): NoticeKind {
  const first = code.split('.')[0]?.toUpperCase();
  return isKind(first) ? first : 'ALTRO';
}
