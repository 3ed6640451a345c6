import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The wording of a clause chosen for a dossier; null goes back to the standard one. Acts of choice are in the history. */
@Entity('clause_choices')
export class ClauseChoiceEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('text') clauseCode!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text', { nullable: true }) alternative!: string | null;
  @Column('uuid') chosenBy!: string;
  @Column('text') chosenByName!: string;
  @Column('timestamptz') chosenAt!: Date;
}
