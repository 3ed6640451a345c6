import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** APERTA: people write in it. CHIUSA: the document goes on without it. */
export type DraftState = 'APERTA' | 'CHIUSA';

/** The draft of one document: its text is in the updates, its shell (styles, headers, page) is the DOCX it was opened from. */
@Entity('drafts')
@Index('drafts_one_per_document', ['documentId'], { unique: true })
@Index('drafts_owner', ['id', 'dossierId', 'suaId', 'enteId'], { unique: true })
@Index('drafts_of_dossier', ['dossierId'])
export class DraftEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_drafts' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') documentId!: string;
  /** Catalogue code of the document. */
  @Column('text') code!: string;
  @Column('text') state!: DraftState;
  /** The generated DOCX the draft was opened from, or last brought up to date with. */
  @Column('text') shellKey!: string;
  @Column('char', { length: 64 }) shellSha256!: string;
  /** Hash of template and values that DOCX was formed from: another one today means the draft is behind. */
  @Column('char', { length: 64 }) inputHash!: string;
  /** What values of the scheda said before they followed it, as `valueKey` names them; the newest last. */
  @Column('jsonb', { default: [] }) formerValues!: string[];
  @Column('uuid') openedBy!: string;
  @Column('text') openedByName!: string;
  @Column('timestamptz') openedAt!: Date;
}
