import type { DossierKind } from '../kinds/kind-schema.js';

/** Fields of the sheet of a tender that tell of acts of the review. */
const fieldsOfActs: readonly string[] = ['revisioneLegale', 'approvazioneTecnica'];

/**
 * Does this field of the sheet follow from the acts of the review, so that nobody types it? So it is where the gates of the kind ask for
 * the acts; a dossier of an older kind, whose gates read the fields, is still filled in by hand.
 */
export function followsFromActs({ facts }: Pick<DossierKind, 'facts'>, path: string): boolean {
  const [root = ''] = path.split('/');
  return fieldsOfActs.includes(root) && facts['review'] !== undefined;
}

/** What somebody reads who tries to type one. */
export const whyNotTyped =
  'Questo dato lo scrivono gli atti della pagina Revisione: parere e approvazione, sulla versione esatta dei documenti.';

/** Those of a kind; none of an older one. */
export const actFieldsOf = (kind: Pick<DossierKind, 'facts'>): readonly string[] =>
  fieldsOfActs.filter((field) => followsFromActs(kind, field));
