import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type CheckResultView } from '@gare/contracts/checks';

/** Last result of one check on one dossier. */
@Entity('check_results')
export class CheckResultEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('text') checkId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') checkVersion!: string;
  @Column('text') status!: CheckResultView['status'];
  @Column('text') severity!: CheckResultView['severity'];
  @Column('text') groupCode!: string;
  @Column('text') title!: string;
  @Column('text') message!: string;
  @Column('text', { nullable: true }) suggestion!: string | null;
  @Column('text') cite!: string;
  @Column('jsonb') evidence!: CheckResultView['evidence'];
  /** Hash of what the check read, its version and date: equal means the result still holds. */
  @Column('char', { length: 64 }) inputHash!: string;
  /** An input changed since: the result is shown but does not count. */
  @Column('boolean', { default: false }) stale!: boolean;
  @Column('date') asOf!: string;
  @Column('timestamptz') checkedAt!: Date;
}
