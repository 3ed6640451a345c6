import { holdsLetter, type ResponsibilityMatrix } from '../access/responsibility-matrix.js';
import type { RoleCode } from '../access/permissions.js';
import type { DossierKind } from '../kinds/kind-schema.js';
import type { ReviewState } from './review-state.js';

/** The gate that closes the drafting. */
const reviewGate = 'G3';

/** Documents that the step past the review still leaves open: they are written there, and nobody reviews them before. */
function writtenAfter(kind: DossierKind): readonly string[] {
  const step = kind.process.transitions.find(({ gate }) => gate?.includes(reviewGate));
  return kind.process.states.find(({ code }) => code === step?.to)?.access?.open?.documents ?? [];
}

/** Is it the step past the review? */
export function passesReview(kind: DossierKind, event: string, from: string): boolean {
  return kind.process.transitions.some((step) => step.event === event && step.from.includes(from) && step.gate?.includes(reviewGate));
}

/** Which documents a review has to cover, of those with a version in force: those the matrix gives to the lawyer to review. */
export function legalDocuments(kind: DossierKind, matrix: ResponsibilityMatrix, inForce: readonly string[]): string[] {
  const later = writtenAfter(kind);
  return inForce.filter((code) => !later.includes(code) && holdsLetter(matrix, ['LEGAL'], ['r', 'a'], code) !== undefined);
}

/** Who approves the technical part: the comune; of a tender of the Province itself, its own. */
export const technicalApprovers = ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'DIR_SUA'] as const satisfies readonly RoleCode[];

/** The technical part, of the documents with a version in force: project, specifications and safety as they go into the tender. */
export function technicalDocuments(kind: DossierKind, matrix: ResponsibilityMatrix, inForce: readonly string[]): string[] {
  const later = writtenAfter(kind);
  const isTechnical = (code: string): boolean => {
    const document = kind.documents.find((one) => one.code === code);
    return document?.packaged === true && technical.includes(document.category ?? '');
  };
  return inForce.filter(
    (code) =>
      !later.includes(code) && isTechnical(code) && holdsLetter(matrix, technicalApprovers, ['d', 'c', 'r', 'a'], code) !== undefined,
  );
}

/** Categories of the package that hold the technical part. */
const technical: readonly string[] = ['Progetto', 'Capitolato', 'Sicurezza'];

/** What gates ask for under `review`. */
export interface ReviewGateFacts {
  /** A review was asked for, and not withdrawn. */
  readonly requested: boolean;
  /** Every review that was asked for has approved exactly what is in force. */
  readonly approved: boolean;
  /** Something that had been approved has changed since. */
  readonly reopened: boolean;
  /** Remarks that block and are not resolved. */
  readonly openBlocks: number;
  /** Documents to be reviewed that no review covers. */
  readonly uncovered: number;
  /** The comune has approved the technical part as it is in force. */
  readonly technical: boolean;
  /** What was approved when the drafting was closed is what is in force. */
  readonly frozenMatch: boolean;
}

export interface FrozenDocument {
  readonly code: string;
  readonly fingerprint: string;
}

export function reviewGateFacts(given: {
  readonly reviews: readonly { readonly state: ReviewState; readonly documents: readonly string[] }[];
  readonly openBlocks: number;
  readonly legal: readonly string[];
  /** Technical documents, and whether the comune has approved the version in force. */
  readonly technical: readonly { readonly code: string; readonly approved: boolean }[];
  readonly frozen: readonly FrozenDocument[] | null;
  readonly inForce: ReadonlyMap<string, string>;
}): ReviewGateFacts {
  const live = given.reviews.filter(({ state }) => state !== 'RITIRATA');
  const covered = new Set(live.flatMap(({ documents }) => documents));
  return {
    requested: live.length > 0,
    approved: live.length > 0 && live.every(({ state }) => state === 'APPROVATA'),
    reopened: live.some(({ state }) => state === 'RIAPERTA'),
    openBlocks: given.openBlocks,
    uncovered: given.legal.filter((code) => !covered.has(code)).length,
    technical: given.technical.every(({ approved }) => approved),
    frozenMatch: given.frozen !== null && unlikeFrozen(given.frozen, given.inForce).length === 0,
  };
}

/** Documents whose version in force is not the one that was frozen. */
export function unlikeFrozen(frozen: readonly FrozenDocument[], inForce: ReadonlyMap<string, string>): string[] {
  return frozen.filter(({ code, fingerprint }) => inForce.get(code) !== fingerprint).map(({ code }) => code);
}
