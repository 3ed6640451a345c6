import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from '../draft-reader.js';
import { DraftReturnMergeEntity } from './draft-return-merge.entity.js';
import { DraftReturnEntity } from './draft-return.entity.js';
import { addDiscard, holdReturns, lastDiscard } from './return-rows.js';
import { mayDiscard, requireProposing } from './word-returns.js';
import { type ReturnKey } from './word-returns.reader.js';

/** Sets a returned file aside that was brought by mistake. It stays stored and listed, and comes back when it is brought again. */
@Injectable()
export class WordDiscards {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly drafts: DraftReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * For who brought it or writes the draft. Done twice, nothing changes.
   * @throws AppError draft.not_found, word.return_not_found, word.already_merged, access.denied
   */
  async discard(actor: Actor, { dossierId, code, returnId }: ReturnKey, reason: string): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('draft.read', code);
      const draft = await this.drafts.ofDocument(tx, dossierId, code);
      if (!draft) throw new AppError('draft.not_found');
      const role = requireProposing(one, draft);
      const file = await tx.findOneBy(DraftReturnEntity, { id: returnId, draftId: draft.id });
      if (file === null) throw new AppError('word.return_not_found');
      if (!mayDiscard(one, draft, file))
        throw new AppError('access.denied', { detail: 'Lo scarta chi lo ha caricato, o chi scrive questa bozza.' });
      await holdReturns(tx, draft.id);
      if (await tx.existsBy(DraftReturnMergeEntity, { returnId })) throw new AppError('word.already_merged');
      const last = await lastDiscard(tx, returnId);
      if (last !== null && last.reason !== null) return;
      await addDiscard(tx, file, last, { reason, personId: actor.personId, person: actor.person, at: this.clock.now() });
      const { suaId, enteId, sha256, fileName } = file;
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'draft.word_discarded' },
        summary: `${code}: scartato il file «${fileName.slice(0, 120)}» tornato da Word, che resta conservato`,
        details: { code, returnId, sha256, reason },
      });
    });
  }
}
