import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A text of a clause changed for one dossier, beside the standard text it stands instead of. Of a row only its withdrawal is written. */
@Entity('clause_deviations')
@Index('clause_deviations_of_dossier', ['dossierId', 'createdAt'])
@Index('clause_deviations_of_clause', ['suaId', 'clauseCode'])
export class ClauseDeviationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_clause_deviations' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') clauseCode!: string;
  /** Empty for the first text of the clause. */
  @Column('text') form!: string;
  /** Title and protection of the clause as they were. */
  @Column('text') title!: string;
  @Column('boolean') isProtected!: boolean;
  @Column('text', { array: true }) documents!: string[];
  @Column('text') standardVersion!: string;
  @Column('text') standardText!: string;
  @Column('text') changedText!: string;
  @Column('text') reason!: string;
  @Column('uuid') createdBy!: string;
  @Column('text') createdByName!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) withdrawnBy!: string | null;
  @Column('text', { nullable: true }) withdrawReason!: string | null;
}
