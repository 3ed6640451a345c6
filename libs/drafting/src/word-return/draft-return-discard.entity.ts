import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a returned file was set aside, or taken up again: the last one holds. Never changed. */
@Entity('draft_return_discards')
export class DraftReturnDiscardEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_return_discards' }) returnId!: string;
  /** From 1. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'PK_draft_return_discards' }) position!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** Why it was set aside; null: taken up again. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
}
