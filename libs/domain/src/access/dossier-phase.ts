/** Open: everybody works. Frozen: content is fixed, signing and publishing go on. Suspended, published, closed: nobody writes. */
export const dossierPhases = ['APERTO', 'CONGELATO', 'SOSPESO', 'PUBBLICATO', 'CHIUSO'] as const;
export type DossierPhase = (typeof dossierPhases)[number];

/** What may still be written while the rest is frozen: codes of documents, and fields of the sheet as patterns (`lotti/*` + `/cig`). */
export interface StillOpen {
  readonly documenti: readonly string[];
  readonly campi: readonly string[];
}

export const nothingOpen: StillOpen = { documenti: [], campi: [] };

/** True where the path of the sheet is a field that stays open, or lies inside one; `*` stands for any item of a list. */
export function isOpenField({ campi }: StillOpen, path: string): boolean {
  const given = path.split('/');
  return campi.some((pattern) => pattern.split('/').every((part, at) => given[at] !== undefined && (part === '*' || part === given[at])));
}
