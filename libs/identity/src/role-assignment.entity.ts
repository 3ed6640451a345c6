import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RoleCode } from '@gare/domain/access/permissions';

/** A role a person holds in a body, from a day to a day. */
@Entity('role_assignments')
@Index('role_assignments_of_person', ['personId'])
export class RoleAssignmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') personId!: string;
  @Column('text') role!: RoleCode;
  @Column('date') dal!: string;
  @Column('date', { nullable: true }) al!: string | null;
}
