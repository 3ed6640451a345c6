import { type Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { isOutage } from '@gare/platform/errors';
import { MalformedDraft } from '../draft-nodes.js';
import { type StoredUpdate } from '../draft-store.js';
import { bringsFormerValues, permittedEdit, refusalReasons } from './edit-permission.js';
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

/** What a room needs of the world. */
export interface RoomParts {
  /** Writes edits in one transaction. @returns the number of the last one */
  readonly write: (edits: readonly PendingEdit[]) => Promise<number>;
  readonly since: (seq: number) => Promise<StoredUpdate[]>;
  /** What values of the scheda said before they followed it, asked again when the server has written. */
  readonly formerValues: () => Promise<ReadonlySet<string>>;
  /** Told after so many edits that a snapshot is due. */
  readonly snapshotDue: () => void;
  readonly largestUpdate: number;
  readonly outageMs: number;
}

/** Why an edit was not taken. */
export interface RefusedEdit {
  readonly code: keyof typeof refusalReasons | 'ARCHIVIO';
  readonly reason: string;
  readonly block: string | null;
}

const editsPerSnapshot = 300;
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
  private sinceSnapshot = 0;
  private former: ReadonlySet<string>;

  /** @param watermark all updates up to this number are in the document */
  constructor(
    private readonly document: Document,
    private watermark: number,
    private readonly parts: RoomParts,
    former: ReadonlySet<string>,
  ) {
    this.former = former;
    this.shadow = this.freshShadow([]);
    this.queue = new UpdateQueue<PendingEdit>({
      write: async (edits) => {
        this.noteWritten(edits, await parts.write(edits));
      },
      written: (edits) => {
        this.show(edits);
      },
      isOutage,
      outageMs: parts.outageMs,
    });
    // What other processes have written comes over Redis; it was examined there.
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (isFromRedis(origin)) this.shadow.takeIn(update);
    });
  }

  /**
   * Resolves when the edit is in Postgres and in the document; the refusal where it is not taken.
   * @param isWhole everything the client has and the server lacks, at the start of a connection: it may hold edits of others
   */
  async receive(editor: Editor, update: Uint8Array, isWhole: boolean): Promise<RefusedEdit | null> {
    if (update.length > this.parts.largestUpdate) return refused('MISURA');
    if (isWhole) await this.catchUp();
    const examination = await this.examine(update);
    if (examination === null) return refused('FORMA');
    if (!examination.news) {
      // Held already, or on its way: either way it is told to be written only when it is.
      await this.queue.idle();
      return null;
    }
    const permission = permittedEdit(examination, editor.drafter, this.former);
    if (!permission.ok) {
      this.shadow = this.freshShadow(this.queue.pending);
      return { ...refused(permission.refusal), block: permission.block };
    }
    try {
      await this.queue.add({ editor, update, bringsFormerValues: bringsFormerValues(examination, this.former) });
      return null;
    } catch {
      this.shadow = this.freshShadow(this.queue.pending);
      return { code: 'ARCHIVIO', reason: away, block: null };
    }
  }

  /** Takes in what is in Postgres and not here: edits of the server, and what Redis has lost. */
  catchUp(): Promise<void> {
    const next = this.catching
      // Whoever asked for the one before was told of its failure; this one reads from the same place on.
      .catch(() => undefined)
      .then(async () => {
        const updates = await this.parts.since(this.watermark);
        const last = updates.at(-1);
        if (last === undefined) return;
        // Known before the new words are: an edit that brings the old ones is never taken for an invented one.
        this.former = await this.parts.formerValues();
        if (this.document.isDestroyed) return;
        for (const { update } of updates) {
          Y.applyUpdate(this.document, update, { source: 'local', skipStoreHooks: true });
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

  snapshot(): void {
    this.sinceSnapshot = 0;
    this.parts.snapshotDue();
  }

  /** Edits since the last snapshot. */
  get unsnapped(): number {
    return this.sinceSnapshot;
  }

  /** Null for what is no edit of a draft. What seems to build on something missing is tried again with all that is known. */
  private async examine(update: Uint8Array): Promise<Examination | null> {
    for (const isLast of [false, true]) {
      try {
        return this.shadow.examine(update);
      } catch (error) {
        if (!(error instanceof MalformedDraft)) throw error;
        if (!isLast) await this.catchUp();
        this.shadow = this.freshShadow(this.queue.pending);
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
    this.sinceSnapshot += edits.length;
    if (this.sinceSnapshot >= editsPerSnapshot) this.snapshot();
  }

  private show(edits: readonly PendingEdit[]): void {
    for (const { editor, update } of edits) {
      const { connection } = editor;
      const origin = connection === null ? { source: 'local', skipStoreHooks: true } : { source: 'connection', connection };
      Y.applyUpdate(this.document, update, origin);
    }
  }
}

function refused(code: keyof typeof refusalReasons): RefusedEdit {
  return { code, reason: refusalReasons[code], block: null };
}

const isFromRedis = (origin: unknown): boolean =>
  typeof origin === 'object' && origin !== null && 'source' in origin && origin.source === 'redis';
