import { Injectable } from '@nestjs/common';
import { decisionDocument } from '@gare/domain/review/review-gate';
import { reviewStanding, type ReviewFacts, type ReviewStanding } from '@gare/domain/review/review-state';
import { DraftStandings, DraftThreadReader, type BlockingThread, type DraftStanding } from '@gare/drafting';
import { oncePerSnapshot, type Reader, type Tx, withEyes } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ReviewApprovalEntity } from './review-approval.entity.js';
import { ReviewFreezeEntity } from './review-freeze.entity.js';
import { ReviewOpinionEntity } from './review-opinion.entity.js';
import { ReviewReadEntity } from './review-read.entity.js';
import { ReviewRemarkEntity } from './review-remark.entity.js';
import { ReviewRequestEntity } from './review-request.entity.js';

/** The version in force of a document, without its text. */
export interface VersionInForce {
  readonly code: string;
  readonly version: number;
  readonly sha256: string;
  /** Of its content: another one reopens a review. */
  readonly fingerprint: string;
  readonly createdAt: Date;
  readonly hasText: boolean;
}

/** Everything of the review of one dossier, the first first. */
export interface ReviewRows {
  readonly requests: readonly ReviewRequestEntity[];
  readonly reads: readonly ReviewReadEntity[];
  readonly remarks: readonly ReviewRemarkEntity[];
  readonly opinions: readonly ReviewOpinionEntity[];
  readonly approvals: readonly ReviewApprovalEntity[];
  readonly freeze: ReviewFreezeEntity | null;
  readonly inForce: ReadonlyMap<string, VersionInForce>;
  /** Drafts that people write in, by document. */
  readonly drafts: ReadonlyMap<string, DraftStanding>;
  /** Shared comments on drafts that block, not resolved; what is internal to a body blocks nobody and is not here. */
  readonly threads: readonly BlockingThread[];
}

const versionsInForce = `select d.code, v.version, v.sha256, coalesce(v.docx_sha256, v.sha256) as fingerprint, v.created_at as "createdAt",
    v.text is not null as "hasText"
  from documents d join document_versions v on v.document_id = d.id and v.version = d.current_version
  where d.dossier_id = $1 order by d.code`;

const documentsNamed = 'select code from documents where dossier_id = $1 and code = any ($2)';

const anything = `select exists (select 1 from review_requests where dossier_id = $1) or exists (select 1 from review_approvals where dossier_id = $1)
  or exists (select 1 from review_freezes where dossier_id = $1)
  or exists (select 1 from draft_threads where dossier_id = $1 and weight = 'BLOCCA' and internal_to is null) as found`;

/** What the review of a dossier is decided from. */
@Injectable()
export class ReviewsReader {
  constructor(
    private readonly standings: DraftStandings,
    private readonly threads: DraftThreadReader,
  ) {}

  of(reader: Reader, dossierId: string): Promise<ReviewRows> {
    return oncePerSnapshot(reader, `reviews ${dossierId}`, () => this.read(reader, dossierId));
  }

  /** Was a review ever asked for, anything approved, or a comment made that blocks? Most dossiers answer no, in one question. */
  async isBegun(reader: Reader, dossierId: string): Promise<boolean> {
    const [row] = await oncePerSnapshot(reader, `reviews begun ${dossierId}`, () =>
      reader.query<{ found: boolean }[]>(anything, [dossierId]),
    );
    return row?.found === true;
  }

  /** The last one; null where the drafting was never closed with approved documents. */
  freeze(reader: Reader, dossierId: string): Promise<ReviewFreezeEntity | null> {
    return reader.findOne(ReviewFreezeEntity, { where: { dossierId }, order: { at: 'DESC' } });
  }

  /** The text of the decision in force; null where there is no decision. */
  async decision(reader: Reader, dossierId: string): Promise<{ readonly text: string | null } | null> {
    const [row] = await reader.query<{ text: string | null }[]>(
      `select v.text from documents d join document_versions v on v.document_id = d.id and v.version = d.current_version
        where d.dossier_id = $1 and d.code = $2`,
      [dossierId, decisionDocument],
    );
    return row ?? null;
  }

