/** Where a review stands. */
export const reviewStates = ['CHIESTA', 'IN_CORSO', 'OSSERVAZIONI', 'APPROVATA', 'RIAPERTA', 'RITIRATA'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** All at once, or each when the one before has approved. */
export const reviewOrders = ['PARALLELA', 'IN_ORDINE'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

export const opinionOutcomes = ['FAVOREVOLE', 'CON_OSSERVAZIONI', 'CONTRARIO'] as const;
export type OpinionOutcome = (typeof opinionOutcomes)[number];

/** A document under review as it stands. */
export interface StandingDocument {
  readonly code: string;
  /** Of the content of the version in force; null while there is none. */
  readonly fingerprint: string | null;
  /** Its draft reads otherwise than that version: what was approved is not what stands. */
  readonly isAhead: boolean;
}

/** What a review is decided from. */
export interface ReviewFacts {
  readonly order: ReviewOrder;
  readonly withdrawn: boolean;
  /** In the order in which they are asked. */
  readonly reviewers: readonly string[];
  readonly documents: readonly StandingDocument[];
  readonly reads: readonly { readonly personId: string; readonly code: string }[];
  readonly approvals: readonly { readonly personId: string; readonly code: string; readonly fingerprint: string }[];
  /** The latest opinion of each reviewer. */
  readonly opinions: readonly { readonly personId: string; readonly outcome: OpinionOutcome }[];
  /** Documents with a remark, or a shared comment on their draft, that blocks and is not resolved. */
  readonly blocked: readonly string[];
}

export interface ReviewerStanding {
  readonly personId: string;
  /** ATTENDE: others come first. */
  readonly state: 'ATTENDE' | 'TOCCA' | 'CONTRARIO' | 'APPROVATA';
  /** Documents that they have not approved as they stand. */
  readonly missing: readonly string[];
}

export interface ReviewStanding {
  readonly state: ReviewState;
  readonly reviewers: readonly ReviewerStanding[];
  /** Documents that somebody had approved otherwise than they stand. */
  readonly reopened: readonly string[];
}

/** Where a review stands, and whose turn it is in it. Nothing is kept: it follows from what was done and from what stands. */
export function reviewStanding(facts: ReviewFacts): ReviewStanding {
  const missing = new Map(facts.reviewers.map((personId) => [personId, missingOf(facts, personId)]));
  const against = new Set(facts.opinions.filter(({ outcome }) => outcome === 'CONTRARIO').map(({ personId }) => personId));
  const done = (personId: string): boolean => missing.get(personId)?.length === 0 && !against.has(personId);
  const next = facts.reviewers.find((personId) => !done(personId));
  const reviewers = facts.reviewers.map((personId): ReviewerStanding => {
    const turn = facts.order === 'PARALLELA' || personId === next ? 'TOCCA' : 'ATTENDE';
    const state = done(personId) ? 'APPROVATA' : against.has(personId) ? 'CONTRARIO' : turn;
    return { personId, state, missing: missing.get(personId) ?? [] };
  });
  const reopened = facts.documents.filter((document) => isReopened(facts, document)).map(({ code }) => code);
  return { state: stateOf(facts, { reviewers, reopened }), reviewers, reopened };
}

function missingOf({ documents, approvals }: ReviewFacts, personId: string): string[] {
  const approved = ({ code, fingerprint, isAhead }: StandingDocument): boolean =>
    !isAhead && approvals.some((act) => act.personId === personId && act.code === code && act.fingerprint === fingerprint);
  return documents.filter((document) => !approved(document)).map(({ code }) => code);
}

/** Somebody who is still asked approved it otherwise than it stands: another version, or this one before its draft went on. */
function isReopened({ reviewers, approvals }: ReviewFacts, { code, fingerprint, isAhead }: StandingDocument): boolean {
  return reviewers.some((personId) => {
    const own = approvals.filter((act) => act.personId === personId && act.code === code);
    return own.length > 0 && (isAhead || !own.some((act) => act.fingerprint === fingerprint));
  });
}

function stateOf(facts: ReviewFacts, { reviewers, reopened }: Omit<ReviewStanding, 'state'>): ReviewState {
  if (facts.withdrawn) return 'RITIRATA';
  const ofThis = facts.documents.some(({ code }) => facts.blocked.includes(code));
  if (!ofThis && reviewers.length > 0 && reviewers.every(({ state }) => state === 'APPROVATA')) return 'APPROVATA';
  if (reopened.length > 0) return 'RIAPERTA';
  if (ofThis || reviewers.some(({ state }) => state === 'CONTRARIO')) return 'OSSERVAZIONI';
  const begun = facts.approvals.length > 0 || facts.reads.some(({ personId }) => facts.reviewers.includes(personId));
  return begun ? 'IN_CORSO' : 'CHIESTA';
}

/** Why a reviewer cannot approve these documents now; null where they can. */
export function whyNotApprove(facts: ReviewFacts, personId: string, codes: readonly string[]): string | null {
  const standing = reviewStanding(facts);
  const own = standing.reviewers.find((one) => one.personId === personId);
  if (facts.withdrawn) return 'La richiesta di revisione è stata ritirata: non c’è più niente da approvare.';
  if (own === undefined) return 'La revisione è stata chiesta ad altri: approva chi è fra i revisori.';
  if (own.state === 'ATTENDE') return 'La revisione è in ordine: prima approva chi viene prima di te.';
  const opinion = facts.opinions.find((one) => one.personId === personId);
  if (opinion === undefined) return 'Prima di approvare scrivi il parere.';
  if (opinion.outcome === 'CONTRARIO') return 'Il tuo ultimo parere è contrario: per approvare scrivine uno nuovo.';
  const blocked = codes.filter((code) => facts.blocked.includes(code));
  if (blocked.length > 0) return `Ci sono rilievi che bloccano e non sono risolti su: ${blocked.join(', ')}.`;
  const empty = codes.filter((code) => facts.documents.find((document) => document.code === code)?.fingerprint == null);
  if (empty.length > 0) return `Non c’è ancora una versione da approvare di: ${empty.join(', ')}.`;
  return whyNotBehind(
    facts.documents.filter(({ isAhead }) => isAhead).map(({ code }) => code),
    codes,
  );
}

/** Why these documents cannot be asked for, or approved, while drafts say more than their versions; null where none does. */
export function whyNotBehind(ahead: readonly string[], codes: readonly string[]): string | null {
  const found = codes.filter((code) => ahead.includes(code));
  return found.length === 0
    ? null
    : `La bozza dice altro dalla versione in vigore di: ${found.join(', ')}. Prima forma la nuova versione: si rivede e si approva quella.`;
}

/** Why an opinion with this outcome cannot be given; null where it can. */
export function whyNotOpinion({ outcome, reason, text }: { outcome: OpinionOutcome; reason: string; text: string }): string | null {
  if (text.trim().length < shortestOpinion) return `Scrivi il parere con almeno ${shortestOpinion} caratteri.`;
  if (outcome !== 'FAVOREVOLE' && reason.trim().length < shortestReason)
    return `Un parere che non è favorevole si motiva: scrivi la ragione con almeno ${shortestReason} caratteri.`;
  return null;
}

const shortestOpinion = 10;
const shortestReason = 20;

/** Of several opinions that let a document pass, the one the sheet names: with remarks, if one has any. */
export function jointOutcome(outcomes: readonly OpinionOutcome[]): OpinionOutcome {
  return opinionOutcomes.findLast((outcome) => outcomes.includes(outcome)) ?? 'FAVOREVOLE';
}
