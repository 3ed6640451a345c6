import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type TurnParty } from '@gare/domain/turn/whose-turn';

/** How many dossiers of a body stand where; a trigger on `dossiers` keeps it, nobody else writes it. */
@Entity('dossier_counts')
export class DossierCountEntity {
  @PrimaryColumn('uuid') suaId!: string;
  @PrimaryColumn('uuid') enteId!: string;
  @PrimaryColumn('text') kindCode!: string;
  @PrimaryColumn('text') state!: string;
  @PrimaryColumn('text') turn!: TurnParty;
  /** At least one blocking result stands. */
  @PrimaryColumn('boolean') blocked!: boolean;
  @Column('int') dossiers!: number;
}
