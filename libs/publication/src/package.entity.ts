import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type PackageManifest } from '@gare/domain/package/manifest';
import { type PackageInput } from '@gare/domain/package/input';

export type PackageStatus = 'BUILDING' | 'SEALED' | 'FAILED';

/** One publication package (fascicolo). `input` holds all its bytes depend on, so that any later run builds the same file. */
@Entity('packages')
@Index('packages_one_per_input', ['dossierId', 'inputHash'], { unique: true })
@Index('packages_versions', ['dossierId', 'version'], { unique: true })
export class PackageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid') enteId!: string;
  @Column('uuid') dossierId!: string;
  /** 1, 2, 3 … within the dossier. */
  @Column('int') version!: number;
  @Column('text') status!: PackageStatus;
  /** SHA-256 of what the package is made from (see `packageInputHash`). */
  @Column('char', { length: 64 }) inputHash!: string;
  @Column('jsonb') input!: PackageInput;
  /** Last entry of the audit chain that the extract holds. */
  @Column('int') auditSequence!: number;
  @Column('text') fileName!: string;
  @Column('char', { length: 64, nullable: true }) sha256!: string | null;
  /** Beyond 2^31: a package may exceed 4 GB. */
  @Column('bigint', {
    nullable: true,
    transformer: { to: (value: number | null) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
  })
  bytes!: number | null;
  @Column('text', { nullable: true }) storageKey!: string | null;
  @Column('jsonb', { nullable: true }) manifest!: PackageManifest | null;
  /** Why it failed, in Italian. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid') jobId!: string;
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) sealedAt!: Date | null;
  @Column('date', { nullable: true }) retainUntil!: string | null;
}
