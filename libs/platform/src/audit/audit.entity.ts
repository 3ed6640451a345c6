import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Append-only and hash-chained per dossier; the application role may only insert and read. */
@Entity('audit_entries')
@Index('audit_entries_of_day', ['suaId', 'at'])
export class AuditEntity {
  @PrimaryColumn('uuid') dossierId!: string;
  @PrimaryColumn('int') sequence!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') action!: string;
  @Column('text') summary!: string;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('uuid') actingEnteId!: string;
  @Column('text') actingEnte!: string;
  @Column('text', { nullable: true }) requestId!: string | null;
  @Column('jsonb') details!: unknown;
  @Column('char', { length: 64 }) previousHash!: string;
  @Column('char', { length: 64 }) hash!: string;
}
