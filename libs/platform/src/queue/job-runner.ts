import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Worker } from 'bullmq';
import { type Redis } from 'ioredis';
import { type Actor } from '@gare/domain/access/actor';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type DbContext } from '../database/index.js';
import { AppError, asAppError, isOutage, type ErrorCode } from '../errors/index.js';
import { LOGGER, withLogContext, type Logger } from '../logging/index.js';
import { bullPrefix, redisConnection } from './bull-queues.js';
import { definedJobs, queueNames, type QueueName } from './job-definition.js';
import { JobHandler, type JobRun } from './job-handler.js';
import { JobRows, type ClaimedJob } from './job-rows.js';
import { Slots } from './slots.js';

/** An outage: the run is put back without counting it, and tried every few seconds until the part is back. */
const outages: readonly ErrorCode[] = ['storage.unavailable', 'service.unavailable', 'office.unavailable'];
const outageWaitMs = 5_000;

interface Concurrency {
  /** Jobs of a queue that one worker process runs at once. */
  readonly running: number;
  /** Jobs fetched and claimed, the running ones included: where jobs are short, the next ones are at hand when a slot is free. */
  readonly fetched: number;
}

function concurrencyOf(queue: QueueName, config: Config): Concurrency {
  switch (queue) {
    case 'documents':
      // While each LibreOffice converts, one document is filled and one put away: it never waits for the next.
      return { running: config.office.processes + 2, fetched: config.office.processes + 2 };
    case 'packages':
    // A mail server that answers slowly keeps nothing else waiting, and two connections at a time do not trouble it.
    case 'mail':
      return { running: 2, fetched: 2 };
    case 'checks':
    case 'maintenance':
      return { running: config.workerConcurrency, fetched: 4 * config.workerConcurrency };
  }
}

