import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type approveReview, type giveOpinion, type ReviewsView } from '@gare/contracts/reviews';
import { type Actor } from '@gare/domain/access/actor';
import { technicalApprovers, technicalDocuments } from '@gare/domain/review/review-gate';
import { reviewStanding, whyNotApprove, whyNotBehind, whyNotOpinion } from '@gare/domain/review/review-state';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { Quotes } from './quotes.js';
import { ReviewApprovalEntity } from './review-approval.entity.js';
import { ReviewOpinionEntity } from './review-opinion.entity.js';
import { type ReviewRequestEntity } from './review-request.entity.js';
import { ReviewTransactions } from './review-transactions.js';
import { SheetOfReview } from './sheet-of-review.js';
import { aheadCodes, factsOf, ReviewsReader, standingOf, type ReviewRows, type VersionInForce } from './reviews.reader.js';
import { inSight, isOfBody, ReviewsViews, whyNotSpeak } from './reviews.view.js';

type Opinion = z.output<NonNullable<typeof giveOpinion.body>>;
type Versions = z.output<NonNullable<typeof approveReview.body>>['documents'];
type OnReview = { readonly dossierId: string; readonly reviewId: string };

/** The acts of a review: the written opinion, and the approval of exactly one version of each document. */
@Injectable()
export class ReviewActsService {
  constructor(
    private readonly transactions: ReviewTransactions,
    private readonly reviews: ReviewsReader,
    private readonly quotes: Quotes,
    private readonly sheet: SheetOfReview,
    private readonly views: ReviewsViews,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError review.refused, review.version_changed, review.not_now, review.not_found, access.denied */
  opinion(actor: Actor, { dossierId, reviewId }: OnReview, given: Opinion): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      const rows = await this.reviews.of(tx, dossierId);
      const request = requestOf(one, rows, reviewId);
      const role = requireOnAll(one, given.documents);
      const own = standingOf(rows, request).reviewers.find(({ personId }) => personId === actor.personId);
      const reason = whyNotSpeak(one, request, own?.state);
      if (reason !== null) throw new AppError('review.not_now', { detail: reason });
      const fault = whyNotOpinion(given);
      if (fault !== null) throw new AppError('review.refused', { detail: fault, issues: [{ path: 'text', message: fault }] });
      const documents = inForce(rows, request.documents, given.documents).map(({ code, version, sha256 }) => ({ code, version, sha256 }));
      const quotes = await this.quotes.of(tx, dossierId, documents, given.quotes);
      const { suaId, enteId } = one.dossier;
      const id = randomUUID();
      const { outcome, text: body } = given;
      const who = { personId: actor.personId, person: actor.person, role, at: this.clock.now() };
      await tx.insert(ReviewOpinionEntity, {
        ...{ id, suaId, enteId, dossierId, requestId: reviewId, outcome, reason: given.reason, body, documents, quotes, ...who },
      });
      const summary = `Parere ${outcomeNames[outcome]} di ${actor.person} su ${documents.map(({ code }) => code).join(', ')}`;
      const details = { opinionId: id, requestId: reviewId, after: { outcome, reason: given.reason, text: body, documents, quotes } };
      await this.transactions.record(
        tx,
        one,
        { action: 'review.opinion', role, summary, details },
        { what: 'PARERE', request, outcome, opinionId: id },
      );
      return this.views.of(tx, one);
    });
  }

  /**
   * One act and one record, over the hash of each version. Whoever approved everything that was asked fills the sheet with it. Neither
   * an edit of a draft nor a formation passes it unseen: the one waits for the dossier, the other for its document.
   * @throws AppError review.version_changed, review.not_now (turn, opinion, remarks that block), review.not_found, access.denied
   */
  approve(actor: Actor, { dossierId, reviewId }: OnReview, named: Versions): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      await this.hold(tx, one, named);
      const rows = await this.reviews.of(tx, dossierId);
      const request = requestOf(one, rows, reviewId);
      const role = requireOnAll(one, named);
      const reason = whyNotApprove(
        factsOf(rows, request),
        actor.personId,
        named.map(({ code }) => code),
      );
      if (reason !== null) throw new AppError('review.not_now', { detail: reason });
      const versions = inForce(rows, request.documents, named);
      const actId = await this.insert(tx, one, { versions, kind: 'LEGALE', requestId: reviewId, role });
      const after = await this.reviews.of(tx, dossierId);
      const complete = reviewStanding(factsOf(after, request)).state === 'APPROVATA';
      const told = { action: 'review.approved', role, summary: `Approvati dopo la revisione: ${inWords(versions)}` };
      const details = { actId, requestId: reviewId, versions: versions.map(shown) };
      await this.transactions.record(tx, one, { ...told, details }, { what: 'APPROVATA', request, actId, complete });
      await this.sheet.follow(tx, actor, one.dossier, after);
      return this.views.of(tx, one);
    });
  }

  /** @throws AppError review.version_changed, review.not_now, access.denied */
  approveTechnical(actor: Actor, dossierId: string, named: Versions): Promise<ReviewsView> {
    return this.transactions.within(actor, dossierId, async (tx, one) => {
      requireOnAll(one, named);
      const role = technicalApprovers.find((held) => actor.roles.includes(held));
      if (role === undefined || !isOfBody(one))
        throw new AppError('access.denied', { detail: 'La parte tecnica la approva il responsabile del progetto del comune.' });
      if (one.access.fase !== 'APERTO')
        throw new AppError('review.not_now', { detail: 'Gli atti sono già stati approvati: la parte tecnica non si approva più.' });
      await this.hold(tx, one, named);
      const rows = await this.reviews.of(tx, dossierId);
      const technical = technicalDocuments(one.kind, one.access.matrice, [...rows.inForce.keys()]);
      const behind = whyNotBehind(
        aheadCodes(rows),
        named.map(({ code }) => code),
      );
      if (behind !== null) throw new AppError('review.not_now', { detail: behind });
      const versions = inForce(rows, technical, named);
      const actId = await this.insert(tx, one, { versions, kind: 'TECNICA', requestId: null, role });
      const told = { action: 'review.technical', role, summary: `Approvata la parte tecnica: ${inWords(versions)}` };
      await this.transactions.record(tx, one, { ...told, details: { actId, versions: versions.map(shown) } }, { what: 'TECNICA', actId });
      await this.sheet.follow(tx, actor, one.dossier, await this.reviews.of(tx, dossierId));
      return this.views.of(tx, one);
    });
  }

  private hold(tx: Tx, { dossier }: ActorOnDossier, named: Versions): Promise<void> {
    return this.reviews.holdVersions(
      tx,
      dossier,
      named.map(({ code }) => code),
    );
  }

  private async insert(
    tx: Tx,
    { actor, dossier }: ActorOnDossier,
    act: { versions: readonly VersionInForce[]; kind: ReviewApprovalEntity['kind']; requestId: string | null; role: string },
  ): Promise<string> {
    const { id: dossierId, suaId, enteId } = dossier;
    const { kind, requestId, role } = act;
    const who = { personId: actor.personId, person: actor.person, role, at: this.clock.now() };
    const rows = act.versions.map(({ code, version, sha256, fingerprint }) => ({
      ...{ id: randomUUID(), suaId, enteId, dossierId, requestId, kind, documentCode: code, version, sha256, fingerprint, ...who },
    }));
    await tx.insert(ReviewApprovalEntity, rows);
    return rows[0]?.id ?? '';
  }
}

