import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type AppointmentAct, type RoleAssignment } from '@gare/domain/enti/role-assignments';

/** A role a person holds in a body, from a day to a day, both included. */
@Entity('role_assignments')
@Index('role_assignments_of_person', ['personId'])
@Index('role_assignments_of_ente', ['enteId'])
export class RoleAssignmentEntity implements RoleAssignment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') personId!: string;
  @Column('text') role!: RoleCode;
  @Column('date') dal!: string;
  @Column('date', { nullable: true }) al!: string | null;
  /** The act of appointment; null where the role needs none. */
  @Column('jsonb', { nullable: true }) atto!: AppointmentAct | null;
  /** The assignment whose holder this person stands in for. */
  @Column('uuid', { nullable: true }) delegateOf!: string | null;
  /** First day on which the role no longer counts, whatever its end. */
  @Column('date', { nullable: true }) revocatoDal!: string | null;
}
