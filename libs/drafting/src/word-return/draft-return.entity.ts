import { type ReturnReport } from '@gare/contracts/word-return';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file that came back from Word, as received, with what it would do to the draft at that moment. Never changed; the same file is kept once. */
@Entity('draft_returns')
@Index('draft_returns_once', ['draftId', 'sha256'], { unique: true })
@Index('draft_returns_owner', ['id', 'dossierId', 'suaId', 'enteId'], { unique: true })
export class DraftReturnEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_draft_returns' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('uuid') draftId!: string;
  @Column('uuid') exportId!: string;
  @Column('text') fileName!: string;
  @Column('int') bytes!: number;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') storageKey!: string;
  @Column('jsonb') report!: ReturnReport;
  @Column('uuid') personId!: string;
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
}
