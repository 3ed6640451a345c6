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
  /** Remarks, and shared comments on drafts, that block and are not resolved. */
  readonly openBlocks: number;
  /** Documents to be reviewed that no review covers. */
  readonly uncovered: number;
  /** The comune has approved the technical part as it is in force. */
  readonly technical: boolean;
  /** What was approved when the drafting was closed is what is in force. */
  readonly frozenMatch: boolean;
  /** The decision in force lists exactly the hashes of what was approved. */
  readonly decisionMatch: boolean;
}

export interface FrozenDocument {
  readonly code: string;
  /** SHA-256 of the file that was approved, lower-case hex: what the decision lists. */
  readonly sha256: string;
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
  /** Text of the decision in force; null where there is none, or none can be read. */
  readonly decision: string | null;
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
    decisionMatch: given.frozen !== null && given.decision !== null && decisionFaults(given.frozen, given.decision).length === 0,
  };
}

/** What stands between a decision and the documents that were approved. */
export interface DecisionFault {
  /** MANCA: an approved document whose hash it does not list. ESTRANEA: a hash of something that was not approved. */
  readonly kind: 'MANCA' | 'ESTRANEA';
  /** Code of the document, of a foreign one its hash. */
  readonly what: string;
}

/**
 * Does the text of a decision list exactly the hashes of what was approved? Blanks inside a hash do not count: a file that was brought
 * in may break it over two lines.
 */
export function decisionFaults(frozen: readonly Pick<FrozenDocument, 'code' | 'sha256'>[], text: string): DecisionFault[] {
  const joined = text.toLowerCase().replace(/\s+/gu, '');
  const missing = frozen.filter(({ sha256 }) => !joined.includes(sha256)).map(({ code }): DecisionFault => ({ kind: 'MANCA', what: code }));
  const known = new Set(frozen.map(({ sha256 }) => sha256));
  const listed = text.toLowerCase().match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gu) ?? [];
  const foreign = [...new Set(listed)].filter((hash) => !known.has(hash)).map((what): DecisionFault => ({ kind: 'ESTRANEA', what }));
  return [...missing, ...foreign];
}

/** The document that decides on the acts. */
export const decisionDocument = 'D21';

/**
 * How the decision in force stands to what was approved, with a sentence that says what to do.
 * @param decision null where there is none; its text null where it cannot be read
 */
export function decisionStanding(
  frozen: readonly Pick<FrozenDocument, 'code' | 'sha256'>[],
  decision: { readonly text: string | null } | null,
  title: (code: string) => string,
): { state: 'ASSENTE' | 'ILLEGGIBILE' | 'CONFORME' | 'DIVERSA'; sentence: string } {
  if (decision === null)
    return {
      state: 'ASSENTE',
      sentence: 'La decisione a contrarre non c’è ancora: quando si forma elenca gli atti approvati e le loro impronte.',
    };
  if (decision.text === null)
    return {
      state: 'ILLEGGIBILE',
      sentence:
        'Il testo della decisione caricata non si può leggere: formala dal modello, oppure carica un file con il testo e le impronte degli atti.',
    };
  const faults = decisionFaults(frozen, decision.text);
  if (faults.length === 0) return { state: 'CONFORME', sentence: 'La decisione elenca le impronte degli atti approvati, e solo quelle.' };
  const missing = faults.filter(({ kind }) => kind === 'MANCA').map(({ what }) => `«${title(what)}»`);
  const foreign = faults.some(({ kind }) => kind === 'ESTRANEA') ? ['elenca impronte di atti che non sono quelli approvati'] : [];
  const parts = [...(missing.length === 0 ? [] : [`non elenca l’impronta di ${missing.join(', ')}`]), ...foreign];
  return { state: 'DIVERSA', sentence: `La decisione in vigore ${parts.join(' e ')}: formala di nuovo.` };
}

/** Documents whose version in force is not the one that was frozen. */
export function unlikeFrozen(frozen: readonly FrozenDocument[], inForce: ReadonlyMap<string, string>): string[] {
  return frozen.filter(({ code, fingerprint }) => inForce.get(code) !== fingerprint).map(({ code }) => code);
}
