import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RoleCode } from '@gare/domain/access/permissions';

/** Days on which somebody is away from one body, and who stands in for them. */
@Entity('absences')
@Index('absences_of_person', ['personId', 'toOn'], { where: 'revoked_at is null' })
@Index('absences_of_substitute', ['substituteId', 'toOn'], { where: 'revoked_at is null' })
@Index('absences_of_ente', ['enteId', 'toOn'])
export class AbsenceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  /** Null: the office sees to it. */
  @Column('uuid', { nullable: true }) substituteId!: string | null;
  @Column('text', { nullable: true }) substitute!: string | null;
  /** Roles in which the substitute may act, as they held them when it was recorded. */
  @Column('text', { array: true }) roles!: RoleCode[];
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('uuid') recordedBy!: string;
  @Column('text') recordedByName!: string;
  @Column('timestamptz') recordedAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
