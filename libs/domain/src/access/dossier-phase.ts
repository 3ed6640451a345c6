/**
 * Open: everybody works. Frozen: content is fixed, signing and publishing go on. Published: what is public never changes again,
 * what is born afterwards (award, contract, closing) is written where the state leaves it open. Suspended, closed: nobody writes.
 */
export const dossierPhases = ['APERTO', 'CONGELATO', 'SOSPESO', 'PUBBLICATO', 'CHIUSO'] as const;
export type DossierPhase = (typeof dossierPhases)[number];

/** Phases in which content is fixed but for what the state leaves open. */
export const fixedPhases: readonly DossierPhase[] = ['CONGELATO', 'PUBBLICATO'];

/** What may still be written while the rest is fixed: codes of documents, and fields of the sheet as patterns (`lotti/*` + `/cig`). */
export interface StillOpen {
  /** Formed anew with what came in since, or brought in. */
  readonly documenti: readonly string[];
  /** Of those, the ones that are written in a fixed phase: the words of the others were approved before it and stay. */
  readonly testi: readonly string[];
  readonly campi: readonly string[];
}

export const nothingOpen: StillOpen = { documenti: [], testi: [], campi: [] };

/** True where the path of the sheet is a field that stays open, or lies inside one; `*` stands for any item of a list. */
export function isOpenField({ campi }: Pick<StillOpen, 'campi'>, path: string): boolean {
  const given = path.split('/');
  return campi.some((pattern) => pattern.split('/').every((part, at) => given[at] !== undefined && (part === '*' || part === given[at])));
}
