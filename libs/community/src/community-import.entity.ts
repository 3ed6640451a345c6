import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { type BundleManifest } from './bundle/bundle-format.js';

export interface ModelChecks {
  /** Sets of data that were run, and those that gave the document their authors accepted. */
  readonly trials: number;
  readonly passed: number;
  /** Italian sentences of lint and trials, with the place. */
  readonly findings: readonly string[];
}

/** A bundle that passed every check when it came: kept as it is. */
@Entity('community_imports')
@Index('community_imports_once', ['suaId', 'sha256'], { unique: true })
export class CommunityImportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'PK_community_imports' }) id!: string;
  @Column('uuid') suaId!: string;
  @Column('char', { length: 64 }) sha256!: string;
  @Column('text') fileName!: string;
  @Column('int') bytes!: number;
  @Column('text') storageKey!: string;
  @Column('text') signerName!: string;
  @Column('char', { length: 64 }) fingerprint!: string;
  @Column('jsonb') manifest!: BundleManifest;
  /** Of each model, what lint and trials found when the bundle came, by code; null for bundles of before they were run. */
  @Column('jsonb', { nullable: true }) checks!: Readonly<Record<string, ModelChecks>> | null;
  @Column('timestamptz') receivedAt!: Date;
  @Column('text') receivedBy!: string;
}
