import { type EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from '@hocuspocus/extension-redis';
import {
  Hocuspocus,
  type beforeHandleAwarenessPayload,
  type beforeSyncPayload,
  type connectedPayload,
  type onAuthenticatePayload,
  type onDisconnectPayload,
} from '@hocuspocus/server';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { CONFIG, type Config } from '@gare/platform/config';
import { isOutage } from '@gare/platform/errors';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { ClosedDoor, DraftDoor } from './draft-door.js';
import { DraftRooms } from './draft-rooms.js';
import { type Editor } from './editor.js';

interface Context {
  readonly editor?: Editor;
}

/** Redis carries edits and cursors between processes; nothing is stored through it, so its locks are left alone. */
class BetweenProcesses extends Redis {
  override onStoreDocument(): Promise<void> {
    return Promise.resolve();
  }

  override afterStoreDocument(): Promise<void> {
    return Promise.resolve();
  }
}

const away = 'La bozza non si può aprire adesso: la base dati non risponde. Ciò che scrivi resta in questo browser.';
const largestPresence = 4_000;
const unloadMs = 5_000;

/** Hocuspocus with our rules: ticket at the door, edits examined and written before they are applied, presence from the ticket. */
@Injectable()
export class DraftHocuspocus {
  readonly server: Hocuspocus<Context>;
  private readonly redis: BetweenProcesses;

  constructor(
    private readonly door: DraftDoor,
    private readonly rooms: DraftRooms,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.redis = this.between(config.redisUrl);
    this.server = new Hocuspocus<Context>({
      quiet: true,
      extensions: [this.redis],
      // Waiting for a quiet moment is for those who store late: here everything is stored already.
      debounce: 0,
      maxDebounce: 0,
      onAuthenticate: (payload) => this.enter(payload),
      onLoadDocument: ({ document, context }) => this.rooms.open(document, suaOf(context)),
      connected: (payload) => this.seat(payload),
      beforeSync: (payload) => this.receive(payload),
      beforeHandleAwareness: (payload) => this.introduce(payload),
      onDisconnect: (payload) => this.leave(payload),
      afterUnloadDocument: ({ documentName }) => {
        this.rooms.close(documentName);
        return Promise.resolve();
      },
    });
  }

  /** Everything taken is in Postgres; Redis is let go. */
  async stop(): Promise<void> {
    await Promise.all(this.rooms.all.map((room) => room.idle()));
    // Drafts leave the memory a moment after their last connection, and say so over Redis.
    const deadline = performance.now() + unloadMs;
    while (this.server.getDocumentsCount() > 0 && performance.now() < deadline) await sleep(20);
    await this.redis.onDestroy();
  }

  private between(redisUrl: string): BetweenProcesses {
    const { hostname, port, username, password, protocol } = new URL(redisUrl);
    const redis = new BetweenProcesses({
      ...{ host: hostname, port: port === '' ? 6379 : Number(port), prefix: 'gare-bozze', disconnectDelay: 100 },
      options: {
        ...(username === '' ? {} : { username: decodeURIComponent(username) }),
        ...(password === '' ? {} : { password: decodeURIComponent(password) }),
        ...(protocol === 'rediss:' ? { tls: {} } : {}),
        // While Redis is away its messages wait: nothing fails, and edits are in Postgres anyway.
        maxRetriesPerRequest: null,
        retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
      },
    });
    for (const connection of [redis.pub, redis.sub] as unknown as EventEmitter[]) {
      connection.on('error', (error: unknown) => {
        this.logger.debug({ err: error }, 'draft: Redis does not answer');
      });
    }
    return redis;
  }

  private async enter({ token, documentName, socketId, connectionConfig }: onAuthenticatePayload<Context>): Promise<Context> {
    try {
      const editor = await this.door.enter(token, documentName, socketId);
      connectionConfig.readOnly = editor.right.mode === 'LEGGE';
      return { editor };
    } catch (error) {
      if (error instanceof ClosedDoor) throw error;
      this.logger.warn({ err: error }, 'draft: a connection was not let in');
      throw new ClosedDoor(isOutage(error) ? away : 'La bozza non si può aprire adesso: riprova tra poco.');
    }
  }

  private async seat({ connection, context, documentName }: connectedPayload<Context>): Promise<void> {
    const { editor } = context;
    if (editor === undefined) return;
    editor.connection = connection;
    this.rooms.of(documentName)?.editors.add(editor);
    // Between the ticket and this moment something may have changed that nobody told an editor who was not there yet.
    try {
      editor.becomes(await this.door.again(editor));
    } catch (error) {
      if (error instanceof ClosedDoor) editor.end(error.reason);
    }
  }

  private async receive({ documentName, connection, context, type, payload }: beforeSyncPayload<Context>): Promise<void> {
    if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) return;
    const room = this.rooms.of(documentName);
    const { editor } = context;
    if (room === undefined || editor === undefined) throw new ClosedDoor('La bozza non è aperta.');
    editor.connection ??= connection;
    const refusal = await room.receive(editor, payload, type === messageYjsSyncStep2);
    if (refusal === null) return;
    // From here on Hocuspocus applies nothing of this connection.
    if (refusal.code !== 'ARCHIVIO') editor.say({ kind: 'REFUSED', code: refusal.code, reason: refusal.reason, block: refusal.block });
    editor.end(refusal.reason);
  }

  /** Who somebody is the ticket says; and each speaks for one client alone. */
  private introduce({ states, context, connection }: beforeHandleAwarenessPayload<Context | undefined>): Promise<void> {
    const editor = context?.editor;
    // Hocuspocus decodes the message into an awareness of its own, whose empty state comes first: it is nobody's.
    const [nobody, ...announced] = [...states.keys()];
    if (nobody !== undefined) states.delete(nobody);
    // From another process: it was introduced there.
    if (connection === undefined) return Promise.resolve();
    const [own] = announced;
    if (editor !== undefined && own !== undefined) editor.clientId ??= own;
    for (const [clientId, state] of states) {
      const isOwn = editor !== undefined && editor.clientId === clientId;
      if (!isOwn || JSON.stringify(state).length > largestPresence) states.delete(clientId);
      else states.set(clientId, { ...state, user: editor.presence });
    }
    return Promise.resolve();
  }

  private async leave({ context, documentName }: onDisconnectPayload<Context>): Promise<void> {
    const { editor } = context;
    if (editor === undefined) return;
    this.rooms.of(documentName)?.editors.delete(editor);
    try {
      await this.rooms.recordEnd(editor);
    } catch (error) {
      this.logger.warn({ err: error, connection: editor.id }, 'draft: the end of a connection was not recorded');
    }
  }
}

function suaOf({ editor }: Context): string {
  if (editor === undefined) throw new ClosedDoor('La bozza non si può aprire senza un biglietto.');
  return editor.ticket.suaId;
}
