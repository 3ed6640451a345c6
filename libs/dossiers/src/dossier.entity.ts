import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type TurnParty } from '@gare/domain/turn/whose-turn';

/** A dossier: which kind it is, where it stands, and the counters that lists show. */
@Entity('dossiers')
@Index('dossiers_codice_appalto', ['suaId', 'codiceAppalto'], { unique: true })
@Index('dossiers_owner', ['id', 'suaId', 'enteId'], { unique: true })
@Index('dossiers_recent', ['suaId', 'updatedAt'])
@Index('dossiers_of_ente', ['enteId', 'updatedAt'])
export class DossierEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  /** The convenzione it runs under; null where none is needed or none covers it yet. */
  @Column('uuid', { nullable: true }) convenzioneId!: string | null;
  @Column('text') kindCode!: string;
  @Column('text') kindVersion!: string;
  @Column('text') codiceAppalto!: string;
  @Column('text') oggetto!: string;
  @Column('text') state!: string;
  /** State before a side state, to come back to. */
  @Column('text', { nullable: true }) previousState!: string | null;
  @Column('timestamptz') stateSince!: Date;
  /** Party on which the dossier waits. */
  @Column('text') turn!: TurnParty;
  /** Standing KO results of severity BLOCK and ERROR. */
  @Column('int', { default: 0 }) blocks!: number;
  @Column('int', { default: 0 }) errors!: number;
  @Column('jsonb', { nullable: true }) firstBlock!: { checkId: string; message: string; path: string | null } | null;
  @Column('timestamptz', { nullable: true }) scadenzaOfferte!: Date | null;
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
