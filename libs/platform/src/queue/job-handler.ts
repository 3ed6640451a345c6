import { type z } from 'zod';
import { type Actor } from '@gare/domain/access/actor';
import { type DbContext, type Tx } from '../database/index.js';
import { type JobDefinition } from './job-definition.js';

/** What a handler knows of the run it is in. */
export interface JobRun {
  readonly jobId: string;
  readonly suaId: string;
  readonly enteId: string | null;
  readonly dossierId: string | null;
  /** The eyes of the worker: the Province that owns the job, nobody else. */
  readonly context: DbContext;
  /** Who asked for it, as recorded in the audit. */
  readonly actor: Actor;
  /** Aborted at the time limit and at shutdown. */
  readonly signal: AbortSignal;
  /** Shown to the user at once; `percent` 0-100, `step` a few Italian words. */
  progress(percent: number, step: string): Promise<void>;
}

/**
 * Does one kind of job. A handler reads the rows again, stops if nothing is left to do, writes under deterministic keys
 * and changes its row conditionally: running twice changes nothing. It throws AppError to fail with a sentence a person
 * understands; it never catches in order to log.
 */
export abstract class JobHandler<Payload extends z.ZodType = z.ZodType> {
  abstract readonly job: JobDefinition<Payload>;

  abstract handle(payload: z.output<Payload>, run: JobRun): Promise<void>;

  /** Leaves the trace of a definitive failure, in the transaction that marks the job failed. */
  onFailed(_tx: Tx, _payload: z.output<Payload>, _reason: string): Promise<void> {
    return Promise.resolve();
  }
}
