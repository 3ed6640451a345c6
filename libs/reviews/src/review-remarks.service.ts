import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type addReviewRemark, type ReviewedTextView, type ReviewsView } from '@gare/contracts/reviews';
import { type Actor } from '@gare/domain/access/actor';
import { firstWords } from '@gare/domain/review/reopening';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { AppError } from '@gare/platform/errors';
import { ReviewReadEntity } from './review-read.entity.js';
import { ReviewRemarkEntity, type RemarkedParagraph } from './review-remark.entity.js';
import { ReviewTransactions } from './review-transactions.js';
import { mayResolve, requireInSight, ReviewedTexts, type ReadDocument } from './reviewed-texts.js';
import { Standards } from './standards.js';
import { ReviewsReader } from './reviews.reader.js';
import { ReviewsViews } from './reviews.view.js';

type NewRemark = z.output<NonNullable<typeof addReviewRemark.body>>;
type OnDocument = { readonly dossierId: string; readonly code: string };
type OnRemark = { readonly dossierId: string; readonly remarkId: string };

/** Reading a document as a reviewer, and what is remarked on it. */
@Injectable()
export class ReviewRemarksService {
  constructor(
    private readonly transactions: ReviewTransactions,
    private readonly reviews: ReviewsReader,
    private readonly texts: ReviewedTexts,
    private readonly standards: Standards,
    private readonly views: ReviewsViews,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError document.not_found, access.denied, dossier.not_found */
  async text(actor: Actor, { dossierId, code }: OnDocument): Promise<ReviewedTextView> {
    const standard = await this.standards.of(actor, { dossierId, code });
    return this.transactions.read(actor, dossierId, (tx, one) => this.texts.of(tx, one, code, standard));
  }

  /** The same again changes nothing. @throws AppError review.version_changed (there is no such version in force), access.denied */
  markRead(actor: Actor, { dossierId, code }: OnDocument, version: number): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      one.require('document.comment', code);
      const { now } = await this.texts.current(tx, one, code);
      if (now.version !== version) throw new AppError('review.version_changed');
      const { suaId, enteId } = one.dossier;
      const at = this.clock.now();
      const row: ReviewReadEntity = { dossierId, documentCode: code, personId: actor.personId, version, suaId, enteId, at };
      await tx.createQueryBuilder().insert().into(ReviewReadEntity).values(row).orIgnore().execute();
      await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
      return this.views.of(tx, one);
    });
  }

  /** @throws AppError review.version_changed, review.refused (no such paragraph), access.denied, document.not_found */
  async remark(actor: Actor, { dossierId, code }: OnDocument, given: NewRemark): Promise<ReviewedTextView> {
    await this.transactions.within(actor, dossierId, async (tx, one) => {
      const role = one.require('document.comment', code);
      const text = await this.texts.current(tx, one, code);
      if (text.now.version !== given.version) throw new AppError('review.version_changed');
      const paragraph = paragraphOf(text, given.paragraphId);
      const remark = await this.insert(tx, one, {
        ...{
          step: 'RILIEVO',
          parentId: null,
          documentCode: code,
          version: given.version,
          paragraph,
          weight: given.weight,
          body: given.text,
          role,
        },
      });
      const place = paragraph === null ? '' : `, sul paragrafo «${firstWords(paragraph.text)}»`;
      const summary = `${code}: rilievo ${given.weight === 'BLOCCA' ? 'che blocca' : 'che consiglia'}${place}`;
      const details = { remarkId: remark.id, code, version: given.version, paragraph, after: { weight: given.weight, text: given.text } };
      const told = { action: 'review.remarked', role, summary, details };
      await this.transactions.record(tx, one, told, { what: 'RILIEVO', remark, title: text.title, author: actor.personId });
    });
    return this.text(actor, { dossierId, code });
  }

  /** @throws AppError review.not_found, review.not_now (resolved already), access.denied */
  answer(actor: Actor, place: OnRemark, body: string): Promise<ReviewedTextView> {
    return this.reply(actor, place, { step: 'RISPOSTA', body });
  }

  /** @throws AppError review.not_found, review.not_now (resolved already), access.denied */
  resolve(actor: Actor, place: OnRemark, body: string): Promise<ReviewedTextView> {
    return this.reply(actor, place, { step: 'RISOLTO', body });
  }

  private async reply(
    actor: Actor,
    { dossierId, remarkId }: OnRemark,
    { step, body }: { step: 'RISPOSTA' | 'RISOLTO'; body: string },
  ): Promise<ReviewedTextView> {
    const about = await this.transactions.within(actor, dossierId, async (tx, one) => {
      const rows = await this.reviews.of(tx, dossierId);
      const remark = rows.remarks.find(({ id, step: kind }) => id === remarkId && kind === 'RILIEVO');
      if (remark === undefined) throw new AppError('review.not_found');
      const code = remark.documentCode;
      const role = one.require('document.comment', code);
      requireInSight(one, rows, code);
      if (rows.remarks.some(({ parentId, step: kind }) => parentId === remarkId && kind === 'RISOLTO'))
        throw new AppError('review.not_now', { detail: 'Il rilievo è già stato risolto.' });
      if (step === 'RISOLTO' && !mayResolve(one, rows, remark))
        throw new AppError('access.denied', {
          detail: 'Il rilievo lo risolve chi lo ha scritto o chi rivede il documento: tu puoi rispondere.',
        });
      const { version, paragraph } = remark;
      const reply = await this.insert(tx, one, {
        step,
        parentId: remarkId,
        documentCode: code,
        version,
        paragraph,
        weight: null,
        body,
        role,
      });
      const { title } = await this.texts.current(tx, one, code);
      const summary = `${code}: ${step === 'RISOLTO' ? 'risolto un rilievo' : 'risposta a un rilievo'} di ${remark.person}`;
      const details = { remarkId, code, after: { step, text: body } };
      const told = { action: step === 'RISOLTO' ? 'review.resolved' : 'review.answered', role, summary, details };
      await this.transactions.record(tx, one, told, { what: step, remark: reply, title, author: remark.personId });
      return code;
    });
    return this.text(actor, { dossierId, code: about });
  }

  private async insert(
    tx: Tx,
    { actor, dossier }: ActorOnDossier,
    row: Pick<ReviewRemarkEntity, 'step' | 'parentId' | 'documentCode' | 'version' | 'paragraph' | 'weight' | 'body' | 'role'>,
  ): Promise<ReviewRemarkEntity> {
    const { id: dossierId, suaId, enteId } = dossier;
    const who = { personId: actor.personId, person: actor.person, at: this.clock.now() };
    const remark: ReviewRemarkEntity = { id: randomUUID(), suaId, enteId, dossierId, ...row, ...who };
    await tx.insert(ReviewRemarkEntity, remark);
    return remark;
  }
}

function paragraphOf({ paragraphs }: Pick<ReadDocument, 'paragraphs'>, id: string | null): RemarkedParagraph | null {
  if (id === null) return null;
  const found = paragraphs.find((paragraph) => paragraph.id === id);
  if (found === undefined) {
    const message = 'Il paragrafo non è in questa versione del documento: ricarica la pagina e sceglilo di nuovo.';
    throw new AppError('review.refused', { detail: message, issues: [{ path: 'paragraphId', message }] });
  }
  return { id: found.id, text: found.text, heading: found.heading };
}
