import { Injectable } from '@nestjs/common';
import { type ReviewedTextView, type ReviewRemarkView } from '@gare/contracts/reviews';
import { ClauseDeviations, type StandingDeviation } from '@gare/clauses';
import { redlineOfTexts, type RedlineBlock } from '@gare/domain/redline/redline';
import { type Paragraph } from '@gare/domain/review/paragraphs';
import { DocumentReads } from '@gare/documents';
import { type ActorOnDossier } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type ReviewRemarkEntity } from './review-remark.entity.js';
import { inSight, isOutside } from './reviews.view.js';
import { liveRequests, openRemarks, ReviewsReader, type ReviewRows } from './reviews.reader.js';
import { paragraphsIn, VersionTexts, type VersionText } from './version-texts.js';

type Blocks = ReviewedTextView['blocks'];

/** A document as a reviewer reads it: only what changed since they read it last; the first time, only what differs from the standard. */
@Injectable()
export class ReviewedTexts {
  constructor(
    private readonly reviews: ReviewsReader,
    private readonly texts: VersionTexts,
    private readonly deviations: ClauseDeviations,
    private readonly reads: DocumentReads,
  ) {}

  /** Until publication whoever reads leaves a trace. @throws AppError document.not_found, access.denied */
  async of(tx: Tx, one: ActorOnDossier, code: string): Promise<ReviewedTextView> {
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
    if (!one.access.pubblicato)
      await this.reads.record(tx, one.actor, {
        dossier: one.dossier,
        document,
        choice: { version: now.version, format: 'text', inline: true },
      });
    const base = lastRead === null ? await this.standard(tx, document, now) : (found.get(lastRead) ?? null);
    const paragraphs = paragraphsIn(now);
    return {
      ...{ code, title: one.kind.documents.find((entry) => entry.code === code)?.title ?? code, version: now.version, sha256: now.sha256 },
      against: now.read === null || base?.read == null ? 'NESSUNA' : lastRead === null ? 'MODELLO' : 'LETTURA',
      baseVersion: base === now ? null : (base?.version ?? null),
      blocks: base?.read == null || now.read === null ? [] : blocksOf(base.read.text, now.read.text),
      paragraphs,
      deviations: (await this.deviations.standing(tx, one.dossier.id))
        .filter(({ documents }) => documents.includes(code))
        .map(deviationView),
      remarks: remarkViews(one, rows, { code, paragraphs }),
      whyNot: { remark: one.whyNot('document.comment', code) },
    };
  }

  /** What the standard gives: the text as it was formed, before anybody wrote into it by hand. */
  private async standard(tx: Tx, document: Parameters<VersionTexts['of']>[1], now: VersionText): Promise<VersionText | null> {
    if (now.basedOn === null) return now;
    return (await this.texts.of(tx, document, [now.basedOn])).get(now.basedOn) ?? null;
  }
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
