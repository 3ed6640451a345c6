import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Subject, type Observable } from 'rxjs';
import { type ChangeEvent } from '@gare/contracts/jobs';
import { CONFIG, type Config } from '../config/index.js';
import { type Tx } from '../database/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

/** A change event with the rows' owners, so that a listener shows it only to who may see them. */
export interface Change extends ChangeEvent {
  suaId: string;
  enteId: string | null;
}

/** The channel of Postgres that carries changes; the payload is a `Change` in JSON. */
export const changesChannel = 'gare_changes';

/** Tells the browsers, at commit and only then: NOTIFY is transactional, so a rolled-back act is never announced. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify(change)]);
}

/** Listens on one connection of its own and hands every change to its subscribers; reconnects by itself. */
@Injectable()
export class ChangeFeed implements OnApplicationShutdown {
  private readonly subject = new Subject<Change>();
  private client: Client | null = null;
  private closed = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  get changes(): Observable<Change> {
    return this.subject.asObservable();
  }

  async start(): Promise<void> {
    this.closed = false;
    await this.connect();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.config.databaseUrl, keepAlive: true });
    client.on('notification', (message) => {
      if (message.payload !== undefined) this.subject.next(JSON.parse(message.payload) as Change);
    });
    client.on('error', () => {
      this.reconnectLater();
    });
    client.on('end', () => {
      this.reconnectLater();
    });
    this.client = client;
    await client.connect();
    await client.query(`listen ${changesChannel}`);
  }

  private reconnectLater(): void {
    if (this.closed || this.client === null) return;
    this.client = null;
    setTimeout(() => {
      if (this.closed) return;
      this.connect().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'change feed: Postgres does not answer, trying again');
        this.reconnectLater();
      });
    }, 1000).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    const client = this.client;
    this.client = null;
    this.subject.complete();
    await client?.end().catch((error: unknown) => {
      this.logger.debug({ err: error }, 'change feed: its connection was broken already');
    });
  }
}
