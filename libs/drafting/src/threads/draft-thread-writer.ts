import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { threadObstacle, threadState, type ThreadActKind, type ThreadWeight } from '@gare/domain/drafting/threads';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError, type ErrorCode } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { BlockingThreadChanged } from './blocking-thread-changed.js';
import { DraftMentions } from './draft-mentions.js';
import { DraftThreadActEntity, type Mention } from './draft-thread-act.entity.js';
import { type ThreadAuthor } from './draft-thread-rows.js';
import { DraftThreadEntity } from './draft-thread.entity.js';

export interface NewThread {
  /** Given by who sends: the same one twice opens one thread. */
  readonly clientId: string;
  /** For the people of the acting body alone. */
  readonly internal: boolean;
  readonly weight: ThreadWeight | null;
  /** Encoded Yjs relative positions of the commented text; null where it has no place, or is found by block and quote. */
  readonly anchor: { readonly start: Uint8Array; readonly end: Uint8Array } | null;
  readonly blockId: string | null;
  /** The commented text as it reads now. */
  readonly quote: string;
}

export interface NewAct {
  readonly clientId: string;
  readonly kind: ThreadActKind;
  readonly messageId?: string;
  readonly text?: string;
  readonly mentions?: readonly Mention[];
  /** Of words of a Word file: whom it names, and when it says they were written. */
  readonly from?: { readonly author: string; readonly at: Date | null };
}

const obstacles: Record<NonNullable<ReturnType<typeof threadObstacle>>, ErrorCode> = {
  MESSAGGIO_IGNOTO: 'comment.not_found',
  RITIRATO: 'comment.withdrawn',
  GIA_RISOLTO: 'comment.settled',
  GIA_APERTO: 'comment.settled',
};

/** What the history of the dossier says of each act; of an internal thread it says nothing. */
const told: Record<ThreadActKind, { readonly action: string; readonly says: (who: string, where: string) => string }> = {
  MESSAGGIO: { action: 'draft.commented', says: (who, where) => `${who} ha commentato la bozza ${where}` },
  CORREZIONE: { action: 'draft.comment_corrected', says: (who, where) => `${who} ha corretto un suo commento alla bozza ${where}` },
  RITIRO: { action: 'draft.comment_withdrawn', says: (who, where) => `${who} ha ritirato un suo commento alla bozza ${where}` },
  RISOLTO: { action: 'draft.comment_resolved', says: (who, where) => `${who} ha chiuso un commento alla bozza ${where}` },
  RIAPERTO: { action: 'draft.comment_reopened', says: (who, where) => `${who} ha riaperto un commento alla bozza ${where}` },
};

