import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Tx } from '@gare/platform/database';
import { type ThreadAuthor } from '../threads/draft-thread-rows.js';
import { DraftThreadWriter } from '../threads/draft-thread-writer.js';
import { DraftThreadEntity } from '../threads/draft-thread.entity.js';
import { type ExportedComment } from './draft-export.entity.js';
import { type MergedReturn, type Proposer } from './merged.js';
import { type ReturnedComment } from './returned.js';
import { exportedAs } from './thread-settlements.js';

interface ThreadsOfReturn {
  readonly merged: Pick<MergedReturn, 'threads' | 'replies' | 'settlements'>;
  /** Comments as they were written into the download, and as they read in it. */
  readonly comments: readonly ExportedComment[];
  readonly base: readonly ReturnedComment[];
  readonly returnId: string;
}

const longest = 5_000;

/** Comments of a Word file as shared threads of the draft, with the author and date the file gives. */
@Injectable()
export class ReturnedThreads {
  constructor(private readonly writer: DraftThreadWriter) {}

  /** Harmless twice for one file. */
  async open(tx: Tx, by: ThreadAuthor, { merged, comments, base, returnId }: ThreadsOfReturn): Promise<void> {
    for (const [index, thread] of merged.threads.entries()) {
      const clientId = steadyId(returnId, 'thread', String(index));
      const opening = { clientId, internal: false, weight: null, anchor: null, blockId: thread.block, quote: thread.quote };
      const threadId = await this.writer.open(tx, by, opening, { text: said(thread.text), from: from(thread.by) });
      const row = await tx.findOneByOrFail(DraftThreadEntity, { id: threadId });
      for (const [place, reply] of thread.replies.entries()) {
        const act = {
          clientId: steadyId(clientId, String(place)),
          kind: 'MESSAGGIO' as const,
          text: said(reply.text),
          from: from(reply.by),
        };
        await this.writer.act(tx, by, row, act);
      }
      // Who closed it the file does not say: whoever brings it stands behind it.
      if (thread.resolved) await this.writer.act(tx, by, row, { clientId: steadyId(clientId, 'resolved'), kind: 'RISOLTO' });
    }
    for (const [index, reply] of merged.replies.entries()) {
      const row = await this.threadOf(tx, { comment: base.find(({ id }) => id === reply.comment), comments });
      if (row === null) continue;
      const act = {
        clientId: steadyId(returnId, 'reply', String(index)),
        kind: 'MESSAGGIO' as const,
        text: said(reply.text),
        from: from(reply.by),
      };
      await this.writer.act(tx, by, row, act);
    }
    for (const [index, { comment, resolved }] of merged.settlements.entries()) {
      const row = await this.threadOf(tx, { comment: base.find(({ id }) => id === comment), comments });
      if (row === null) continue;
      const act = { clientId: steadyId(returnId, 'settled', String(index)), kind: resolved ? ('RISOLTO' as const) : ('RIAPERTO' as const) };
      await this.writer.act(tx, by, row, act);
    }
  }

  private async threadOf(
    tx: Tx,
    { comment, comments }: { comment: ReturnedComment | undefined; comments: readonly ExportedComment[] },
  ): Promise<DraftThreadEntity | null> {
    const known = comment === undefined ? undefined : exportedAs(comment, comments);
    return known === undefined ? null : tx.findOneBy(DraftThreadEntity, { id: known.threadId });
  }
}

const said = (text: string): string => (text.trim() === '' ? '(commento senza testo)' : text.slice(0, longest));
const from = ({ author, at }: Proposer): { author: string; at: Date | null } => ({
  author: author === '' ? 'Autore non indicato' : author,
  at: at === null ? null : new Date(at),
});

/** The same uuid for the same words: what is sent twice is kept once. */
function steadyId(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
