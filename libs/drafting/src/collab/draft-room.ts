import { type Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { type Refusal } from '@gare/domain/drafting/permitted-change';
import { AppError, isOutage } from '@gare/platform/errors';
import { MalformedDraft } from '../draft-nodes.js';
import { type StoredUpdate } from '../draft-store.js';
import { piecesEver } from './draft-history.js';
import { DraftPast } from './draft-past.js';
import { permittedEdit, refusalReasons } from './edit-permission.js';
import { type Editor } from './editor.js';
import { ShadowDraft, type Examination } from './shadow-draft.js';
import { UpdateQueue } from './update-queue.js';

/** An edit on its way into Postgres. */
export interface PendingEdit {
  readonly editor: Editor;
  readonly update: Uint8Array;
  /** It brings a value with words it no longer has. */
  readonly bringsFormerValues: boolean;
}

/** How far the document goes that a room begins with. */
interface RoomStart {
  /** All updates up to this number are in it. */
  readonly seq: number;
  /** Values of the scheda that the draft has had before. */
  readonly former: ReadonlySet<string>;
}

/** What a room needs of the world. */
export interface RoomParts {
  /** Writes edits in one transaction. @returns the number of the last one */
  readonly write: (edits: readonly PendingEdit[]) => Promise<number>;
  readonly since: (seq: number) => Promise<StoredUpdate[]>;
  /** What values of the scheda said before they followed it, asked again when the server has written. */
  readonly formerValues: () => Promise<ReadonlySet<string>>;
  readonly largestUpdate: number;
  readonly outageMs: number;
}

/** Why an edit was not taken. */
export interface RefusedEdit {
  readonly code: keyof typeof refusalReasons | 'ARCHIVIO';
  readonly reason: string;
  readonly block: string | null;
}

/** What comes within a blink is written, and goes out, as one: fifty messages a second to each person at most, not hundreds. */
const editsTogetherMs = 20;
/** Refusals of what was perhaps there once. */
const madeUp: readonly Refusal[] = ['VALORE', 'PARTE_CONSERVATA', 'IDENTITA'];
/** All edits of a draft are read for it: whoever makes things up does not keep the process busy with that. */
const pastEveryMs = 10_000;
const away = 'La base dati non risponde: ciò che hai scritto resta in questo browser e si salva appena torna.';

/**
 * One draft that is open in this process. An edit is examined on a second copy, written to Postgres, and only then applied to the
 * document that all see and acknowledged; where it is refused nothing of it is in the document.
 */
export class DraftRoom {
  readonly editors = new Set<Editor>();
  private shadow: ShadowDraft;
  private readonly queue: UpdateQueue<PendingEdit>;
  private catching: Promise<void> = Promise.resolve();
  private watermark: number;
  /** Whose edits a client of the shared document has made, as far as they came through here. */
  private readonly hands = new Map<number, string>();
  private readonly past: DraftPast;
  private pastReadAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly document: Document,
    { seq, former }: RoomStart,
    private readonly parts: RoomParts,
  ) {
    this.past = new DraftPast(former);
    this.watermark = seq;
    this.shadow = this.freshShadow([]);
    this.queue = new UpdateQueue<PendingEdit>({
      write: async (edits) => {
        this.noteWritten(edits, await parts.write(edits));
      },
      written: (edits) => {
        this.show(edits);
      },
      lost: () => {
        this.shadow = this.freshShadow([]);
      },
      isOutage,
      outageMs: parts.outageMs,
      apartMs: editsTogetherMs,
    });
    // What other processes have written comes over Redis; it was examined there, and gathered.
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (!isFromRedis(origin)) return;
      this.shadow.takeIn(update);
      document.flush();
    });
    // It stands on something that Redis has lost: Postgres has it.
    document.on('afterTransaction', ({ origin }: Y.Transaction) => {
      const { pendingStructs, pendingDs } = document.store;
      if (!isFromRedis(origin) || (pendingStructs === null && pendingDs === null)) return;
      this.catchUp().catch(() => {
        // The regular look asks again, and tells what is wrong.
      });
    });
  }

  /**
   * Resolves when the edit is in Postgres and in the document; the refusal where it is not taken.
   * @param isWhole everything the client has and the server lacks, at the start of a connection: it may hold edits of others
   */
  async receive(editor: Editor, update: Uint8Array, isWhole: boolean): Promise<RefusedEdit | null> {
    if (update.length > this.parts.largestUpdate) return refused('MISURA');
    if (isWhole) await this.catchUp();
    const { losses } = this.queue;
    const examination = await this.examine(update);
    if (examination === null) return refused('FORMA');
    if (!examination.news) {
      // Held already, or on its way: either way it is told to be written only when it is. What did not arrive is to be written anew.
      await this.queue.idle();
      return losses === this.queue.losses ? null : this.receive(editor, update, isWhole);
    }
    if (!this.isOfHand(examination.clients, editor)) {
      this.shadow = this.freshShadow(this.queue.pending);
      return refused('FIRMA');
    }
    const permission = permittedEdit(examination, editor.drafter, this.past);
    if (!permission.ok) {
      this.shadow = this.freshShadow(this.queue.pending);
      if (madeUp.includes(permission.refusal) && (await this.learnsPast())) return this.receive(editor, update, isWhole);
      return { ...refused(permission.refusal), block: permission.block };
    }
    const bringsFormerValues = this.past.isBroughtBack(examination);
    this.past.remember(examination);
    try {
      await this.queue.add({ editor, update, bringsFormerValues });
      return null;
    } catch (error) {
      // The dossier took the step that fixes the words while this was on its way.
      if (error instanceof AppError) return { code: 'SOLA_LETTURA', reason: error.detail, block: null };
      return { code: 'ARCHIVIO', reason: away, block: null };
    }
  }

  /** Takes in what is in Postgres and not here: edits of the server, and what Redis has lost. */
  catchUp(): Promise<void> {
    // After the one before, whose failure was told to whoever asked for it; this one reads from the same place on.
    const next = Promise.allSettled([this.catching]).then(async () => {
      const updates = await this.parts.since(this.watermark);
      const last = updates.at(-1);
      if (last === undefined) return;
      // Known before the new words are: an edit that brings the old ones is never taken for an invented one.
      this.past.former = await this.parts.formerValues();
      if (this.document.isDestroyed) return;
      for (const { update } of updates) {
        Y.applyUpdate(this.document, update, ofServer);
        this.shadow.takeIn(update);
      }
      this.watermark = Math.max(this.watermark, last.seq);
    });
    this.catching = next;
    return next;
  }

  idle(): Promise<void> {
    return this.queue.idle();
  }

  /** The document has left the memory; nothing comes to this room any more. */
  get isGone(): boolean {
    return this.document.isDestroyed;
  }

  /**
   * Nobody writes with the hand of another: their own next edit would count as known, and be acknowledged without being in the text.
   * What a client has written somebody else has only after it is in Postgres, where it is no news.
   */
  private isOfHand(clients: readonly number[], { actor: { personId } }: Editor): boolean {
    const present = this.document.awareness.getStates();
    const isOwn = clients.every((client) => {
      const user = present.get(client)?.['user'] as { id?: string } | undefined;
      return [this.hands.get(client), user?.id].every((hand) => hand === undefined || hand === personId);
    });
    if (isOwn) for (const client of clients) this.hands.set(client, personId);
    return isOwn;
  }

  /**
   * Reads what the draft has had from its first edit on: it was taken out before it was opened here, or at another process.
   * @returns false where that was done a moment ago
   */
  private async learnsPast(): Promise<boolean> {
    if (performance.now() < this.pastReadAt + pastEveryMs) return false;
    this.pastReadAt = performance.now();
    const updates = await this.parts.since(0);
    this.past.add(await piecesEver(updates.map(({ update }) => update)));
    return true;
  }

  /** Null for what is no edit of a draft. What seems to build on something missing is tried again with all that is known. */
  private async examine(update: Uint8Array): Promise<Examination | null> {
    for (const isLast of [false, true]) {
      try {
        return this.shadow.examine(update);
      } catch (error) {
        if (!(error instanceof MalformedDraft)) throw error;
        try {
          if (!isLast) await this.catchUp();
        } finally {
          this.shadow = this.freshShadow(this.queue.pending);
        }
      }
    }
    return null;
  }

  private freshShadow(pending: readonly PendingEdit[]): ShadowDraft {
    return new ShadowDraft([Y.encodeStateAsUpdate(this.document), ...pending.map(({ update }) => update)]);
  }

  private noteWritten(edits: readonly PendingEdit[], last: number): void {
    edits.forEach(({ editor, update }, index) => {
      editor.noteWritten(update, last - edits.length + index + 1);
    });
    // Nobody else wrote in between: these need not be asked for.
    if (this.watermark === last - edits.length) this.watermark = last;
  }

  /** All that was written together goes out as one message, at once, and takes the cursors along. */
  private show(edits: readonly PendingEdit[]): void {
    this.document.transact(() => {
      for (const { update } of edits) Y.applyUpdate(this.document, update);
    }, ofServer);
    this.document.flush();
  }
}

function refused(code: keyof typeof refusalReasons): RefusedEdit {
  return { code, reason: refusalReasons[code], block: null };
}

/** Everything is stored before it is applied: Hocuspocus has nothing to store. */
const ofServer = { source: 'local', skipStoreHooks: true };

const isFromRedis = (origin: unknown): boolean =>
  typeof origin === 'object' && origin !== null && 'source' in origin && origin.source === 'redis';
