import { Injectable } from '@nestjs/common';
import { Database, systemContext, type Tx } from '../database/index.js';
import { announce } from '../events/index.js';
import { type JobEntity } from './job.entity.js';

/** What a run needs to know of its job. */
export type ClaimedJob = Readonly<
  Pick<JobEntity, 'id' | 'suaId' | 'enteId' | 'dossierId' | 'name' | 'payload' | 'attempts' | 'correlationId' | 'requestedBy'>
>;

/** Calls under way; the steps of the next one gather meanwhile. Two: while Redis serves the jobs of one, Postgres serves the other. */
const callsAtATime = 2;

interface Claim {
  readonly id: string;
  readonly resolve: (job: ClaimedJob | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Finish {
  readonly id: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The life of a job row. Steps are SQL functions (migrations `job-steps` and `job-updates-in-place`). Claims and finishes of the jobs that run side by side
 * travel together: those that come while a call is under way wait for it and share the next one.
 */
@Injectable()
export class JobRows {
  private claims: Claim[] = [];
  private finishes: Finish[] = [];
  private calls = 0;

  constructor(private readonly database: Database) {}

  /** Marks the job running; null when there is nothing left to do (done, failed, or taken back). */
  claim(id: string): Promise<ClaimedJob | null> {
    return new Promise((resolve, reject) => {
      this.claims.push({ id, resolve, reject });
      this.callSoon();
    });
  }

  finish(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.finishes.push({ id, resolve, reject });
      this.callSoon();
    });
  }

  private callSoon(): void {
    if (this.calls >= callsAtATime) return;
    this.calls += 1;
    // After the answers that have just come from Redis, which ask for more of the same.
    setImmediate(() => {
      void this.call().finally(() => {
        this.calls -= 1;
        if (this.claims.length + this.finishes.length > 0) this.callSoon();
      });
    });
  }

  private async call(): Promise<void> {
    const { claims, finishes } = this;
    if (claims.length + finishes.length === 0) return;
    this.claims = [];
    this.finishes = [];
    const ids = (steps: readonly { id: string }[]): string[] => steps.map(({ id }) => id);
    const step = (): Promise<ClaimedRow[]> => this.database.callJobFunction<ClaimedRow>('job_steps', [ids(finishes), ids(claims)]);
    try {
      // Chosen by Postgres to give way to a transaction that asks for two of these jobs, it has changed nothing: again.
      const rows = await step().catch((error: unknown) => (isDeadlock(error) ? step() : Promise.reject(error as Error)));
      const claimed = new Map(rows.map((row) => [row.id, row]));
      for (const finish of finishes) finish.resolve();
      for (const { id, resolve } of claims) {
        const row = claimed.get(id);
        resolve(row ? toClaimed(row) : null);
      }
    } catch (error) {
      for (const step of [...finishes, ...claims]) step.reject(error);
    }
  }

  async progress(id: string, percent: number, step: string): Promise<void> {
    await this.database.callJobFunction('job_progress', [id, Math.round(percent), step]);
  }

  /** Back to the outbox: the relay sends it again after the wait. */
  async postpone(id: string, wait: { ms: number; countsAsAttempt: boolean; step: string }): Promise<void> {
    await this.database.callJobFunction('job_postpone', [id, wait.ms, wait.countsAsAttempt, wait.step]);
  }

  /** Into the outbox: Redis did not take them. */
  putBack(ids: readonly string[]): Promise<void> {
    return this.database.transaction(systemContext, async (tx) => {
      await tx.query(`update jobs set sent_at = null, touched_at = now() where id = any ($1) and status = 'queued'`, [ids]);
    });
  }

  async fail(tx: Tx, job: ClaimedJob, failure: { code: string; reason: string }): Promise<void> {
    await tx.query(
      `update jobs set status = 'failed', error_code = $2, reason = $3, finished_at = now(), touched_at = now(), step = null
       where id = $1 and status <> 'done'`,
      [job.id, failure.code, failure.reason],
    );
    await announce(tx, { topic: 'job', dossierId: job.dossierId, jobId: job.id, suaId: job.suaId, enteId: job.enteId });
  }
}

const isDeadlock = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '40P01';

/** Columns as Postgres names them. */
interface ClaimedRow {
  id: string;
  sua_id: string;
  ente_id: string | null;
  dossier_id: string | null;
  name: string;
  payload: unknown;
  attempts: number;
  correlation_id: string;
  requested_by: string;
}

function toClaimed(row: ClaimedRow): ClaimedJob {
  return {
    id: row.id,
    suaId: row.sua_id,
    enteId: row.ente_id,
    dossierId: row.dossier_id,
    name: row.name,
    payload: row.payload,
    attempts: row.attempts,
    correlationId: row.correlation_id,
    requestedBy: row.requested_by,
  };
}