  async inForce(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, VersionInForce>> {
    const rows = await reader.query<VersionInForce[]>(versionsInForce, [dossierId]);
    return new Map(rows.map((row) => [row.code, row]));
  }

  /**
   * Keeps the versions in force of documents until the transaction ends: a formation waits, and then finds what was approved meanwhile.
   * Ask it before anything is read. Where a version comes in force at this very moment nobody waits: whoever forms documents may wait for
   * the dossier that is held here.
   * @throws AppError review.version_changed
   */
  async holdVersions(tx: Tx, { id, suaId }: { readonly id: string; readonly suaId: string }, codes: readonly string[]): Promise<void> {
    const [held, all] = await withEyes(tx, { scope: 'sua', suaId }, async () => [
      await tx.query<{ code: string }[]>(`${documentsNamed} for share skip locked`, [id, codes]),
      await tx.query<{ code: string }[]>(documentsNamed, [id, codes]),
    ]);
    const moving = all.find(({ code }) => !held.some((one) => one.code === code));
    if (moving === undefined) return;
    const detail = `${moving.code} sta cambiando proprio adesso: attendi qualche secondo e guarda la versione nuova.`;
    throw new AppError('review.version_changed', { detail });
  }

  private async read(reader: Reader, dossierId: string): Promise<ReviewRows> {
    const where = { dossierId };
    const byTime = { where, order: { at: 'ASC', id: 'ASC' } } as const;
    const [requests, reads, remarks, opinions, approvals, freeze, inForce, drafts, threads] = await Promise.all([
      reader.find(ReviewRequestEntity, { where, order: { askedAt: 'ASC', id: 'ASC' } }),
      reader.findBy(ReviewReadEntity, where),
      reader.find(ReviewRemarkEntity, byTime),
      reader.find(ReviewOpinionEntity, byTime),
      reader.find(ReviewApprovalEntity, byTime),
      this.freeze(reader, dossierId),
      this.inForce(reader, dossierId),
      this.standings.ofDossier(reader, dossierId),
      this.threads.openBlocking(reader, dossierId),
    ]);
    return { requests, reads, remarks, opinions, approvals, freeze, inForce, drafts, threads };
  }
}

/** Remarks, of either weight, that nobody has resolved. */
export function openRemarks({ remarks }: Pick<ReviewRows, 'remarks'>): ReviewRemarkEntity[] {
  const resolved = new Set(remarks.flatMap(({ step, parentId }) => (step === 'RISOLTO' && parentId !== null ? [parentId] : [])));
  return remarks.filter(({ step, id }) => step === 'RILIEVO' && !resolved.has(id));
}

/** Does the draft of a document say something else than its version in force? */
export const isAhead = ({ drafts }: Pick<ReviewRows, 'drafts'>, code: string): boolean => drafts.get(code)?.isAhead === true;

/** Documents whose draft does. */
export const aheadCodes = ({ drafts }: Pick<ReviewRows, 'drafts'>): string[] =>
  [...drafts.values()].filter((draft) => draft.isAhead).map(({ code }) => code);

/** Documents that something open blocks: a remark, or a shared comment on the draft. */
export const blockedCodes = (rows: Pick<ReviewRows, 'remarks' | 'threads'>): string[] => [
  ...openRemarks(rows).flatMap(({ weight, documentCode }) => (weight === 'BLOCCA' ? [documentCode] : [])),
  ...rows.threads.map(({ code }) => code),
];

/** The latest opinion of each person on a request. */
export function lastOpinions({ opinions }: Pick<ReviewRows, 'opinions'>, requestId: string): ReviewOpinionEntity[] {
  const last = new Map<string, ReviewOpinionEntity>();
  for (const opinion of opinions) if (opinion.requestId === requestId) last.set(opinion.personId, opinion);
  return [...last.values()];
}

/** What a request is decided from. */
export function factsOf(rows: ReviewRows, request: ReviewRequestEntity): ReviewFacts {
  const ofRequest = ({ documentCode }: { documentCode: string }): boolean => request.documents.includes(documentCode);
  return {
    order: request.reviewOrder,
    withdrawn: request.withdrawnAt !== null,
    reviewers: request.reviewers.map(({ id }) => id),
    documents: request.documents.map((code) => ({
      ...{ code, fingerprint: rows.inForce.get(code)?.fingerprint ?? null },
      isAhead: isAhead(rows, code),
    })),
    reads: rows.reads
      .filter((read) => ofRequest(read) && read.at >= request.askedAt)
      .map(({ personId, documentCode: code }) => ({ personId, code })),
    approvals: rows.approvals
      .filter(({ requestId }) => requestId === request.id)
      .map(({ personId, documentCode: code, fingerprint }) => ({ personId, code, fingerprint })),
    opinions: lastOpinions(rows, request.id).map(({ personId, outcome }) => ({ personId, outcome })),
    blocked: blockedCodes(rows),
  };
}

export const standingOf = (rows: ReviewRows, request: ReviewRequestEntity): ReviewStanding => reviewStanding(factsOf(rows, request));

/** Requests that were not taken back. */
export const liveRequests = ({ requests }: Pick<ReviewRows, 'requests'>): ReviewRequestEntity[] =>
  requests.filter(({ withdrawnAt }) => withdrawnAt === null);

/** Approvals of a document that count: what was approved in a review that was taken back does not. */
export function countingApprovals(rows: Pick<ReviewRows, 'approvals' | 'requests'>, code: string): ReviewApprovalEntity[] {
  const live = new Set(liveRequests(rows).map(({ id }) => id));
  return rows.approvals.filter(({ documentCode, requestId }) => documentCode === code && (requestId === null || live.has(requestId)));
}

/** Has the comune approved the technical part exactly as it stands? */
export const isTechnicallyApproved = (rows: ReviewRows, code: string): boolean => technicalApproval(rows, code) !== undefined;

/** The last approval of the technical part that holds. */
export function technicalApproval({ approvals, inForce, drafts }: ReviewRows, code: string): ReviewApprovalEntity | undefined {
  if (isAhead({ drafts }, code)) return undefined;
  const now = inForce.get(code)?.fingerprint;
  return approvals.findLast((act) => act.kind === 'TECNICA' && act.documentCode === code && act.fingerprint === now);
}
