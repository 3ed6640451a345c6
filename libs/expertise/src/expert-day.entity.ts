import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ExpertActivity } from '@gare/domain/expertise/days';

/** Hours an expert worked on a dossier; what was entered is never changed, a mistake is taken back by another row. */
@Entity('expert_days')
@Index('expert_days_reversed', ['reverses'], { unique: true })
@Index('expert_days_of_dossier', ['dossierId', 'day'])
export class ExpertDayEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_expert_days' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('date') day!: string;
  @Column('numeric', { precision: 6, scale: 2 }) hours!: string;
  @Column('text') activity!: ExpertActivity;
  @Column('text') description!: string;
  @Column('uuid') expertId!: string;
  @Column('text') expert!: string;
  @Column('uuid', { nullable: true }) reverses!: string | null;
  @Column('uuid') recordedBy!: string;
  @Column('text') recordedByName!: string;
  @Column('timestamptz') recordedAt!: Date;
}
