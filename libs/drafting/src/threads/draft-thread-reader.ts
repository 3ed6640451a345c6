import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Reader } from '@gare/platform/database';
import { DraftEntity } from '../draft.entity.js';
import { standingThreads } from './draft-thread-rows.js';

/** An open comment of the legal review that keeps a document from going on. */
export interface BlockingThread {
  readonly threadId: string;
  readonly draftId: string;
  /** Catalogue code of the document. */
  readonly code: string;
  readonly blockId: string | null;
  /** The commented text as it read when the thread was opened. */
  readonly quote: string;
  /** Words of the first message; null where it was withdrawn. */
  readonly text: string | null;
  readonly openedBy: string;
  readonly openedByEnte: string;
  readonly openedAt: Date;
}

/** Reads threads for the features that depend on them; only shared ones, whoever asks. */
@Injectable()
export class DraftThreadReader {
  /** Open blocking threads of a dossier, of one document where `code` names it; the first opened first. */
  async openBlocking(reader: Reader, dossierId: string, code?: string): Promise<BlockingThread[]> {
    const standing = await standingThreads(reader, { dossierId, weight: 'BLOCCA' });
    const open = standing.filter(({ thread, state }) => thread.internalTo === null && state.resolved === null);
    if (open.length === 0) return [];
    const drafts = await reader.findBy(DraftEntity, { id: In(open.map(({ thread }) => thread.draftId)) });
    const codes = new Map(drafts.map((draft) => [draft.id, draft.code]));
    return open.flatMap(({ thread, state }) => {
      const of = codes.get(thread.draftId);
      const [first] = state.messages;
      if (of === undefined || (code !== undefined && of !== code)) return [];
      return [
        {
          ...{ threadId: thread.id, draftId: thread.draftId, code: of, blockId: thread.blockId, quote: thread.quote },
          text: first === undefined || first.withdrawn !== null ? null : first.standing.text,
          ...{
            openedBy: first?.written.author ?? first?.written.person ?? '',
            openedByEnte: thread.openedByEnte,
            openedAt: thread.openedAt,
          },
        },
      ];
    });
  }
}
