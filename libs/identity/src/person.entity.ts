import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who signs in. Roles are per body, in `role_assignments`; secrets apart, in `credentials`. */
@Entity('people')
@Index('people_email', ['email'], { unique: true })
export class PersonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** Lower case. */
  @Column('text') email!: string;
  @Column('text') nome!: string;
  @Column('text') cognome!: string;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
