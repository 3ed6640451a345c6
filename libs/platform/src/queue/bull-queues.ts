import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { queueNames, type QueueName } from './job-definition.js';

const isQueueName = (name: string): name is QueueName => (queueNames as readonly string[]).includes(name);

/** What Redis is told of a job. */
export interface SendableJob {
  readonly id: string;
  readonly name: string;
  readonly queue: string;
}

/** Keeps the keys of two installations on one Redis apart. */
export const bullPrefix = 'gare';

/** `maxRetriesPerRequest: null` makes a blocked worker wait for Redis instead of failing. */
export function redisConnection(url: string, waitForever: boolean): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: waitForever ? null : 1,
    enableOfflineQueue: waitForever,
    retryStrategy: (times) => Math.min(times * 200, 2000),
    // The jobs of a worker end side by side: what they tell Redis in one turn of the loop travels in one message.
    enableAutoPipelining: waitForever,
    autoPipeliningIgnoredCommands: ['bzpopmin'],
  });
}

/** The BullMQ queues this product sends to. Redis holds only ids: everything else is read again from Postgres. */
@Injectable()
export class BullQueues implements OnApplicationShutdown {
  private readonly redis: Redis;
  private readonly queues = new Map<QueueName, Queue>();

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.redis = redisConnection(config.redisUrl, false);
    this.redis.on('error', (error) => {
      this.logger.warn({ err: error }, 'redis does not answer');
    });
    for (const name of queueNames) {
      const queue = new Queue(name, { connection: this.redis, prefix: bullPrefix });
      queue.on('error', (error) => {
        this.logger.debug({ err: error }, 'queue');
      });
      this.queues.set(name, queue);
    }
  }

  /** Sending an id that BullMQ still holds changes nothing. */
  async send(rows: readonly SendableJob[]): Promise<void> {
    const byQueue = groupByQueue(rows);
    for (const [name, group] of byQueue) {
      await this.queue(name).addBulk(
        group.map((row) => ({
          name: row.name,
          data: {},
          opts: { jobId: row.id, attempts: 1, removeOnComplete: true, removeOnFail: true },
        })),
      );
    }
  }

  /** Does BullMQ still hold the job, waiting or active? */
  async holds(queue: string, id: string): Promise<boolean> {
    const state = await this.queue(queue).getJobState(id);
    return state === 'waiting' || state === 'active' || state === 'delayed' || state === 'prioritized' || state === 'waiting-children';
  }

  async counts(): Promise<Record<string, Record<string, number>>> {
    const entries = await Promise.all(
      [...this.queues].map(async ([name, queue]) => [name, await queue.getJobCounts('waiting', 'active', 'delayed')] as const),
    );
    return Object.fromEntries(entries);
  }

  /** Throws when Redis does not answer. */
  async ping(): Promise<void> {
    await this.redis.ping();
  }

  private queue(name: string): Queue {
    const queue = isQueueName(name) ? this.queues.get(name) : undefined;
    if (!queue) throw new Error(`no queue ${name}`);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.redis.disconnect();
  }
}

function groupByQueue<Row extends { queue: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.queue, [...(groups.get(row.queue) ?? []), row]);
  return groups;
}
