import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer to one point of a checklist of the dossier; an empty value is an answer taken back. */
@Entity('checklist_answers')
export class ChecklistAnswerEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('text') checklistCode!: string;
  @PrimaryColumn('text') itemId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') value!: string;
  @Column('text', { nullable: true }) note!: string | null;
  /** Code of a document of the dossier. */
  @Column('text', { nullable: true }) evidenceDocument!: string | null;
  /** Where the evidence is to be found: protocol number, act. */
  @Column('text', { nullable: true }) evidenceText!: string | null;
  @Column('uuid') answeredBy!: string;
  @Column('text') answeredByName!: string;
  @Column('timestamptz') answeredAt!: Date;
}
