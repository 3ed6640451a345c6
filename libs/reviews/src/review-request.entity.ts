import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ReviewOrder } from '@gare/domain/review/review-state';

/** A review asked of people, on documents, until a day. Of a row only its withdrawal is written. */
@Entity('review_requests')
@Index('review_requests_of_dossier', ['dossierId', 'askedAt'])
@Index('review_requests_due', ['suaId', 'dueOn'], { where: 'withdrawn_at is null' })
export class ReviewRequestEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_review_requests' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text', { array: true }) documents!: string[];
  /** In the order in which they are asked. */
  @Column('jsonb') reviewers!: readonly { readonly id: string; readonly name: string }[];
  @Column('text') reviewOrder!: ReviewOrder;
  @Column('date') dueOn!: string;
  @Column('text') note!: string;
  @Column('uuid') askedBy!: string;
  @Column('text') askedByName!: string;
  @Column('timestamptz') askedAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
}
