import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Qualification } from '@gare/domain/enti/qualification';
import { type Ente } from '@gare/domain/scheda/ente-values';

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
  /** Nine digits, as ANAC writes it in the PCP. */
  @Column('text', { nullable: true }) codiceIstatAnac!: string | null;
  @Column('text', { nullable: true }) codiceAusa!: string | null;
  @Column('text', { nullable: true }) codiceCentroCosto!: string | null;
  @Column('text', { nullable: true }) nuts!: string | null;
  @Column('text', { nullable: true }) pec!: string | null;
  @Column('text', { nullable: true }) indirizzo!: string | null;
  @Column('int', { nullable: true }) popolazione!: number | null;
  /** Patron saint of the seat as `MM-DD`: a feast by which its terms are counted. */
  @Column('text', { nullable: true }) patrono!: string | null;
  @Column('jsonb', { default: [] }) qualificazione!: Qualification[];
  /** What the body fills in every scheda it takes part in (section 4.1), copied when a dossier is opened. */
  @Column('jsonb', { default: {} }) profilo!: Ente;
  @Column('timestamptz') createdAt!: Date;
}
