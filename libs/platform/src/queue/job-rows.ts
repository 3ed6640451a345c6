import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/index.js';
import { announce } from '../events/index.js';
import { JobEntity } from './job.entity.js';

/** The life of a job row. Hot steps are one SQL function each (migration `jobs`): one round trip per step. */
@Injectable()
export class JobRows {
  constructor(private readonly database: Database) {}

  /** Marks the job running; null when there is nothing left to do (done, failed, or taken back). */
  async claim(id: string): Promise<JobEntity | null> {
    const [row] = await this.database.callJobFunction<ClaimedRow>('job_claim', [id]);
    return row ? toEntity(row) : null;
  }

  async finish(id: string): Promise<void> {
    await this.database.callJobFunction('job_finish', [id]);
  }

  async progress(id: string, percent: number, step: string): Promise<void> {
    await this.database.callJobFunction('job_progress', [id, Math.round(percent), step]);
  }

  /** Back to the outbox: the relay sends it again after the wait. */
  async postpone(id: string, wait: { ms: number; countsAsAttempt: boolean; step: string }): Promise<void> {
    await this.database.callJobFunction('job_postpone', [id, wait.ms, wait.countsAsAttempt, wait.step]);
  }

  async fail(tx: Tx, job: JobEntity, failure: { code: string; reason: string }): Promise<void> {
    await tx.query(
      `update jobs set status = 'failed', error_code = $2, reason = $3, finished_at = now(), touched_at = now(), step = null
       where id = $1 and status <> 'done'`,
      [job.id, failure.code, failure.reason],
    );
    await announce(tx, { topic: 'job', dossierId: job.dossierId, jobId: job.id, suaId: job.suaId, enteId: job.enteId });
  }
}

/** Columns as Postgres names them. */
interface ClaimedRow {
  id: string;
  sua_id: string;
  ente_id: string | null;
  dossier_id: string | null;
  name: string;
  queue: string;
  title: string;
  subject: string | null;
  payload: unknown;
  attempts: number;
  correlation_id: string;
  requested_by: string;
}

function toEntity(row: ClaimedRow): JobEntity {
  return Object.assign(new JobEntity(), {
    id: row.id,
    suaId: row.sua_id,
    enteId: row.ente_id,
    dossierId: row.dossier_id,
    name: row.name,
    queue: row.queue,
    title: row.title,
    subject: row.subject,
    payload: row.payload,
    attempts: row.attempts,
    correlationId: row.correlation_id,
    requestedBy: row.requested_by,
  });
}
