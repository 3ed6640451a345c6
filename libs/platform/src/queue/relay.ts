import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { BullQueues, type SendableJob } from './bull-queues.js';
import { JobRows } from './job-rows.js';

/** Told when a job that waits is asked for sooner, so that it starts milliseconds after the commit. */
const outboxChannel = 'gare_outbox';
const batchSize = 500;
const pollMs = 1000;

/**
 * Carries to BullMQ the committed jobs that nobody has handed over: those that had to wait, and those put back. Several relays may
 * run: rows are taken with SKIP LOCKED. What Redis refuses goes back into the outbox at once; after a crash between taking and
 * sending, the sweep finds the rows.
 */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private listener: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = true;

  constructor(
    private readonly database: Database,
    private readonly queues: BullQueues,
    private readonly rows: JobRows,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => {
      if (this.listener === null) this.listen();
      this.wake();
    }, pollMs);
    this.listen();
    this.wake();
  }

  /** Sends what is due now; a call during a run makes it go round once more. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'outbox relay: cannot send now, will try again');
      })
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async drain(): Promise<void> {
    while (!this.stopped && (await this.sendBatch()) === batchSize);
  }

  /** No transaction is open while Redis is asked: a Redis that hangs must not hold locks in Postgres. */
  private async sendBatch(): Promise<number> {
    const rows = await this.database.callJobFunction<SendableJob>('job_take_unsent', [batchSize]);
    if (rows.length === 0) return 0;
    try {
      await this.queues.send(rows);
    } catch (error) {
      await this.rows.putBack(rows.map(({ id }) => id));
      throw error;
    }
    return rows.length;
  }

  private listen(): void {
    const client = new Client({ connectionString: this.config.databaseUrl, keepAlive: true });
    const forget = (): void => {
      if (this.listener === client) this.listener = null;
    };
    this.listener = client;
    client.on('notification', () => {
      this.wake();
    });
    client.on('error', forget);
    client.on('end', forget);
    client
      .connect()
      .then(() => client.query(`listen ${outboxChannel}`))
      .catch((error: unknown) => {
        this.logger.warn({ err: error }, 'outbox relay: cannot listen, polls until it can');
        forget();
      });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
    await this.listener?.end().catch((error: unknown) => {
      this.logger.debug({ err: error }, 'outbox relay: its connection was broken already');
    });
  }
}
