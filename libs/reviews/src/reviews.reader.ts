import { Injectable } from '@nestjs/common';
import { reviewStanding, type ReviewFacts, type ReviewStanding } from '@gare/domain/review/review-state';
import { oncePerSnapshot, type Reader } from '@gare/platform/database';
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
}

const versionsInForce = `select d.code, v.version, v.sha256, coalesce(v.docx_sha256, v.sha256) as fingerprint, v.created_at as "createdAt",
    v.text is not null as "hasText"
  from documents d join document_versions v on v.document_id = d.id and v.version = d.current_version
  where d.dossier_id = $1 order by d.code`;

const anything = `select exists (select 1 from review_requests where dossier_id = $1) or exists (select 1 from review_approvals where dossier_id = $1)
  or exists (select 1 from review_freezes where dossier_id = $1) as found`;

/** What the review of a dossier is decided from. */
@Injectable()
export class ReviewsReader {
  of(reader: Reader, dossierId: string): Promise<ReviewRows> {
    return oncePerSnapshot(reader, `reviews ${dossierId}`, () => this.read(reader, dossierId));
  }

  /** Was a review ever asked for, or anything approved? Most dossiers answer no, in one question. */
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

  async inForce(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, VersionInForce>> {
    const rows = await reader.query<VersionInForce[]>(versionsInForce, [dossierId]);
    return new Map(rows.map((row) => [row.code, row]));
  }

  private async read(reader: Reader, dossierId: string): Promise<ReviewRows> {
    const where = { dossierId };
    const byTime = { where, order: { at: 'ASC', id: 'ASC' } } as const;
    const [requests, reads, remarks, opinions, approvals, freeze, inForce] = await Promise.all([
      reader.find(ReviewRequestEntity, { where, order: { askedAt: 'ASC', id: 'ASC' } }),
      reader.findBy(ReviewReadEntity, where),
      reader.find(ReviewRemarkEntity, byTime),
      reader.find(ReviewOpinionEntity, byTime),
      reader.find(ReviewApprovalEntity, byTime),
      this.freeze(reader, dossierId),
      this.inForce(reader, dossierId),
    ]);
    return { requests, reads, remarks, opinions, approvals, freeze, inForce };
  }
}

/** A remark that blocks and nobody has resolved. */
export function openRemarks({ remarks }: Pick<ReviewRows, 'remarks'>): ReviewRemarkEntity[] {
  const resolved = new Set(remarks.flatMap(({ step, parentId }) => (step === 'RISOLTO' && parentId !== null ? [parentId] : [])));
  return remarks.filter(({ step, id }) => step === 'RILIEVO' && !resolved.has(id));
}

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
    documents: request.documents.map((code) => ({ code, fingerprint: rows.inForce.get(code)?.fingerprint ?? null })),
    reads: rows.reads
      .filter((read) => ofRequest(read) && read.at >= request.askedAt)
      .map(({ personId, documentCode: code }) => ({ personId, code })),
    approvals: rows.approvals
      .filter(({ requestId }) => requestId === request.id)
      .map(({ personId, documentCode: code, fingerprint }) => ({ personId, code, fingerprint })),
    opinions: lastOpinions(rows, request.id).map(({ personId, outcome }) => ({ personId, outcome })),
    blocked: openRemarks(rows).flatMap(({ weight, documentCode }) => (weight === 'BLOCCA' ? [documentCode] : [])),
  };
}

export const standingOf = (rows: ReviewRows, request: ReviewRequestEntity): ReviewStanding => reviewStanding(factsOf(rows, request));

/** Requests that were not taken back. */
export const liveRequests = ({ requests }: Pick<ReviewRows, 'requests'>): ReviewRequestEntity[] =>
  requests.filter(({ withdrawnAt }) => withdrawnAt === null);

/** Has the comune approved the technical part in this very version? */
export const isTechnicallyApproved = ({ approvals, inForce }: Pick<ReviewRows, 'approvals' | 'inForce'>, code: string): boolean =>
  approvals.some((act) => act.kind === 'TECNICA' && act.documentCode === code && act.fingerprint === inForce.get(code)?.fingerprint);
