import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ReminderStage } from '@gare/domain/notifications/reminder-stage';

/** A reminder that was given; its key says which one, so that it is not given twice. */
@Entity('reminders_given')
export class ReminderGivenEntity {
  @PrimaryColumn('uuid') suaId!: string;
  @PrimaryColumn('text') source!: string;
  @PrimaryColumn('text') key!: string;
  @PrimaryColumn('text') stage!: ReminderStage;
  @Column('uuid') dossierId!: string;
  /** How many people were told. */
  @Column('int') people!: number;
  @Column('timestamptz') at!: Date;
}
