import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The whole state of a draft after its update `upto`: makes loading fast and holds nothing the updates do not. */
@Entity('draft_snapshots')
export class DraftSnapshotEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_snapshots' }) draftId!: string;
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'PK_draft_snapshots', transformer: { to: (value: number) => value, from: Number } })
  upto!: number;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('bytea') state!: Buffer;
  @Column('timestamptz') at!: Date;
}
