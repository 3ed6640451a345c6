import { type Reader, type Tx } from '@gare/platform/database';
import { DraftReturnDiscardEntity } from './draft-return-discard.entity.js';
import { type DraftReturnEntity } from './draft-return.entity.js';

/** Files of one draft are kept, merged and set aside one after the other. */
export async function holdReturns(tx: Tx, draftId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 74))', [draftId]);
}

/** What was said last of a file: set aside, or taken up again; null where nothing was. */
export async function lastDiscard(reader: Reader, returnId: string): Promise<DraftReturnDiscardEntity | null> {
  const [last] = await reader.find(DraftReturnDiscardEntity, { where: { returnId }, order: { position: 'DESC' }, take: 1 });
  return last ?? null;
}

/** The next word on a file. `reason` null: it is taken up again. */
export async function addDiscard(
  tx: Tx,
  { id: returnId, suaId, enteId, dossierId }: DraftReturnEntity,
  last: DraftReturnDiscardEntity | null,
  said: Pick<DraftReturnDiscardEntity, 'reason' | 'personId' | 'person' | 'at'>,
): Promise<void> {
  await tx.insert(DraftReturnDiscardEntity, { returnId, position: (last?.position ?? 0) + 1, suaId, enteId, dossierId, ...said });
}
