import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type NamedVersion } from './review-opinion.entity.js';

/** A version the decision is taken on. */
export interface FrozenVersion extends NamedVersion {
  readonly fingerprint: string;
  /** Nobody had approved it: the step was taken with a motivation. */
  readonly unapproved?: true;
  /** Its draft said something else, which is not part of what was decided. */
  readonly draftLeft?: true;
}

/** What was approved when the drafting was closed: the decision is taken on exactly these versions. */
@Entity('review_freezes')
@Index('review_freezes_of_dossier', ['dossierId', 'at'])
export class ReviewFreezeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_freezes' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('jsonb') documents!: readonly FrozenVersion[];
  /** The law the texts were approved with: last entry of the register there was (empty for none) and day it was read; null before it was kept. */
  @Column('text', { nullable: true }) lawRevision!: string | null;
  @Column('date', { nullable: true }) lawAsOf!: string | null;
  @Column('text') frozenBy!: string;
  @Column('timestamptz') at!: Date;
}
