import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case of a procedure from which a survey is recomputed. */
@Entity('surveyed_cases')
export class SurveyedCaseEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  /** The name of the procedure without capitals and spaces. */
  @PrimaryColumn('text') procedureKey!: string;
  @PrimaryColumn('text') pratica!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') procedura!: string;
  @Column('date') avvio!: string;
  @Column('date', { nullable: true }) conclusione!: string | null;
  @Column('int') giorniSospesi!: number;
  /** No longer in the list of the office: it does not count. */
  @Column('boolean', { default: false }) superseded!: boolean;
  @Column('timestamptz') importedAt!: Date;
}
