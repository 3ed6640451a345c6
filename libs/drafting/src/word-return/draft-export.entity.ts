import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A draft as it left for Word: what comes back is laid over this very file. Never changed. */
@Entity('draft_exports')
@Index('draft_exports_of_draft', ['draftId', 'at'])
export class DraftExportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_exports' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') draftId!: string;
  /** Number of the last edit in it. */
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) seq!: number;
  /** Hash of the text that stood then. */
  @Column('char', { length: 64 }) contentHash!: string;
  @Column('text') storageKey!: string;
  @Column('char', { length: 64 }) sha256!: string;
  /** The comments written into it, by which a reply finds its thread. */
  @Column('jsonb') comments!: readonly ExportedComment[];
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
}

export interface ExportedComment {
  readonly threadId: string;
  readonly author: string;
  readonly text: string;
}
