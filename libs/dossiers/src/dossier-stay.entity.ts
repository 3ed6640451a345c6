import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type TurnCause, type TurnParty } from '@gare/domain/turn/whose-turn';

/**
 * A stretch of time in which a dossier waited on one party in one state. The stays of a dossier adjoin, the last is open; the
 * database lets nobody write more than their end, once.
 */
@Entity('dossier_stays')
@Index('dossier_stays_open', ['dossierId'], { unique: true, where: 'to_at is null' })
@Index('dossier_stays_of_dossier', ['dossierId', 'fromAt'])
@Index('dossier_stays_of_person', ['waitsPersonId'], { where: 'to_at is null' })
export class DossierStayEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') kindCode!: string;
  @Column('text') state!: string;
  @Column('text') phase!: string;
  @Column('text') waitsParty!: TurnParty;
  /** Body of the party: that of the dossier or the SUA; null for anybody else. */
  @Column('uuid', { nullable: true }) waitsEnteId!: string | null;
  @Column('text', { nullable: true }) waitsRole!: string | null;
  /** Who was assigned, also on days they are away. */
  @Column('uuid', { nullable: true }) waitsPersonId!: string | null;
  @Column('text', { nullable: true }) waitsPerson!: string | null;
  @Column('text') cause!: TurnCause;
  @Column('boolean') clockStopped!: boolean;
  /** Why it waits on them, in Italian. */
  @Column('text') reason!: string;
  /** Since when it has waited on this party in this state, whoever the person was. */
  @Column('timestamptz') waitsSince!: Date;
  @Column('timestamptz') fromAt!: Date;
  /** Null: it waits now. */
  @Column('timestamptz', { nullable: true }) toAt!: Date | null;
}
