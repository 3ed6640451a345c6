import { type EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from '@hocuspocus/extension-redis';
import { type Document, type afterLoadDocumentPayload, type onAwarenessUpdatePayload, type onChangePayload } from '@hocuspocus/server';
import { CONFIG, type Config } from '@gare/platform/config';
import { LOGGER, type Logger } from '@gare/platform/logging';

/** What is used of a connection of the driver. */
type Connection = EventEmitter & {
  readonly status: string;
  subscribe(channel: string): Promise<unknown>;
  disconnect(reconnect: boolean): void;
};

const prefix = 'gare-bozze';
/** So long a draft waits for Redis before it opens; what other processes have and it lacks comes from Postgres. */
const openWithinMs = 1_000;

/**
 * Redis carries edits and cursors between processes. Nothing is stored through it, so the locks of the extension are left alone, and
 * nobody waits for it: while it is away drafts are opened and written all the same, and nothing piles up for it.
 */
@Injectable()
export class BetweenProcesses extends Redis {
  private readonly returns: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) { redisUrl }: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { hostname, port, username, password, protocol } = new URL(redisUrl);
    super({
      ...{ host: hostname, port: port === '' ? 6379 : Number(port), prefix, disconnectDelay: 100 },
      options: {
        ...(username === '' ? {} : { username: decodeURIComponent(username) }),
        ...(password === '' ? {} : { password: decodeURIComponent(password) }),
        ...(protocol === 'rediss:' ? { tls: {} } : {}),
        // Subscriptions wait for Redis as long as it takes.
        maxRetriesPerRequest: null,
        retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
      },
    });
    for (const connection of this.connections) {
      connection.on('error', (error: unknown) => {
        this.logger.debug({ err: error }, 'draft: Redis does not answer');
      });
      connection.on('ready', () => void this.return());
    }
  }

  get isAway(): boolean {
    return this.connections.some(({ status }) => status !== 'ready');
  }

  /** Called each time Redis is there again and its channels are heard. */
  onReturn(listener: () => void): void {
    this.returns.push(listener);
  }

  /** Asks the other processes for what they have, and tells them what is here. */
  greet(document: Document): void {
    void super.onChange({ documentName: document.name, document } as onChangePayload);
  }

  override onStoreDocument(): Promise<void> {
    return Promise.resolve();
  }

  override afterStoreDocument(): Promise<void> {
    return Promise.resolve();
  }

  override async afterLoadDocument(payload: afterLoadDocumentPayload): Promise<void> {
    const heard = super.afterLoadDocument(payload).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'draft: nothing of other processes is heard over Redis');
    });
    if (!this.isAway) await Promise.race([heard, sleep(openWithinMs, undefined, { ref: false })]);
  }

  override async onChange(payload: onChangePayload): Promise<void> {
    if (!this.isAway) await super.onChange(payload);
  }

  override async onAwarenessUpdate(payload: onAwarenessUpdatePayload): Promise<void> {
    if (!this.isAway) await super.onAwarenessUpdate(payload);
  }

  override async onDestroy(): Promise<void> {
    if (!this.isAway) return super.onDestroy();
    // A farewell would wait for Redis.
    for (const connection of this.connections) connection.disconnect(false);
  }

  private get connections(): readonly Connection[] {
    return [this.pub, this.sub] as readonly Connection[];
  }

  private async return(): Promise<void> {
    if (this.isAway) return;
    try {
      // Answered after the channels that are heard anew: what is said from here on is not missed.
      await (this.sub as unknown as Connection).subscribe(`${prefix}#return`);
      for (const listener of this.returns) listener();
    } catch (error) {
      this.logger.debug({ err: error }, 'draft: Redis is away again');
    }
  }
}
