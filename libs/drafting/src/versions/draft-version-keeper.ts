import { Injectable } from '@nestjs/common';
import { type DraftVersionKind } from '@gare/domain/drafting/versions';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { draftNodeOf } from '../draft-nodes.js';
import { DraftReader } from '../draft-reader.js';
import { type DraftEntity } from '../draft.entity.js';
import { contentHash } from './draft-node.js';
import { DraftVersionEntity } from './draft-version.entity.js';

/** Whose a version is; of an automatic one, who wrote last. */
export interface Keeper {
  readonly personId: string;
  readonly person: string;
  readonly ente: string;
}

export interface NewVersion {
  readonly draft: DraftEntity;
  readonly kind: DraftVersionKind;
  readonly by: Keeper;
  readonly name?: string;
  /** Number of the version that was written anew. */
  readonly restores?: number;
}

/** Keeps what drafts read, in the transaction of the caller. */
@Injectable()
export class DraftVersionKeeper {
  constructor(
    private readonly drafts: DraftReader,
    private readonly clock: Clock,
  ) {}

  /**
   * The draft as it is in the transaction becomes its next version. An automatic one is not kept where the last version holds the
   * same edits already.
   * @returns the version; null where none was needed
   */
  async keep(tx: Tx, { draft, kind, by, name, restores }: NewVersion): Promise<DraftVersionEntity | null> {
    // Two at once would take the same number.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 69))', [draft.id]);
    const last = await tx.findOne(DraftVersionEntity, {
      where: { draftId: draft.id },
      order: { number: 'DESC' },
      select: { draftId: true, number: true, seq: true },
    });
    const current = await this.drafts.current(tx, draft.id);
    if (current === null) return null;
    if (kind === 'AUTOMATICA' && last !== null && last.seq >= current.seq) return null;
    const node = draftNodeOf(current.doc);
    const { id: draftId, suaId, enteId, dossierId } = draft;
    const row: DraftVersionEntity = {
      ...{ draftId, number: (last?.number ?? 0) + 1, suaId, enteId, dossierId, kind, name: name ?? null, restores: restores ?? null },
      ...{ seq: current.seq, contentHash: contentHash(node), content: node.toJSON() as unknown },
      ...{ keptBy: by.personId, keptByName: by.person, keptByEnte: by.ente, keptAt: this.clock.now() },
    };
    await tx.insert(DraftVersionEntity, row as never);
    await announce(tx, { topic: 'drafts', dossierId, suaId, enteId });
    return row;
  }
}
