import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Any JSON; TypeORM's types cannot follow the recursive `JsonValue`. */
type JsonColumn = string | number | boolean | object | null;

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
  @Column('jsonb', { nullable: true }) before!: JsonColumn;
  @Column('jsonb', { nullable: true }) after!: JsonColumn;
  @Column('uuid') changedBy!: string;
  @Column('text') changedByName!: string;
  @Column('timestamptz') at!: Date;
}
