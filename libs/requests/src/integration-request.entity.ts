import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type RequestState, type Stop } from '@gare/domain/requests/round';

/** A request for integration. What was asked, by whom and when it was opened cannot be changed: the application may not write it. */
@Entity('integration_requests')
@Index('integration_requests_one_pending', ['dossierId'], { unique: true, where: `stato in ('APERTA', 'SCADUTA')` })
@Index('integration_requests_round', ['dossierId', 'giro'], { unique: true })
@Index('integration_requests_sent_once', ['dossierId', 'openedBy', 'clientId'], { unique: true })
@Index('integration_requests_pending', ['suaId', 'entro'], { where: `stato in ('APERTA', 'SCADUTA')` })
@Index('integration_requests_place', ['id', 'dossierId'], { unique: true })
export class IntegrationRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') clientId!: string;
  /** 1 for the first of the dossier. */
  @Column('int') giro!: number;
  @Column('text') stato!: RequestState;
  @Column('text') testo!: string;
  /** Day by which it is answered, and the day first given. */
  @Column('date') entro!: string;
  @Column('date') entroIniziale!: string;
  /** The answered one it takes up again. */
  @Column('uuid', { nullable: true }) riprende!: string | null;
  @Column('timestamptz') openedAt!: Date;
  @Column('uuid') openedBy!: string;
  @Column('text') openedByName!: string;
  @Column('text', { nullable: true }) openedRole!: string | null;
  @Column('text') openedEnte!: string;
  /** When it held the clock of the SUA: from its opening to its answer, and again where it was prolonged after its day. */
  @Column('jsonb') fermi!: readonly Stop[];
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) endedByName!: string | null;
  @Column('text', { nullable: true }) endedRole!: string | null;
  @Column('text', { nullable: true }) endedEnte!: string | null;
  /** What the comune says on the whole, or why the SUA closed it. */
  @Column('text', { nullable: true }) esito!: string | null;
  @Column('boolean', { default: false }) inRitardo!: boolean;
}
