import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody did to the bodies, the roles or the sessions of others; the application role may only insert and read. */
@Entity('registry_acts')
@Index('registry_acts_of_ente', ['enteId', 'at'])
export class RegistryActEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_registry_acts' }) id!: string;
  @Column('uuid') suaId!: string;
  /** The body it is about. */
  @Column('uuid') enteId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') action!: string;
  @Column('text') summary!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
  @Column('text', { nullable: true }) requestId!: string | null;
  /** Original and changed values. */
  @Column('jsonb') details!: unknown;
}
