import { type MatrixDocument } from '@gare/domain/access/responsibility-matrix';
import { type KindLibrary } from '@gare/dossiers';

/** The documents of a tender, for which a matrix has to provide, with the phase they belong to. */
export function tenderDocuments(kinds: KindLibrary): (MatrixDocument & { readonly phase: string | null })[] {
  return kinds
    .require('GARA')
    .documents.map(({ code, title = code, drafter, signer, phase }) => ({ code, title, drafter, signer, phase: phase ?? null }));
}
