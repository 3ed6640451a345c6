import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A reminder of a term that was given; its key says which one, so that nobody gives it twice. */
@Entity('convenzione_reminders')
export class ConvenzioneReminderEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  /** Code of the term in the kind. */
  @PrimaryColumn('text') term!: string;
  @PrimaryColumn('date') dueOn!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('int') daysBefore!: number;
  @Column('text') title!: string;
  @Column('date') givenOn!: string;
  @Column('timestamptz') at!: Date;
}
