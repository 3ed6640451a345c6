import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../config/index.js';
import { Database, systemContext, type Tx } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { BullQueues } from './bull-queues.js';
import { outboxChannel } from './job-queue.js';

const batchSize = 500;
const pollMs = 1000;

interface Unsent {
  id: string;
  name: string;
  queue: string;
}

/**
 * Carries committed jobs from Postgres to BullMQ. Several relays may run: rows are taken with SKIP LOCKED, and BullMQ
 * ignores an id it already holds. A crash between sending and marking sends twice, which a handler does not mind.
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
    while (!this.stopped && (await this.database.transaction(systemContext, (tx) => this.sendBatch(tx))) === batchSize);
  }

  private async sendBatch(tx: Tx): Promise<number> {
    const rows = await tx.query<Unsent[]>(
      `select id, name, queue from jobs where sent_at is null and status = 'queued' and not_before <= now()
       order by not_before limit $1 for update skip locked`,
      [batchSize],
    );
    if (rows.length === 0) return 0;
    await this.queues.send(rows);
    await tx.query('update jobs set sent_at = now(), touched_at = now() where id = any($1)', [rows.map((row) => row.id)]);
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
      .catch(forget);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
    await this.listener?.end().catch(() => undefined);
  }
}