/** Runs the handlers. Refuses to start unless every defined job has exactly one. */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly workers: Worker[] = [];
  private readonly finishing = new Set<Promise<void>>();
  private readonly running = new Set<AbortController>();
  private stopping: Error | null = null;
  private redis: Redis | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly rows: JobRows,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.register();
    this.redis = redisConnection(this.config.redisUrl, true);
    this.redis.on('error', (error) => {
      this.logger.warn({ err: error }, 'redis does not answer, the workers wait');
    });
    for (const queue of queueNames) {
      const { running, fetched } = concurrencyOf(queue, this.config);
      const slots = new Slots(running);
      const worker = new Worker(queue, (job) => this.run(job.id ?? '', slots), {
        connection: this.redis,
        prefix: bullPrefix,
        concurrency: fetched,
        // A killed worker's jobs are taken over after the lock runs out; the row counts the attempts, not BullMQ.
        lockDuration: 15_000,
        stalledInterval: 5_000,
        maxStalledCount: 1_000,
      });
      worker.on('error', (error) => {
        this.logger.debug({ err: error }, 'worker');
      });
      this.workers.push(worker);
    }
  }

  private register(): void {
    for (const { instance } of this.discovery.getProviders()) {
      const provider: unknown = instance;
      if (!(provider instanceof JobHandler)) continue;
      const handler = provider as JobHandler;
      if (this.handlers.has(handler.job.name)) throw new Error(`job ${handler.job.name} has two handlers: keep one`);
      this.handlers.set(handler.job.name, handler);
    }
    const orphans = definedJobs().filter((job) => !this.handlers.has(job.name));
    if (orphans.length > 0) throw new Error(`no handler for ${orphans.map((job) => job.name).join(', ')}: import its worker module`);
  }

  /** One run of one job, from claim to outcome. An error here means Postgres is away: the sweep finds the row later. */
  private async run(id: string, slots: Slots): Promise<void> {
    const row = await this.rows.claim(id);
    if (row === null) return;
    await withLogContext({ correlationId: row.correlationId }, async () => {
      const handler = this.handlers.get(row.name);
      if (!handler) throw new Error(`no handler for ${row.name}`);
      if (row.attempts > handler.job.attempts) {
        await this.giveUp(handler, row, new AppError('internal', { detail: 'Il lavoro si è interrotto troppe volte.' }));
        return;
      }
      try {
        await slots.in(() => this.withTimeLimit(handler, row));
        this.finish(row);
      } catch (error) {
        await this.afterError(handler, row, error);
      }
    });
  }

  /**
   * Not waited for: the next job need not wait until this one is written down as done. Should the writing fail, the row is
   * found by the sweep and the job, which is harmless twice, runs again.
   */
  private finish(row: ClaimedJob): void {
    const writing = this.rows
      .finish(row.id)
      .catch((error: unknown) => {
        this.logger.warn({ err: error, job: row.name, jobId: row.id }, 'a job that is done could not be written down as done');
      })
      .finally(() => this.finishing.delete(writing));
    this.finishing.add(writing);
  }

  private async withTimeLimit(handler: JobHandler, row: ClaimedJob): Promise<void> {
    const run = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // Also ends a run that does not listen to its signal.
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const timeout = new AppError('job.timeout');
        run.abort(timeout);
        reject(timeout);
      }, handler.job.timeoutMs);
    });
    this.running.add(run);
    if (this.stopping) run.abort(this.stopping);
    try {
      await Promise.race([handler.handle(handler.job.payload.parse(row.payload), this.runOf(row, run.signal)), limit]);
    } finally {
      this.running.delete(run);
      clearTimeout(timer);
    }
  }

  private runOf(row: ClaimedJob, signal: AbortSignal): JobRun {
    const context: DbContext = { scope: 'sua', suaId: row.suaId };
    const actor: Actor = {
      personId: row.requestedBy,
      person: 'Sistema',
      suaId: row.suaId,
      enteId: row.enteId ?? row.suaId,
      ente: 'Gare insieme',
      enteTipo: 'PROVINCIA',
      roles: [],
      correlationId: row.correlationId,
    };
    return {
      jobId: row.id,
      suaId: row.suaId,
      enteId: row.enteId,
      dossierId: row.dossierId,
      context,
      actor,
      signal,
      progress: (percent, step) => this.rows.progress(row.id, percent, step),
    };
  }

  private async afterError(handler: JobHandler, row: ClaimedJob, error: unknown): Promise<void> {
    const known = asAppError(error) ?? (isOutage(error) ? new AppError('service.unavailable', { cause: error }) : null);
    this.logger.warn({ err: error, job: row.name, jobId: row.id, attempt: row.attempts }, 'job run failed');
    if (known && outages.includes(known.code)) {
      await this.rows.postpone(row.id, { ms: outageWaitMs, countsAsAttempt: false, step: known.detail });
      return;
    }
    const mayRetry = (known === null || known.retryable) && row.attempts < handler.job.attempts;
    if (mayRetry) {
      const ms = handler.job.backoffMs * 2 ** (row.attempts - 1);
      await this.rows.postpone(row.id, { ms, countsAsAttempt: true, step: 'Non riuscito, nuovo tentativo tra poco' });
      return;
    }
    await this.giveUp(handler, row, known ?? new AppError('internal', { cause: error }));
  }

  private async giveUp(handler: JobHandler, row: ClaimedJob, error: AppError): Promise<void> {
    const places = (error.issues ?? []).map((issue) => issue.message);
    const reason = [error.detail, ...places].join(' ');
    await this.database.transaction({ scope: 'sua', suaId: row.suaId }, async (tx) => {
      await this.rows.fail(tx, row, { code: error.code, reason });
      await handler.onFailed(tx, handler.job.payload.parse(row.payload), reason);
    });
  }

  /** Before anything closes that a running job may need: database, LibreOffice, the threads that render. */
  async beforeApplicationShutdown(): Promise<void> {
    // Running jobs get the chance to end; what does not end is taken up by the next worker.
    const closing = Promise.all(this.workers.map((worker) => worker.close()));
    const grace = setTimeout(() => {
      this.stopping = new Error('shutting down');
      for (const run of this.running) run.abort(this.stopping);
    }, 10_000);
    await closing;
    await Promise.all(this.finishing);
    clearTimeout(grace);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
