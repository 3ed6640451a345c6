import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type askReview, type ReviewsView } from '@gare/contracts/reviews';
import { type Actor } from '@gare/domain/access/actor';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { addDays } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { whyNotBehind } from '@gare/domain/review/review-state';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ReviewPeople, type Candidate } from './review-people.js';
import { ReviewRequestEntity } from './review-request.entity.js';
import { ReviewTransactions } from './review-transactions.js';
import { aheadCodes, liveRequests, ReviewsReader, type ReviewRows } from './reviews.reader.js';
import { closedForWithdrawal, ReviewsViews } from './reviews.view.js';

type Asked = z.output<NonNullable<typeof askReview.body>>;

/** Longest time for a review: one that takes longer is asked again. */
const longestDays = 180;

/** Reviews are asked for and taken back. */
@Injectable()
export class ReviewRequestsService {
  constructor(
    private readonly transactions: ReviewTransactions,
    private readonly reviews: ReviewsReader,
    private readonly people: ReviewPeople,
    private readonly views: ReviewsViews,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<ReviewsView> {
    return this.transactions.read(actor, dossierId, (tx, one) => this.views.of(tx, one));
  }

  /**
   * A document is in one review at a time: what changes in it reopens that one.
   * @throws AppError access.denied, review.not_now (drafting is over), review.refused (documents, people or day), dossier.not_found
   */
  ask(actor: Actor, dossierId: string, asked: Asked): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      const role = one.require('request.open');
      if (one.access.fase !== 'APERTO') throw new AppError('review.not_now', { detail: closed });
      const rows = await this.reviews.of(tx, dossierId);
      const candidates = await this.people.candidates(tx, one.dossier);
      refuseAsked(asked, { rows, candidates, one, today: this.today() });
      const reviewers = asked.reviewers.map((id) => ({ id, name: candidates.find((one_) => one_.id === id)?.name ?? '' }));
      const request = await this.insert(tx, one, { ...asked, reviewers });
      const names = reviewers.map(({ name }) => name).join(', ');
      const summary = `Chiesta la revisione di ${asked.documents.join(', ')} a ${names}, entro il ${dayInWords(asked.dueOn)}`;
      const details = { requestId: request.id, after: { ...asked, reviewers } };
      await this.transactions.record(tx, one, { action: 'review.asked', role, summary, details }, { what: 'CHIESTA', request });
      return this.views.of(tx, one);
    });
  }

  /** @throws AppError access.denied, review.not_found, review.not_now (taken back already, drafting is over), dossier.not_found */
  withdraw(actor: Actor, { dossierId, reviewId }: { dossierId: string; reviewId: string }, reason: string): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      const role = one.require('request.open');
      if (one.access.fase !== 'APERTO') throw new AppError('review.not_now', { detail: closedForWithdrawal });
      const request = await tx.findOneBy(ReviewRequestEntity, { id: reviewId, dossierId });
      if (request === null) throw new AppError('review.not_found');
      if (request.withdrawnAt !== null) throw new AppError('review.not_now', { detail: 'La richiesta è già stata ritirata.' });
      await tx.update(
        ReviewRequestEntity,
        { id: reviewId },
        { withdrawnAt: this.clock.now(), withdrawnBy: actor.person, withdrawReason: reason },
      );
      const told = {
        action: 'review.withdrawn',
        role,
        summary: `Ritirata la richiesta di revisione di ${request.documents.join(', ')}: ${reason}`,
      };
      const details = { requestId: reviewId, before: { withdrawn: false }, after: { withdrawn: true, reason } };
      await this.transactions.record(tx, one, { ...told, details }, { what: 'RITIRATA', request });
      return this.views.of(tx, one);
    });
  }

  private async insert(
    tx: Tx,
    { actor, dossier }: ActorOnDossier,
    asked: Omit<Asked, 'reviewers'> & Pick<ReviewRequestEntity, 'reviewers'>,
  ): Promise<ReviewRequestEntity> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { documents, reviewers, order, dueOn, note } = asked;
    const request: ReviewRequestEntity = {
      ...{ id: randomUUID(), suaId, enteId, dossierId, documents: [...documents], reviewers, reviewOrder: order, dueOn, note },
      ...{ askedBy: actor.personId, askedByName: actor.person, askedAt: this.clock.now() },
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawReason: null },
    };
    await tx.insert(ReviewRequestEntity, request);
    return request;
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

const closed = 'Gli atti sono già stati approvati: per rivederli ancora il fascicolo torna in redazione.';

function refuseAsked(
  { documents, reviewers, dueOn }: Asked,
  given: { rows: ReviewRows; candidates: readonly Candidate[]; one: ActorOnDossier; today: string },
): void {
  const { rows, candidates, today } = given;
  const issues: { path: string; message: string }[] = [];
  const behind = aheadCodes(rows);
  const busy = new Set(liveRequests(rows).flatMap((request) => request.documents));
  for (const [index, code] of documents.entries()) {
    const path = `documents/${index}`;
    if (!rows.inForce.has(code)) issues.push({ path, message: `${code} non ha ancora una versione: prima si forma o si carica.` });
    else if (busy.has(code)) issues.push({ path, message: `${code} è già in revisione: se cambia, quella revisione si riapre da sé.` });
    else if (behind.includes(code)) issues.push({ path, message: whyNotBehind(behind, [code]) ?? '' });
    else if (documents.indexOf(code) !== index) issues.push({ path, message: `${code} è indicato due volte.` });
  }
  for (const [index, id] of reviewers.entries()) {
    const path = `reviewers/${index}`;
    if (!candidates.some((candidate) => candidate.id === id))
      issues.push({ path, message: 'Questa persona non è dell’ufficio legale e non ha un incarico di revisione su questo fascicolo.' });
    else if (reviewers.indexOf(id) !== index) issues.push({ path, message: 'Lo stesso revisore è indicato due volte.' });
  }
  if (dueOn < today) issues.push({ path: 'dueOn', message: 'Il termine è già passato.' });
  if (dueOn > addDays(today, longestDays)) issues.push({ path: 'dueOn', message: `Il termine è al massimo di ${longestDays} giorni.` });
  if (issues.length > 0) throw new AppError('review.refused', { detail: issues[0]?.message ?? '', issues });
}
