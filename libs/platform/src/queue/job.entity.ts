import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type JobStatus = 'queued' | 'running' | 'done' | 'failed';

/**
 * A background job and, while `sentAt` is null, its outbox entry: one row written in the transaction that asks for it. It is born
 * as sent when the process that asks hands it over itself.
 */
@Entity('jobs')
@Index('jobs_unsent', ['notBefore'], { where: 'sent_at is null' })
@Index('jobs_of_dossier', ['dossierId', 'createdAt'])
@Index('jobs_open', ['dedupeKey'], { where: 'finished_at is null' })
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
