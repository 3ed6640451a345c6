import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who signs in. Roles are per body, in `role_assignments`; secrets apart, in `credentials`. */
@Entity('people')
@Index('people_email', ['email'], { unique: true })
@Index('people_codice_fiscale', ['suaId', 'codiceFiscale'], { unique: true })
export class PersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text') nome!: string;
  @Column('text') cognome!: string;
  /** By it a SPID or CIE provider says who signs in. */
  @Column('text', { nullable: true }) codiceFiscale!: string | null;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
