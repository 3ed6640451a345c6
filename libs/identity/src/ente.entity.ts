import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Ente } from '@gare/domain/scheda/ente-values';

/** A qualification of the SUA or of a body at ANAC (C. 62-63, All. II.4). */
export interface Qualificazione {
  ambito: 'PROGETTAZIONE_AFFIDAMENTO' | 'ESECUZIONE';
  settore: 'LAVORI' | 'SERV_FORN';
  livello: 'L1' | 'L2' | 'L3' | 'SF1' | 'SF2' | 'SF3';
  dal: string;
  al: string;
}

/** A body: the Province itself (id = suaId) or one that adheres to its SUA. */
@Entity('enti')
@Index('enti_of_sua', ['suaId'])
@Index('enti_codice_fiscale', ['suaId', 'codiceFiscale'], { unique: true })
export class EnteEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('text') tipo!: 'PROVINCIA' | 'COMUNE' | 'UNIONE' | 'ALTRO';
  @Column('text') denominazione!: string;
  @Column('text') codiceFiscale!: string;
  @Column('text', { nullable: true }) codiceIpa!: string | null;
  @Column('text', { nullable: true }) codiceIstat!: string | null;
  @Column('text', { nullable: true }) codiceAusa!: string | null;
  @Column('text', { nullable: true }) codiceCentroCosto!: string | null;
  @Column('text', { nullable: true }) nuts!: string | null;
  @Column('text', { nullable: true }) pec!: string | null;
  @Column('text', { nullable: true }) indirizzo!: string | null;
  @Column('int', { nullable: true }) popolazione!: number | null;
  @Column('jsonb', { default: [] }) qualificazione!: Qualificazione[];
  /** What the body fills in every scheda it takes part in (section 4.1), copied when a dossier is opened. */
  @Column('jsonb', { default: {} }) profilo!: Ente;
  @Column('timestamptz') createdAt!: Date;
}