/** Writes threads and what is said in them, with all that follows, in the transaction of the caller. */
@Injectable()
export class DraftThreadWriter {
  constructor(
    private readonly mentions: DraftMentions,
    private readonly blocking: BlockingThreadChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a thread with its first message; the same `clientId` again opens nothing.
   * @returns the id of the thread
   */
  async open(tx: Tx, by: ThreadAuthor, thread: NewThread, first: Omit<NewAct, 'kind' | 'clientId'>): Promise<string> {
    const { id: draftId, suaId, enteId, dossierId } = by.draft;
    await hold(tx, thread.clientId);
    const mine = { dossierId, openedBy: by.actor.personId, clientId: thread.clientId };
    const before = await tx.findOneBy(DraftThreadEntity, mine);
    if (before !== null) return before.id;
    const { internal, weight, anchor, blockId, quote } = thread;
    const row: DraftThreadEntity = {
      ...mine,
      ...{ id: randomUUID(), suaId, enteId, draftId, weight, blockId, quote, openedAt: this.clock.now(), openedByEnte: by.actor.ente },
      internalTo: internal ? by.actor.enteId : null,
      anchorStart: anchor === null ? null : Buffer.from(anchor.start),
      anchorEnd: anchor === null ? null : Buffer.from(anchor.end),
    };
    // Not `save`: whoever inserts an internal one reads it back only through the wall.
    await tx.insert(DraftThreadEntity, row);
    await this.act(tx, by, row, { ...first, kind: 'MESSAGGIO', clientId: thread.clientId });
    return row.id;
  }

  /**
   * The next act in a thread; the same `clientId` again does nothing.
   * @throws AppError comment.not_found, comment.not_yours, comment.withdrawn, comment.settled
   */
  async act(tx: Tx, by: ThreadAuthor, thread: DraftThreadEntity, act: NewAct): Promise<void> {
    const { actor } = by;
    await hold(tx, thread.id);
    const acts = await tx.findBy(DraftThreadActEntity, { threadId: thread.id });
    if (acts.some(({ personId, clientId }) => personId === actor.personId && clientId === act.clientId)) return;
    const messageId = act.messageId ?? null;
    const state = threadState(acts);
    const obstacle = threadObstacle(state, { kind: act.kind, messageId });
    if (obstacle !== null) throw new AppError(obstacles[obstacle]);
    const said = state.messages.find(({ written }) => written.id === messageId);
    if (said !== undefined && (said.written.personId !== actor.personId || said.written.author !== null)) {
      throw new AppError('comment.not_yours');
    }
    const row = actRow(by, thread, { act, position: acts.length + 1, at: this.clock.now() });
    await tx.insert(DraftThreadActEntity, row);
    await this.tell(tx, by, { thread, row, before: said?.standing.text ?? null });
    const known = new Set((said?.standing.mentions ?? []).map(({ personId }) => personId));
    if (thread.weight === 'BLOCCA' && thread.internalTo === null)
      await this.blocking.emit(tx, { actor, draft: by.draft, thread, isNew: acts.length === 0 });
    await this.mentions.tell(tx, by, { thread, act: row, people: row.mentions.filter(({ personId }) => !known.has(personId)) });
  }

  /** History and open pages; what is internal is told to the people of that body alone, and leaves its record in its own rows. */
  private async tell(
    tx: Tx,
    { actor, role, draft }: ThreadAuthor,
    { thread, row, before }: { thread: DraftThreadEntity; row: DraftThreadActEntity; before: string | null },
  ): Promise<void> {
    const { dossierId, suaId, enteId } = thread;
    const { internalTo } = thread;
    if (internalTo !== null) return announce(tx, { topic: 'comments', dossierId, suaId, enteId, onlyBody: internalTo });
    const { action, says } = told[row.kind];
    const who = row.author === null ? actor.person : `${row.author} (in un file Word portato da ${actor.person})`;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action, summary: says(who, draft.code) },
      details: {
        ...{ code: draft.code, threadId: thread.id, actId: row.id, messageId: row.messageId, quote: thread.quote, weight: thread.weight },
        ...{ before, after: row.text, mentions: row.mentions.map(({ nome }) => nome) },
      },
    });
    await announce(tx, { topic: 'comments', dossierId, suaId, enteId });
  }
}

/** Writers of one thread wait for each other: the rows are append-only, so there is nothing to lock. */
async function hold(tx: Tx, id: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 68))', [id]);
}

function actRow(
  { actor, role }: ThreadAuthor,
  thread: DraftThreadEntity,
  { act, position, at }: { act: NewAct; position: number; at: Date },
): DraftThreadActEntity {
  const { suaId, enteId, dossierId, id: threadId, internalTo } = thread;
  return {
    ...{ id: randomUUID(), suaId, enteId, dossierId, threadId, internalTo, position, at, role },
    ...{ kind: act.kind, messageId: act.messageId ?? null, text: act.text ?? null, mentions: act.mentions ?? [], clientId: act.clientId },
    ...{ personId: actor.personId, person: actor.person, actingEnteId: actor.enteId, actingEnte: actor.ente },
    ...{ requestId: actor.correlationId, author: act.from?.author ?? null, authorAt: act.from?.at ?? null },
  };
}
