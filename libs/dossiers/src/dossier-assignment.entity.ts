import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type PersonFacts } from '@gare/domain/enti/incompatibilities';

/** Somebody who was given a role on one dossier; it changes hands by an end and a new row. */
@Entity('dossier_assignments')
@Index('dossier_assignments_once', ['dossierId', 'role', 'personId'], { unique: true, where: 'to_at is null' })
@Index('dossier_assignments_of_person', ['personId'], { where: 'to_at is null' })
export class DossierAssignmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text') role!: RoleCode;
  /** What whoever assigned them said of the person; null where nothing. */
  @Column('jsonb', { nullable: true }) facts!: Partial<Omit<PersonFacts, 'personId' | 'nome'>> | null;
  /** The body they work for. */
  @Column('uuid') actingEnteId!: string;
  @Column('uuid') assignedBy!: string;
  @Column('text') assignedByName!: string;
  @Column('timestamptz') fromAt!: Date;
  @Column('timestamptz', { nullable: true }) toAt!: Date | null;
}
