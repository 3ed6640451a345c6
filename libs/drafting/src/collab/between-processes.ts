import { type EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from '@hocuspocus/extension-redis';
import {
  isTransactionOrigin,
  OutgoingMessage,
  type Document,
  type afterLoadDocumentPayload,
  type onAwarenessUpdatePayload,
  type onChangePayload,
} from '@hocuspocus/server';
import { CONFIG, type Config } from '@gare/platform/config';
import { LOGGER, type Logger } from '@gare/platform/logging';

/** What is used of a connection of the driver. */
type Connection = EventEmitter & {
  readonly status: string;
  subscribe(channel: string): Promise<unknown>;
  publish(channel: string, message: Buffer): Promise<unknown>;
  disconnect(reconnect: boolean): void;
};

const prefix = 'gare-bozze';
/** So long a draft waits for Redis before it opens; what other processes have and it lacks comes from Postgres. */
const openWithinMs = 1_000;
/** Cursors that move meanwhile are told together. */
export const cursorsTogetherMs = 50;

/**
 * Redis carries edits and cursors between processes. Nothing is stored through it, so the locks of the extension are left alone, and
 * nobody waits for it: while it is away drafts are opened and written all the same, and nothing piles up for it.
 */
@Injectable()
export class BetweenProcesses extends Redis {
  private readonly returns: (() => void)[] = [];
  /** Clients whose cursors have moved and were not told yet, by draft. */
  private readonly moved = new Map<string, Set<number>>();

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

  /**
   * The edit itself goes to the others. The extension would tell what is here now, have every other process ask for what it lacks, and
   * answer each: three messages, and the whole list of deletions in one of them, where one is enough. What gets lost Postgres has.
   */
  override async onChange({ documentName, update, transactionOrigin }: onChangePayload): Promise<void> {
    if (this.isAway || (isTransactionOrigin(transactionOrigin) && transactionOrigin.source === 'redis')) return;
    const message = new OutgoingMessage(documentName).createSyncMessage().writeUpdate(update).toUint8Array();
    try {
      await (this.pub as Connection).publish(`${prefix}:${documentName}`, Buffer.concat([this.messagePrefix, message]));
    } catch (error) {
      this.logger.debug({ err: error }, 'draft: Redis did not take an edit, the other processes read it from Postgres');
    }
  }

  /** Cursors are told to the others some times a second, each as it is then: at every key they would be most of what Redis carries. */
  override onAwarenessUpdate(payload: onAwarenessUpdatePayload): Promise<void> {
    const { documentName, added, updated, removed } = payload;
    const moved = this.moved.get(documentName) ?? this.tellSoon(payload);
    for (const client of [...added, ...updated, ...removed]) moved.add(client);
    return Promise.resolve();
  }

  override async onDestroy(): Promise<void> {
    if (!this.isAway) return super.onDestroy();
    // A farewell would wait for Redis.
    for (const connection of this.connections) connection.disconnect(false);
  }

  private tellSoon(payload: onAwarenessUpdatePayload): Set<number> {
    const { documentName } = payload;
    const moved = new Set<number>();
    this.moved.set(documentName, moved);
    const timer = setTimeout(() => {
      this.moved.delete(documentName);
      if (!this.isAway) void super.onAwarenessUpdate({ ...payload, added: [], updated: [...moved], removed: [] });
    }, cursorsTogetherMs);
    timer.unref();
    return moved;
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
