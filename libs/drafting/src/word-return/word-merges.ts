import { randomInt, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { blockAttrs, blockId, blocksOf, type DraftNode } from '@gare/domain/drafting/draft-schema';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftReader } from '../draft-reader.js';
import { DraftWriter } from '../draft-writer.js';
import { type DraftEntity } from '../draft.entity.js';
import { writeNode } from '../versions/draft-node.js';
import { withProposals } from './apply-proposals.js';
import { DraftExportEntity } from './draft-export.entity.js';
import { DraftReturnMergeEntity } from './draft-return-merge.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { type MergedReturn } from './merged.js';
import { mergeReturn } from './merge-return.js';
import { reportOf } from './return-report.js';
import { ReturnedThreads } from './returned-threads.js';
import { standingDraft } from './standing-draft.js';
import { holdReturns, lastDiscard } from './return-rows.js';
import { withSettlements } from './thread-settlements.js';
import { counts, readable, requireProposing } from './word-returns.js';
import { type ReturnKey } from './word-returns.reader.js';

interface Merging {
  readonly row: DraftReturnEntity;
  readonly taken: DraftExportEntity;
  readonly base: ReturnType<typeof readable>;
  readonly returned: ReturnType<typeof readable>;
}

/** Puts what a returned file asks into the draft: once, whoever confirms and however often. */
@Injectable()
export class WordMerges {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly writer: DraftWriter,
    private readonly storage: ObjectStorage,
    private readonly threads: ReturnedThreads,
    private readonly clock: Clock,
  ) {}

  /**
   * Suggestions, threads and the record of both in one transaction. Files of one draft are merged one after the other: the second
   * is laid over what the first has left.
   * @throws AppError draft.not_found, word.return_not_found, word.discarded, access.denied
   */
  async merge(actor: Actor, { dossierId, code, returnId }: ReturnKey): Promise<void> {
    const found = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('draft.read', code);
      const draft = await this.drafts.ofDocument(reader, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      requireProposing(one, draft);
      const row = await reader.findOneBy(DraftReturnEntity, { id: returnId, draftId: draft.id });
      const taken = row === null ? null : await reader.findOneBy(DraftExportEntity, { id: row.exportId });
      if (row === null || taken === null) throw new AppError('word.return_not_found');
      return { row, taken };
    });
    const [base, returned] = await Promise.all([this.read(found.taken.storageKey), this.read(found.row.storageKey)]);
    await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      one.require('draft.read', code);
      const draft = await this.drafts.ofDocument(tx, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      const role = requireProposing(one, draft);
      await holdReturns(tx, draft.id);
      if (await tx.existsBy(DraftReturnMergeEntity, { returnId })) return;
      const discarded = await lastDiscard(tx, returnId);
      if (discarded !== null && discarded.reason !== null) throw new AppError('word.discarded');
      await this.write(tx, { actor, one, draft, role }, { ...found, base, returned });
    });
  }

  private async read(key: string): Promise<ReturnType<typeof readable>> {
    return readable(await buffer(await this.storage.get(key)));
  }

  private async write(
    tx: Tx,
    by: { actor: Actor; one: ActorOnDossier; draft: DraftEntity; role: string },
    { row, taken, base, returned }: Merging,
  ): Promise<void> {
    const { actor, one, draft, role } = by;
    const settling = { one, draft, comments: taken.comments, base: base.comments };
    const current = await this.drafts.current(tx, draft.id);
    if (current === null) throw new AppError('draft.not_found');
    const at = this.clock.now();
    const outcome: { merged: MergedReturn | null } = { merged: null };
    const uploader = { authorId: actor.personId, author: actor.person, at: at.toISOString() };
    const foreseen = mergeReturn({ base, returned, current: standingDraft(current.node), uploader: actor.person });
    const preview = reportOf(await withSettlements(tx, foreseen, settling), returned);
    const { proposals, comments, notMerged, values } = preview;
    const seq = await this.writer.write(tx, actor, draft.id, {
      ...{ action: 'draft.word_merged', role },
      summary:
        `${draft.code}: unito alla bozza il file «${row.fileName.slice(0, 120)}» tornato da Word: ` +
        `${proposals.length} proposte, ${comments.length} commenti, ${notMerged.length + values.length} punti da riportare a mano`,
      details: { returnId: row.id, exportId: taken.id, fileSha256: row.sha256, ...counts(preview) },
      change: (doc) => {
        // Read anew under the lock of the draft: somebody may have typed since.
        const node = draftNodeOf(doc);
        const merged = mergeReturn({ base, returned, current: standingDraft(node), uploader: actor.person });
        outcome.merged = merged;
        const proposed = withProposals(node, merged.proposals, { uploader, suggestionId: randomUUID, blockId: freshIds(node) });
        if (!proposed.eq(node)) writeNode(doc, proposed);
      },
    });
    if (outcome.merged === null) throw new Error('the draft was not read');
    const merged = await withSettlements(tx, outcome.merged, settling);
    await this.threads.open(tx, by, { merged, comments: taken.comments, base: base.comments, returnId: row.id });
    const { dossierId, suaId, enteId } = draft;
    await tx.insert(DraftReturnMergeEntity, {
      ...{ returnId: row.id, suaId, enteId, dossierId, seq, report: reportOf(merged, returned) },
      ...{ personId: actor.personId, person: actor.person, at },
    });
  }
}

/** Ids for new blocks, unlike all of the draft. */
function freshIds(draft: DraftNode): () => string {
  const taken = new Set(blocksOf(draft).map(({ node }) => blockAttrs(node).id));
  return () => {
    for (;;) {
      const id = blockId(randomInt(0x7fffffff));
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
}
