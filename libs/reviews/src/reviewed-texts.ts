import { Injectable } from '@nestjs/common';
import { type ReviewedTextView, type ReviewRemarkView } from '@gare/contracts/reviews';
import { ClauseDeviations, type StandingDeviation } from '@gare/clauses';
import { redlineOfTexts, type RedlineBlock } from '@gare/domain/redline/redline';
import { type ClauseDeviation } from '@gare/domain/drafting/clause-deviations';
import { type Paragraph } from '@gare/domain/review/paragraphs';
import { DocumentReads, type DocumentEntity } from '@gare/documents';
import { type ActorOnDossier } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type ReviewRemarkEntity } from './review-remark.entity.js';
import { inSight, isOutside } from './reviews.view.js';
import { liveRequests, openRemarks, ReviewsReader, type ReviewRows } from './reviews.reader.js';
import { paragraphsIn, VersionTexts, type VersionText } from './version-texts.js';

type Blocks = ReviewedTextView['blocks'];

/** What the standard gives in the place of a version, for a first reading. */
export interface Standard {
  /** One paragraph a line; null where no model is behind the version, which is read whole. */
  readonly text: string | null;
  /** Blocks of clauses that the draft has otherwise. */
  readonly deviations: readonly ClauseDeviation[];
}

/** A document in force, and what the caller read of it. */
export interface ReadDocument {
  readonly rows: ReviewRows;
  readonly document: DocumentEntity;
  readonly title: string;
  readonly now: VersionText;
  /** The version read last, and its text; null before the first reading. */
  readonly lastRead: number | null;
  readonly before: VersionText | null;
  readonly paragraphs: readonly Paragraph[];
}

/** A document as a reviewer reads it: only what changed since they read it last; the first time, only what differs from the standard. */
@Injectable()
export class ReviewedTexts {
  constructor(
    private readonly reviews: ReviewsReader,
    private readonly texts: VersionTexts,
    private readonly deviations: ClauseDeviations,
    private readonly reads: DocumentReads,
  ) {}

  /** The document in force as the caller finds it. @throws AppError document.not_found, access.denied */
  async current(tx: Tx, one: ActorOnDossier, code: string): Promise<ReadDocument> {
    one.require('document.read', code);
    const rows = await this.reviews.of(tx, one.dossier.id);
    requireInSight(one, rows, code);
    const current = rows.inForce.get(code);
    if (current === undefined) throw new AppError('document.not_found');
    const document = await this.texts.document(tx, one.dossier.id, code);
    const lastRead = lastReadOf(rows, one, code);
    const found = await this.texts.of(tx, document, [current.version, ...(lastRead === null ? [] : [lastRead])]);
    const now = found.get(current.version);
    if (now === undefined) throw new AppError('document.not_found');
    const title = one.kind.documents.find((entry) => entry.code === code)?.title ?? code;
    const before = lastRead === null ? null : (found.get(lastRead) ?? null);
    return { rows, document, title, now, lastRead, before, paragraphs: paragraphsIn(now) };
  }

  /**
   * Until publication whoever reads leaves a trace.
   * @param standard what a first reading is held against; null for whoever has read it before
   * @throws AppError document.not_found, access.denied
   */
  async of(tx: Tx, one: ActorOnDossier, code: string, standard: Standard | null): Promise<ReviewedTextView> {
    const { rows, document, title, now, lastRead, before, paragraphs } = await this.current(tx, one, code);
    if (!one.access.pubblicato)
      await this.reads.record(tx, one.actor, {
        dossier: one.dossier,
        document,
        choice: { version: now.version, format: 'text', inline: true },
      });
    const base = lastRead === null ? (standard?.text ?? null) : (before?.read?.text ?? null);
    const registered = (await this.deviations.standing(tx, one.dossier.id)).filter(({ documents }) => documents.includes(code));
    const blocks = base === null || now.read === null ? [] : blocksOf(base, now.read.text);
    return {
      ...{ code, title, version: now.version, sha256: now.sha256 },
      against: againstOf({ hasText: now.read !== null, isFirst: lastRead === null, base }),
      baseVersion: before?.version ?? null,
      blocks,
      clauseChanges: clauseChanges(blocks, standard?.deviations ?? [], registered),
      paragraphs: [...paragraphs],
      deviations: registered.map(deviationView),
      remarks: remarkViews(one, rows, { code, paragraphs }),
      whyNot: { remark: one.whyNot('document.comment', code) },
    };
  }
}

function againstOf({ hasText, isFirst, base }: { hasText: boolean; isFirst: boolean; base: string | null }): ReviewedTextView['against'] {
  if (!hasText) return 'NESSUNA';
  if (base === null) return isFirst ? 'INTERO' : 'NESSUNA';
  return isFirst ? 'MODELLO' : 'LETTURA';
}

