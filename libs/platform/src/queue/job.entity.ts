import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed';

/** A background job and, until `sentAt` is set, its outbox entry: one row written in the transaction that asks for it. */
@Entity('jobs')
@Index('jobs_unsent', ['notBefore'], { where: 'sent_at is null' })
@Index('jobs_of_dossier', ['dossierId', 'createdAt'])
@Index('jobs_one_waiting', ['dedupeKey'], { unique: true, where: `status = 'queued' and dedupe_key is not null` })
@Index('jobs_open', ['touchedAt'], { where: `status in ('queued', 'running')` })
export class JobEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') suaId!: string;
  @Column('uuid', { nullable: true }) enteId!: string | null;
  @Column('uuid', { nullable: true }) dossierId!: string | null;
  @Column('text') name!: string;
  @Column('text') queue!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('jsonb') payload!: unknown;
  @Column('text', { nullable: true }) dedupeKey!: string | null;
  @Column('text', { default: 'queued' }) status!: JobStatus;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('int', { default: 0 }) progress!: number;
  @Column('text', { nullable: true }) step!: string | null;
  @Column('text', { nullable: true }) errorCode!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') correlationId!: string;
  @Column('uuid') requestedBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') notBefore!: Date;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  @Column('timestamptz') touchedAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
