import { type ActorOnDossier } from '@gare/dossiers';
import { type DraftThreadEntity } from './draft-thread.entity.js';

/** The body a person may write internal comments for; null for whoever reviews from outside: what they say is for the parties. */
export function internalBody({ actor, dossier }: ActorOnDossier): string | null {
  return actor.enteId === dossier.suaId || actor.enteId === dossier.enteId ? actor.enteId : null;
}

/** Why the person cannot resolve the thread or open it again; null where they can. What blocks is lifted by who may block, or by who opened it. */
export function whyNotSettle(one: ActorOnDossier, code: string, thread: DraftThreadEntity): string | null {
  const may = one.whyNot('document.comment', code);
  if (may !== null || thread.weight !== 'BLOCCA' || thread.openedBy === one.actor.personId) return may;
  return one.may('document.review', code) ? null : 'Questo commento blocca: lo chiude chi lo ha scritto o chi rivede il documento.';
}
