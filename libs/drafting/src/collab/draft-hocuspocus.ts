import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  Hocuspocus,
  type beforeHandleAwarenessPayload,
  type beforeSyncPayload,
  type connectedPayload,
  type onAuthenticatePayload,
  type onDisconnectPayload,
} from '@hocuspocus/server';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { isOutage } from '@gare/platform/errors';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { BetweenProcesses, cursorsTogetherMs } from './between-processes.js';
import { ClosedDoor, DraftDoor } from './draft-door.js';
import { DraftRooms } from './draft-rooms.js';
import { type Editor } from './editor.js';

interface Context {
  readonly editor?: Editor;
}

const away = 'La bozza non si può aprire adesso: la base dati non risponde. Ciò che scrivi resta in questo browser.';
const largestPresence = 4_000;
const unloadMs = 5_000;

/** Hocuspocus with our rules: ticket at the door, edits examined and written before they are applied, presence from the ticket. */
@Injectable()
export class DraftHocuspocus {
  readonly server: Hocuspocus<Context>;

  constructor(
    private readonly door: DraftDoor,
    private readonly rooms: DraftRooms,
    private readonly redis: BetweenProcesses,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.server = new Hocuspocus<Context>({
      quiet: true,
      extensions: [this.redis],
      // Waiting for a quiet moment is for those who store late: here everything is stored already.
      debounce: 0,
      maxDebounce: 0,
      // Rooms send what is written at once, with the cursors that moved; what waits here are cursors that move while nobody writes.
      flushDelay: cursorsTogetherMs,
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
    this.redis.onReturn(() => {
      for (const document of this.server.documents.values()) this.redis.greet(document);
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
    // Who left while the draft was opening has no seat.
    if (editor === undefined || !connection.document.hasConnection(connection)) return;
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
  private introduce({ states, awareness, context, connection }: beforeHandleAwarenessPayload<Context | undefined>): Promise<void> {
    const editor = context?.editor;
    // Hocuspocus decodes the message into an awareness of its own, whose empty state comes first: it is nobody's.
    const [nobody, ...announced] = [...states.keys()];
    if (nobody !== undefined) states.delete(nobody);
    // From another process: it was introduced there.
    if (connection === undefined) return Promise.resolve();
    const [own] = announced;
    const taken = own === undefined ? undefined : (awareness.getStates().get(own)?.['user'] as { id?: string } | undefined);
    if (editor !== undefined && own !== undefined && (taken?.id ?? editor.presence.id) === editor.presence.id) editor.clientId ??= own;
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
