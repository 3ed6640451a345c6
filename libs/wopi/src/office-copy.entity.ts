import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document in the hands of an office server: its lock, and what was saved there and is no version yet. */
@Entity('office_copies')
export class OfficeCopyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_office_copies' }) documentId!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  @Column('text') code!: string;
  @Column('text', { nullable: true }) lockId!: string | null;
  @Column('timestamptz', { nullable: true }) lockUntil!: Date | null;
  /** Counts what was saved: the second half of the version an office server is told. */
  @Column('int') revision!: number;
  /** What was saved last; null where all of it is a version. */
  @Column('text', { nullable: true }) storageKey!: string | null;
  @Column('char', { length: 64, nullable: true }) sha256!: string | null;
  @Column('int', { nullable: true }) bytes!: number | null;
  /** The version it was opened from. */
  @Column('int', { nullable: true }) fromVersion!: number | null;
  @Column('timestamptz', { nullable: true }) savedAt!: Date | null;
  @Column('text', { nullable: true }) savedBy!: string | null;
}
