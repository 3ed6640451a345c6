import { Injectable } from '@nestjs/common';
import {
  aheadSentence,
  changedParagraphs,
  reopenedByDraftSentence,
  reopeningSentence,
  type ChangedParagraph,
} from '@gare/domain/review/reopening';
import { type ActorOnDossier } from '@gare/dossiers';
import { StandingTexts } from '@gare/drafting';
import { type Reader } from '@gare/platform/database';
import { type ReviewApprovalEntity } from './review-approval.entity.js';
import { countingApprovals, liveRequests, standingOf, technicalApproval, type ReviewRows } from './reviews.reader.js';
import { VersionTexts } from './version-texts.js';

/** What changed since somebody approved: which document, which paragraphs. */
@Injectable()
export class Reopenings {
  constructor(
    private readonly texts: VersionTexts,
    private readonly drafts: StandingTexts,
  ) {}

  /** Why each document that had been approved, by the lawyer or in its technical part, is open again, by code. */
  async of(reader: Reader, one: ActorOnDossier, rows: ReviewRows): Promise<ReadonlyMap<string, string>> {
    const sentences = new Map<string, string>();
    for (const approved of lapsedApprovals(rows)) {
      const { documentCode: code } = approved;
      const title = one.kind.documents.find((document) => document.code === code)?.title ?? code;
      const sentence = await this.sentence(reader, rows, { approved, title });
      if (sentence !== null) sentences.set(code, sentence);
    }
    return sentences;
  }

  private async sentence(
    reader: Reader,
    rows: ReviewRows,
    { approved, title }: { approved: ReviewApprovalEntity; title: string },
  ): Promise<string | null> {
    const { dossierId, documentCode: code, kind } = approved;
    const current = rows.inForce.get(code);
    if (current === undefined) return null;
    const ahead = await this.ahead(reader, rows, code);
    if (approved.fingerprint === current.fingerprint) return ahead === null ? null : reopenedByDraftSentence(title, ahead, kind);
    const why = reopeningSentence(title, await this.between(reader, { dossierId, code }, approved.version, current.version), kind);
    return ahead === null ? why : `${why} ${aheadSentence(title, ahead)}`;
  }

  /** Fingerprint of the content of a version; null where there is no such version. @throws AppError document.not_found */
  async contentOf(reader: Reader, { dossierId, code }: { dossierId: string; code: string }, version: number): Promise<string | null> {
    const texts = await this.texts.of(reader, await this.texts.document(reader, dossierId, code), [version]);
    return texts.get(version)?.fingerprint ?? null;
  }

  /** What the draft of a document says otherwise than its version in force; null where it says the same. */
  async ahead(reader: Reader, { drafts }: Pick<ReviewRows, 'drafts'>, code: string): Promise<ChangedParagraph[] | null> {
    const standing = drafts.get(code);
    return standing?.isAhead === true ? this.drafts.changes(reader, standing) : null;
  }

  /** Null where a text of the two cannot be read. @throws AppError document.not_found */
  async between(
    reader: Reader,
    { dossierId, code }: { dossierId: string; code: string },
    approved: number,
    now: number,
  ): Promise<ChangedParagraph[] | null> {
    const texts = await this.texts.of(reader, await this.texts.document(reader, dossierId, code), [approved, now]);
    const [before, after] = [texts.get(approved)?.read, texts.get(now)?.read];
    return before == null || after == null ? null : changedParagraphs(before, after);
  }
}

/** Of each document that stands otherwise than approved, the approval that fell last; of a document with both, that of its review. */
function lapsedApprovals(rows: ReviewRows): ReviewApprovalEntity[] {
  const reviewed = new Set(liveRequests(rows).flatMap((request) => standingOf(rows, request).reopened));
  return [...rows.inForce.keys()].flatMap((code) => {
    const approvals = countingApprovals(rows, code);
    const legal = reviewed.has(code) ? approvals.findLast(({ kind }) => kind === 'LEGALE') : undefined;
    const technical = technicalApproval(rows, code) === undefined ? approvals.findLast(({ kind }) => kind === 'TECNICA') : undefined;
    return legal ?? technical ?? [];
  });
}
