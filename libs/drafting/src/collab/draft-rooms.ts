import { Injectable, Inject } from '@nestjs/common';
import { type Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { Database, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { DraftStore } from '../draft-store.js';
import { DraftEntity } from '../draft.entity.js';
import { askToFollow } from '../scheda/follow-scheda.job.js';
import { DraftRoom, type PendingEdit } from './draft-room.js';
import { type Editor } from './editor.js';

/** The drafts that are open in this process. */
@Injectable()
export class DraftRooms {
  private readonly rooms = new Map<string, DraftRoom>();

  constructor(
    private readonly database: Database,
    private readonly store: DraftStore,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly jobs: JobQueue,
  ) {}

  of(draftId: string): DraftRoom | undefined {
    return this.rooms.get(draftId);
  }

  get all(): readonly DraftRoom[] {
    return [...this.rooms.values()];
  }

  /** Fills the document that Hocuspocus has made for a draft. @param suaId the Province whose eyes are used */
  async open(document: Document, suaId: string): Promise<void> {
    const draftId = document.name;
    const context = { scope: 'sua', suaId } as const;
    const { draft, doc, seq } = await this.database.read(context, async (reader) => ({
      draft: await reader.findOneByOrFail(DraftEntity, { id: draftId }),
      ...(await this.store.load(reader, draftId)),
    }));
    Y.applyUpdate(document, Y.encodeStateAsUpdate(doc));
    doc.destroy();
    const room = new DraftRoom(
      document,
      { seq, former: new Set(draft.formerValues) },
      {
        write: async (edits) => {
          const last = await this.database.transaction(context, (tx) => this.write(tx, draft, edits));
          for (const { editor } of edits) editor.isRecorded = true;
          return last;
        },
        since: (after) => this.database.read(context, (reader) => this.store.since(reader, draftId, after)),
        formerValues: async () =>
          new Set((await this.database.read(context, (reader) => reader.findOneByOrFail(DraftEntity, { id: draftId }))).formerValues),
        largestUpdate: this.config.collab.largestUpdate,
        outageMs: this.config.collab.outageMs,
      },
    );
    this.rooms.set(draftId, room);
  }

  /** The document has left the memory of this process. */
  close(draftId: string): void {
    // Opened anew meanwhile: that one stays.
    if (this.rooms.get(draftId)?.isGone === true) this.rooms.delete(draftId);
  }

  /** Who has written, how much, from where to where and with which hash: one record for a connection, when it ends. */
  async recordEnd(editor: Editor): Promise<void> {
    const { written, actor, ticket, right } = editor;
    if (written === null) return;
    const { draftId, dossierId, suaId, enteId } = ticket;
    await this.database.transaction({ scope: 'sua', suaId }, async (tx) => {
      const { code } = await tx.findOneByOrFail(DraftEntity, { id: draftId });
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, action: 'draft.edited', role: right.role },
        summary: `${code}: ${right.mode === 'SUGGERISCE' ? 'proposte modifiche nella' : 'modificata la'} bozza`,
        details: { code, draftId, connection: editor.id, ...written },
      });
      await announce(tx, { topic: 'drafts', dossierId, suaId, enteId });
    });
  }

  private async write(tx: Tx, draft: DraftEntity, edits: readonly PendingEdit[]): Promise<number> {
    const at = this.clock.now();
    const updates = edits.map(({ editor, update }) => ({ update, source: editor.source, at }));
    // Sent together: what the gate refuses is undone with the transaction.
    const [, last] = await Promise.all([this.store.gate.requireInSight(tx, draft), this.store.append(tx, draft, updates)]);
    const { dossierId, suaId, enteId, code } = draft;
    const begun = new Set(edits.map(({ editor }) => editor).filter(({ isRecorded }) => !isRecorded));
    for (const editor of begun) {
      await this.audit.record(tx, editor.actor, {
        ...{ dossierId, suaId, enteId, action: 'draft.begun', role: editor.right.role },
        summary: `${code}: cominciato a scrivere nella bozza`,
        details: { code, draftId: draft.id, connection: editor.id },
      });
    }
    const late = edits.find((edit) => edit.bringsFormerValues);
    if (late !== undefined) await askToFollow(this.jobs, tx, late.editor.actor, draft);
    return last;
  }
}
