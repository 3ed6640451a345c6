import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Clause } from '@gare/domain/clauses/clause';

/** What a version says; its code and days have columns of their own. */
export type KeptContent = Omit<Clause, 'code' | 'validFrom' | 'validTo'>;

/**
 * A version of a clause of a Province: of one of its own, or of one of the release. What it says never changes; only its state does,
 * and its last day, which the version after it sets.
 */
@Entity('clause_versions')
@Index('clause_versions_in_order', ['suaId', 'code', 'ordinal'], { unique: true })
export class ClauseVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_clause_versions' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('text') code!: string;
  /** Place among the versions of the clause, from 1. */
  @Column('int') ordinal!: number;
  @Column('text') state!: 'BOZZA' | 'PUBBLICATA' | 'RITIRATA';
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column('jsonb') content!: KeptContent;
  @Column('uuid') createdBy!: string;
  @Column('text') createdByName!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('text', { nullable: true }) publishedBy!: string | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
}
