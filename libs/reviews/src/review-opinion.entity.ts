import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type OpinionOutcome } from '@gare/domain/review/review-state';

/** A version as an act names it. */
export interface NamedVersion {
  readonly code: string;
  readonly version: number;
  readonly sha256: string;
}

/** A paragraph an opinion quotes, found again by its id and proved by its hash. */
export interface QuotedParagraph {
  readonly code: string;
  readonly version: number;
  readonly id: string;
  readonly hash: string;
  readonly text: string;
}

/** A written opinion on exactly these versions. A later one of the same person stands in its place; both stay. */
@Entity('review_opinions')
@Index('review_opinions_of_dossier', ['dossierId', 'at'])
export class ReviewOpinionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_opinions' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') requestId!: string;
  @Column('text') outcome!: OpinionOutcome;
  @Column('text') reason!: string;
  @Column('text') body!: string;
  @Column('jsonb') documents!: readonly NamedVersion[];
  @Column('jsonb') quotes!: readonly QuotedParagraph[];
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') role!: string;
  @Column('timestamptz') at!: Date;
}
