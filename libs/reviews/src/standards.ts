import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { readableText } from '@gare/documents';
import { DraftStandards, type FormedDraft } from '@gare/drafting';
import { ObjectStorage } from '@gare/platform/storage';
import { ReviewTransactions } from './review-transactions.js';
import { type ReadDocument, ReviewedTexts, type Standard } from './reviewed-texts.js';

/** Finds out what models and clauses would have said. Storage is read outside of any transaction. */
@Injectable()
export class Standards {
  constructor(
    private readonly transactions: ReviewTransactions,
    private readonly texts: ReviewedTexts,
    private readonly drafts: DraftStandards,
    private readonly storage: ObjectStorage,
  ) {}

  /** Null for whoever has read the document before. @throws AppError document.not_found, access.denied */
  async of(actor: Actor, { dossierId, code }: { dossierId: string; code: string }): Promise<Standard | null> {
    const { read, formed } = await this.transactions.read(
      actor,
      dossierId,
      async (tx, one): Promise<{ read: ReadDocument; formed: FormedDraft | null }> => {
        const document = await this.texts.current(tx, one, code);
        const { lastRead, now } = document;
        return { read: document, formed: lastRead === null && now.draft !== null ? await this.drafts.read(tx, now.draft) : null };
      },
    );
    if (read.lastRead !== null) return null;
    if (formed !== null) return this.drafts.compare(formed);
    const { baseDocxKey, origin, read: text } = read.now;
    if (baseDocxKey !== null) {
      return { text: readableText(await buffer(await this.storage.get(baseDocxKey)))?.text ?? null, deviations: [] };
    }
    return { text: origin === 'GENERATED' ? (text?.text ?? null) : null, deviations: [] };
  }
}
