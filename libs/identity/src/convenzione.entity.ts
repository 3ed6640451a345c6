import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The agreement by which a comune joins the SUA, as far as dossiers depend on it; step 2 makes it a dossier kind. */
@Entity('convenzioni')
@Index('convenzioni_of_ente', ['enteId'])
export class ConvenzioneEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') stato!: string;
  @Column('date') dal!: string;
  @Column('date') al!: string;
  /** PCP codes 1-4 (brief §0.2 point 2). */
  @Column('text', { array: true }) funzioniSvolte!: string[];
  @Column('jsonb') ambito!: { tipo: string; min: string; max: string | null }[];
}
