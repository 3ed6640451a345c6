import { type ReturnReport } from '@gare/contracts/word-return';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a returned file was merged into the draft: once, with what came of it. Never changed. */
@Entity('draft_return_merges')
export class DraftReturnMergeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_return_merges' }) returnId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** Number of the edit that holds the proposals. */
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) seq!: number;
  @Column('jsonb') report!: ReturnReport;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
}