const outcomeNames = { FAVOREVOLE: 'favorevole', CON_OSSERVAZIONI: 'favorevole con osservazioni', CONTRARIO: 'contrario' } as const;

const shown = ({ code, version, sha256, fingerprint }: VersionInForce): object => ({ code, version, sha256, fingerprint });

const inWords = (versions: readonly VersionInForce[]): string =>
  versions.map(({ code, version, sha256 }) => `${code} versione ${version} (impronta ${sha256.slice(0, 16)}…)`).join(', ');

function requestOf(one: ActorOnDossier, { requests }: ReviewRows, reviewId: string): ReviewRequestEntity {
  const request = inSight(one, requests).find(({ id }) => id === reviewId);
  if (request === undefined) throw new AppError('review.not_found');
  return request;
}

/** The role in which the actor speaks on all of them. @throws AppError access.denied */
function requireOnAll(one: ActorOnDossier, named: Versions): string {
  const roles = named.map(({ code }) => one.require('document.comment', code));
  return roles[0] ?? one.require('document.comment');
}

/** The versions in force that are named; nobody speaks on one they have not seen. @throws AppError review.refused, review.version_changed */
function inForce(rows: ReviewRows, allowed: readonly string[], named: Versions): VersionInForce[] {
  return named.map(({ code, sha256 }, index) => {
    const current = rows.inForce.get(code);
    if (!allowed.includes(code) || current === undefined || named.findIndex((one) => one.code === code) !== index) {
      const message = `${code} non è fra i documenti di questo atto, oppure è indicato due volte.`;
      throw new AppError('review.refused', { detail: message, issues: [{ path: `documents/${index}`, message }] });
    }
    if (current.sha256 !== sha256)
      throw new AppError('review.version_changed', { detail: `${code} è cambiato: adesso è in vigore la versione ${current.version}.` });
    return current;
  });
}
