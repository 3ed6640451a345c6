import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type DraftVersionKind } from '@gare/domain/drafting/versions';

/** What a draft read at a moment; append-only. */
@Entity('draft_versions')
@Index('draft_versions_automatic_once', ['draftId', 'seq'], { unique: true, where: `kind = 'AUTOMATICA'` })
export class DraftVersionEntity {
  @PrimaryColumn('uuid') draftId!: string;
  /** From 1. */
  @PrimaryColumn('int') number!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') kind!: DraftVersionKind;
  @Column('text', { nullable: true }) name!: string | null;
  /** The last edit it holds; 0 before the first. */
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) seq!: number;
  /** Of the canonical text, open suggestions rejected. */
  @Column('char', { length: 64 }) contentHash!: string;
  /** The document as JSON of its schema, open suggestions in it. */
  @Column('jsonb') content!: unknown;
  /** Of a restoration: the version whose content was written anew. */
  @Column('int', { nullable: true }) restores!: number | null;
  @Column('uuid') keptBy!: string;
  @Column('text') keptByName!: string;
  @Column('text') keptByEnte!: string;
  @Column('timestamptz') keptAt!: Date;
}
