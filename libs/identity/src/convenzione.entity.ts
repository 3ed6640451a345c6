import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { type ConvenzioneRecord } from '@gare/domain/convenzione/coverage';
import { scopeItemSchema, type ScopeItem } from '@gare/domain/convenzione/scope';
import { type ConvenzioneState } from '@gare/domain/convenzione/states';
import { type Tariff } from '@gare/domain/tariff/tariff';

/** The agreement by which a comune joins the SUA, as far as dossiers depend on it. */
@Entity('convenzioni')
@Index('convenzioni_of_ente', ['enteId'])
export class ConvenzioneEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text', { default: '' }) numero!: string;
  @Column('text') stato!: ConvenzioneState;
  @Column('date') dal!: string;
  @Column('date') al!: string;
  /** PCP codes 1-4 (brief §0.2 point 2). */
  @Column('text', { array: true }) funzioniSvolte!: string[];
  /** Lines of art. 2; what a line leaves out has the default of the schema. */
  @Column('jsonb') ambito!: (Pick<ScopeItem, 'tipo' | 'min' | 'max'> & Partial<ScopeItem>)[];
  @Column('boolean', { default: false }) ultrattivita!: boolean;
  @Column('jsonb', { nullable: true }) sospensione!: ConvenzioneRecord['sospensione'];
  /** Who does what on each document; null: the typical division of work. */
  @Column('jsonb', { nullable: true }) matrice!: ResponsibilityMatrix | null;
  @Column('jsonb', { default: [] }) tariffe!: Tariff[];
}

/** The row as the rules of coverage read it. */
export function convenzioneRecord(row: ConvenzioneEntity): ConvenzioneRecord {
  const { id, numero, suaId, enteId, stato, dal, al, ultrattivita, sospensione } = row;
  const ambito = row.ambito.map((item) => scopeItemSchema.parse(item));
  return { id, numero, suaId, enteIds: [enteId], stato, dal, al, ambito, ultrattivita, sospensione };
}
