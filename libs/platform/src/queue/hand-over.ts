import { type DataSource, type EntityManager, type EntitySubscriberInterface, type QueryRunner } from 'typeorm';
import { type Logger } from '../logging/index.js';
import { type BullQueues, type SendableJob } from './bull-queues.js';
import { type JobRows } from './job-rows.js';

export interface HandOverParts {
  readonly dataSource: DataSource;
  readonly queues: BullQueues;
  readonly rows: JobRows;
  readonly logger: Logger;
}

/** A Redis that hangs answers neither yes nor no. */
const patienceMs = 1_000;

/**
 * Sends jobs to BullMQ from the process that asked for them, as soon as their transaction has ended well. The request that asked
 * does not wait for it and does not hear of it: what Redis does not take goes into the outbox of the relay, and what dies with
 * this process between its commit and its sending is found by the sweep.
 */
export class HandOver {
  private readonly asked = new WeakMap<QueryRunner, SendableJob[]>();

  constructor(private readonly parts: HandOverParts) {
    const subscriber: EntitySubscriberInterface = {
      afterTransactionCommit: ({ queryRunner }) => {
        this.ended(queryRunner, true);
      },
      afterTransactionRollback: ({ queryRunner }) => {
        this.ended(queryRunner, false);
      },
    };
    parts.dataSource.subscribers.push(subscriber);
  }

  /** @throws Error outside a transaction: nothing would tell when to send. */
  afterCommit(tx: EntityManager, jobs: readonly SendableJob[]): void {
    const { queryRunner } = tx;
    if (queryRunner?.isTransactionActive !== true) throw new Error('a job is asked for inside a transaction');
    const before = this.asked.get(queryRunner);
    if (before) before.push(...jobs);
    else this.asked.set(queryRunner, [...jobs]);
  }

  private ended(queryRunner: QueryRunner, well: boolean): void {
    // The end of a savepoint is not yet the end of the transaction.
    if (queryRunner.isTransactionActive) return;
    const jobs = this.asked.get(queryRunner);
    if (jobs === undefined) return;
    this.asked.delete(queryRunner);
    if (well) void this.send(jobs);
  }

  private async send(jobs: readonly SendableJob[]): Promise<void> {
    try {
      await inTime(this.parts.queues.send(jobs));
    } catch (error) {
      this.parts.logger.warn({ err: error, jobs: jobs.length }, 'jobs could not be handed to redis, the relay will');
      await this.parts.rows.putBack(jobs.map(({ id }) => id)).catch((failure: unknown) => {
        this.parts.logger.warn({ err: failure, jobs: jobs.length }, 'nor put back into the outbox, the sweep will find them');
      });
    }
  }
}

/** @throws Error when `sending` has not ended in time. Should it end later all the same: BullMQ ignores an id that it holds, and the claim one that is done. */
async function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('redis does not take the jobs in time'));
    }, patienceMs);
  });
  try {
    await Promise.race([sending, limit]);
  } finally {
    clearTimeout(timer);
  }
}
