import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Last progressive number of a Province in a year, for the codice appalto. */
@Entity('dossier_numbers')
export class DossierNumberEntity {
  @PrimaryColumn('uuid') suaId!: string;
  @PrimaryColumn('int') year!: number;
  @Column('int') last!: number;
}
