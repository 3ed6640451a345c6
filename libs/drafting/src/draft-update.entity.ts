import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * PERSONA: typed over a connection. SERVER: an act of the platform on behalf of a person (restore, Word return, bringing up to date).
 * SCHEDA: values that follow the scheda; nobody's writing.
 */
export type DraftUpdateKind = 'PERSONA' | 'SERVER' | 'SCHEDA';

/** One edit of a draft as Yjs encodes it; never changed, never deleted. */
@Entity('draft_updates')
export class DraftUpdateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_updates' }) draftId!: string;
  /** From 1 without gaps, in the order of the commits. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'PK_draft_updates', transformer: { to: (value: number) => value, from: Number } })
  seq!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('bytea') update!: Buffer;
  @Column('text') kind!: DraftUpdateKind;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('timestamptz') at!: Date;
  /** The connection it came over, or the request of an act of the platform. */
  @Column('text') connection!: string;
}
