import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type Baseline, type PointKind, type PointState } from '@gare/domain/requests/points';

/** One thing a request asks for. What is asked stays; only its answer is written. */
@Entity('integration_points')
@Index('integration_points_number', ['requestId', 'numero'], { unique: true })
export class IntegrationPointEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') requestId!: string;
  @Column('int') numero!: number;
  @Column('text') tipo!: PointKind;
  @Column('text', { nullable: true }) oggetto!: string | null;
  @Column('text') testo!: string;
  @Column('text') stato!: PointState;
  /** How the thing stood when it was asked for. */
  @Column('jsonb') baseline!: Baseline;
  @Column('text', { nullable: true }) risposta!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('text', { nullable: true }) answeredByName!: string | null;
  @Column('text', { nullable: true }) answeredRole!: string | null;
  @Column('text', { nullable: true }) answeredEnte!: string | null;
}