/** Which of the changes are departures from a clause, and whether the register of deviations says why. */
function clauseChanges(
  blocks: Blocks,
  deviations: readonly ClauseDeviation[],
  registered: readonly StandingDeviation[],
): ReviewedTextView['clauseChanges'] {
  return deviations.flatMap(({ clause, standard, text }) => {
    const isOfClause = (block: Blocks[number]): boolean => {
      if (block.kind === 'equal') return false;
      if (block.kind === 'deleted') return block.text === standard;
      if (block.kind === 'inserted') return block.text === text;
      const side = (without: string): string =>
        block.pieces
          .filter(({ kind }) => kind !== without)
          .map((piece) => piece.text)
          .join('');
      return side('deleted') === text || side('inserted') === standard;
    };
    const isRegistered = registered.some((one) => clause === one.clause || clause.startsWith(`${one.clause}-`));
    return blocks.filter(isOfClause).map((block) => ({
      ...{ clause, registered: isRegistered },
      before: block.kind === 'inserted' ? null : block.before,
      after: block.kind === 'deleted' ? null : block.after,
    }));
  });
}

/** An outside lawyer reads here what they are asked to review. @throws AppError access.denied */
export function requireInSight(one: ActorOnDossier, rows: ReviewRows, code: string): void {
  if (!isOutside(one) || inSight(one, rows.requests).some(({ documents }) => documents.includes(code))) return;
  throw new AppError('access.denied', {
    detail: 'Il tuo incarico riguarda i documenti che ti sono stati chiesti in revisione: questo non è fra quelli.',
  });
}

export function lastReadOf({ reads }: Pick<ReviewRows, 'reads'>, { actor }: ActorOnDossier, code: string): number | null {
  const own = reads.filter(({ documentCode, personId }) => documentCode === code && personId === actor.personId);
  return own.length === 0 ? null : Math.max(...own.map(({ version }) => version));
}

function blocksOf(before: string, after: string): Blocks {
  return redlineOfTexts(before, after).blocks.map(blockView);
}

function blockView(block: RedlineBlock): Blocks[number] {
  return block.kind === 'changed' ? { ...block, pieces: block.pieces.map((piece) => ({ ...piece })) } : { ...block };
}

function deviationView(deviation: StandingDeviation): ReviewedTextView['deviations'][number] {
  const { clause, title, isProtected, reason, by, at, standardText, changedText } = deviation;
  return { clause, title, protected: isProtected, reason, by, at: at.toISOString(), blocks: blocksOf(standardText, changedText) };
}

/** The remarks on a document, open ones first, then by time. */
function remarkViews(
  one: ActorOnDossier,
  rows: ReviewRows,
  { code, paragraphs }: { code: string; paragraphs: readonly Paragraph[] },
): ReviewRemarkView[] {
  const open = new Set(openRemarks(rows).map(({ id }) => id));
  return rows.remarks
    .filter(({ step, documentCode }) => step === 'RILIEVO' && documentCode === code)
    .map((remark) => remarkView(one, rows, { remark, paragraphs }))
    .sort((a, b) => Number(open.has(b.id)) - Number(open.has(a.id)));
}

function remarkView(
  one: ActorOnDossier,
  rows: ReviewRows,
  { remark, paragraphs }: { remark: ReviewRemarkEntity; paragraphs: readonly Paragraph[] },
): ReviewRemarkView {
  const { id, documentCode: code, version, paragraph, weight, body, personId, person, role, at } = remark;
  const replies = rows.remarks.filter(({ parentId }) => parentId === id);
  const resolution = replies.find(({ step }) => step === 'RISOLTO');
  const may = one.may('document.comment', code) && resolution === undefined;
  return {
    ...{ id, code, version, weight: weight ?? 'CONSIGLIA', text: body, by: { id: personId, name: person }, role, at: at.toISOString() },
    paragraph: paragraph === null ? null : { ...paragraph, standing: paragraphs.some((now) => now.id === paragraph.id) },
    answers: replies
      .filter(({ step }) => step === 'RISPOSTA')
      .map((reply) => ({ id: reply.id, text: reply.body, by: reply.person, at: reply.at.toISOString() })),
    resolved: resolution === undefined ? null : { by: resolution.person, at: resolution.at.toISOString(), text: resolution.body },
    canAnswer: may,
    canResolve: may && mayResolve(one, rows, remark),
  };
}

/** Its author, or who is asked to review the document: whoever drafts answers, and does not judge the answer. */
export function mayResolve({ actor }: ActorOnDossier, rows: ReviewRows, remark: ReviewRemarkEntity): boolean {
  if (remark.personId === actor.personId) return true;
  const asked = liveRequests(rows).filter(({ documents }) => documents.includes(remark.documentCode));
  return asked.some(({ reviewers }) => reviewers.some(({ id }) => id === actor.personId));
}
