import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type TemplateFinding } from './template-finding.js';

export type TemplateState = 'BOZZA' | 'PUBBLICATO' | 'RITIRATO';

/** A template that a Province has uploaded. The file never changes; its state goes forward and its validity may be ended. */
@Entity('template_versions')
@Index('template_versions_named', ['suaId', 'code', 'version'], { unique: true })
export class TemplateVersionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  /** Code of the template, as kinds name it (`D21`). */
  @Column('text') code!: string;
  /** Dossier kind whose fields it reads. */
  @Column('text') kind!: string;
  @Column('text') title!: string;
  @Column('text') version!: string;
  @Column('text') state!: TemplateState;
  /** Whose act the document is. */
  @Column('text') owner!: 'SUA' | 'COMUNE';
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column('text') legalBasis!: string;
  /** For which procedures and objects it was written; empty means all. */
  @Column('text', { array: true }) procedures!: string[];
  @Column('text', { array: true }) objects!: string[];
  @Column('text') fileName!: string;
  @Column('int') bytes!: number;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') storageKey!: string;
  /** The same bytes as in the storage: formation reads them in the transaction that reads the values. */
  @Column('bytea', { select: false }) content!: Buffer;
  /** Parts and clauses it names. */
  @Column('jsonb') includes!: readonly string[];
  /** What the check found when it was uploaded or published. */
  @Column('jsonb') findings!: readonly TemplateFinding[];
  @Column('uuid') uploadedBy!: string;
  @Column('text') uploadedByName!: string;
  @Column('timestamptz') uploadedAt!: Date;
  @Column('text', { nullable: true }) publishedByName!: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('text', { nullable: true }) retiredByName!: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt!: Date | null;
  @Column('text', { nullable: true }) retiredReason!: string | null;
}
