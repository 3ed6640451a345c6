import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The scheda of a dossier as it is now. */
@Entity('schede')
export class SchedaEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  /** Grows by one at each save. */
  @Column('int') revision!: number;
  @Column('jsonb') values!: object;
  @Column('timestamptz') changedAt!: Date;
}
