import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type JsonValue } from '@gare/domain/scheda/path';

/** One edit of one field, kept for ever: who, when, from what to what. */
@Entity('scheda_changes')
export class SchedaChangeEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('int') revision!: number;
  /** Order inside the save. */
  @PrimaryColumn('int') position!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('text') path!: string;
  @Column('jsonb', { nullable: true }) before!: JsonValue;
  @Column('jsonb', { nullable: true }) after!: JsonValue;
  @Column('uuid') changedBy!: string;
  @Column('text') changedByName!: string;
  @Column('timestamptz') at!: Date;
}
