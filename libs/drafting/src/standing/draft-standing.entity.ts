import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the text of a draft that stands (open suggestions left out) was worth after an edit; append-only. */
@Entity('draft_standings')
export class DraftStandingEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_standings' }) draftId!: string;
  /** The last edit in it. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'PK_draft_standings', transformer: { to: (value: number) => value, from: Number } })
  seq!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('char', { length: 64 }) contentSha256!: string;
  /** When that edit was made. */
  @Column('timestamptz') at!: Date;
}
