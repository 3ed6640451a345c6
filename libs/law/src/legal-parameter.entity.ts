import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * An entry of the register of legal parameters of a Province. Entries are only added: a wrong row is taken back by a later entry
 * (`RITIRO`) with its reason. Rows of the release itself are not here.
 */
@Entity('legal_parameters')
@Index('legal_parameters_in_order', ['suaId', 'ordinal'], { unique: true })
export class LegalParameterEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_legal_parameters' }) id!: string;
  @Column('uuid') suaId!: string;
  /** Place among the entries of the Province, from 1 without gaps. */
  @Column('int') ordinal!: number;
  @Column('text') action!: 'AGGIUNTA' | 'RITIRO';
  @Column('text') key!: string;
  /** First day of the row that is added or taken back. */
  @Column('date') validFrom!: string;
  /** Null in a `RITIRO`, which only names a row. */
  @Column('text', { nullable: true }) value!: string | null;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column('text', { nullable: true }) cite!: string | null;
  /** False where a lawyer still has to confirm the value. */
  @Column('boolean') confirmed!: boolean;
  @Column('text') motivation!: string;
  @Column('uuid') createdBy!: string;
  @Column('text') createdByName!: string;
  @Column('timestamptz') createdAt!: Date;
}
