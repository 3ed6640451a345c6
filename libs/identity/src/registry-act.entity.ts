import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { RecordedAct } from '@gare/platform/audit';

/** What somebody did to a body, its roles or the sessions of others: a chain of each body; the application role may only insert and read. */
@Entity('registry_acts')
@Index('registry_acts_chain', ['enteId', 'sequence'], { unique: true })
@Index('registry_acts_of_day', ['suaId', 'at'])
export class RegistryActEntity extends RecordedAct {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_registry_acts' }) id!: string;
  @Column('int') sequence!: number;
}
