import { type DraftMode } from '@gare/contracts/drafts';
import { actsForSua } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { ownSides } from '@gare/domain/drafting/section-owner';
import { type ActorOnDossier } from '@gare/dossiers';
import { type DraftEntity } from './draft.entity.js';

/** What a person may do in a draft now. */
export interface DraftRight {
  readonly mode: DraftMode;
  /** The role that allows it. */
  readonly role: RoleCode;
  /** Sides whose sections they write in directly; none where they do not write. */
  readonly sides: readonly Side[];
  /** Why not more, in Italian; null where they write. */
  readonly whyNot: string | null;
}

const closed = 'La bozza è chiusa: il documento è andato avanti senza di lei. Si può solo leggere.';

/**
 * Who writes, who proposes, who reads (drafter and contributors of the responsibility matrix, reviewers, the others).
 * @param atMost what is asked for: never more than this is given
 * @throws AppError access.denied for whoever may not even read
 */
export function rightOn(
  one: ActorOnDossier,
  { code, state }: Pick<DraftEntity, 'code' | 'state'>,
  atMost: DraftMode = 'SCRIVE',
): DraftRight {
  const reader = one.require('draft.read', code);
  const reading = (whyNot: string | null): DraftRight => ({ mode: 'LEGGE', role: reader, sides: [], whyNot });
  if (state === 'CHIUSA') return reading(closed);
  const writes = one.decide('draft.write', code);
  if (writes.allowed && atMost === 'SCRIVE') {
    const { actor, dossier } = one;
    const sides = ownSides({ actsForSua: actsForSua(actor), suaIsEnte: dossier.enteId === dossier.suaId });
    return { mode: 'SCRIVE', role: writes.role, sides, whyNot: null };
  }
  const whyNot = writes.allowed ? null : writes.reason;
  const suggests = one.decide('draft.suggest', code);
  return suggests.allowed && atMost !== 'LEGGE' ? { mode: 'SUGGERISCE', role: suggests.role, sides: [], whyNot } : reading(whyNot);
}
