/** Whom a notice is for: who holds roles in the bodies of the matter, and people by name. */
export interface NoticeRecipients {
  /** COMUNE is the body of the matter (`enteId`), SUA the Province. Roles that the vocabulary does not know stand for those who act for the party. */
  readonly roles?: readonly { readonly party: 'COMUNE' | 'SUA'; readonly codes: readonly string[] }[];
  readonly people?: readonly string[];
}

/** Something people are told. */
export interface Notice {
  /** Begins with its kind (`noticeKinds`), as in `RICHIESTA.aperta`: by it people choose how to be told. */
  readonly code: string;
  /** Only people who may read the dossier are told. */
  readonly dossierId: string | null;
  readonly suaId: string;
  readonly enteId: string | null;
  readonly to: NoticeRecipients;
  /** Only people of this body are told, whoever stands in for whom: the matter is internal to it. */
  readonly onlyIn?: string;
  /** A few words, without the object of the tender. */
  readonly title: string;
  readonly text: string;
  /** Where it leads in the app, from the root. */
  readonly path: string;
  /** One notice per person and key, ever. */
  readonly dedupeKey: string;
  readonly urgency?: 'normale' | 'urgente';
}
