import { Entity, Index, PrimaryColumn } from 'typeorm';
import { RecordedAct } from '@gare/platform/audit';

/** What somebody did to the bodies, the roles or the sessions of others; the application role may only insert and read. */
@Entity('registry_acts')
@Index('registry_acts_of_ente', ['enteId', 'at'])
export class RegistryActEntity extends RecordedAct {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_registry_acts' }) id!: string;
}
