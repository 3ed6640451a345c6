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
import { liveRequests, standingOf, type ReviewRows } from './reviews.reader.js';
import { VersionTexts } from './version-texts.js';

/** What changed since somebody approved: which document, which paragraphs. */
@Injectable()
export class Reopenings {
  constructor(
    private readonly texts: VersionTexts,
    private readonly drafts: StandingTexts,
  ) {}

  /** Why each document that had been approved is open again, by code. */
  async of(reader: Reader, one: ActorOnDossier, rows: ReviewRows): Promise<ReadonlyMap<string, string>> {
    const codes = new Set(liveRequests(rows).flatMap((request) => standingOf(rows, request).reopened));
    const sentences = new Map<string, string>();
    for (const code of codes) {
      const approved = rows.approvals.findLast(({ documentCode, kind }) => documentCode === code && kind === 'LEGALE');
      const current = rows.inForce.get(code);
      if (approved === undefined || current === undefined) continue;
      const title = one.kind.documents.find((document) => document.code === code)?.title ?? code;
      const ahead = await this.ahead(reader, rows, code);
      if (approved.fingerprint === current.fingerprint) {
        if (ahead !== null) sentences.set(code, reopenedByDraftSentence(title, ahead));
        continue;
      }
      const place = { dossierId: one.dossier.id, code };
      const why = reopeningSentence(title, await this.between(reader, place, approved.version, current.version));
      sentences.set(code, ahead === null ? why : `${why} ${aheadSentence(title, ahead)}`);
    }
    return sentences;
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
