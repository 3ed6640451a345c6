import { Controller } from '@nestjs/common';
import {
  addReviewRemark,
  answerReviewRemark,
  approveReview,
  approveTechnicalPart,
  askReview,
  getReviewedText,
  getReviewProof,
  getReviews,
  giveOpinion,
  markReviewRead,
  resolveReviewRemark,
  withdrawReview,
  type ReviewProofView,
  type ReviewedTextView,
  type ReviewsView,
} from '@gare/contracts/reviews';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ReviewActsService } from './review-acts.service.js';
import { ReviewProofsService } from './review-proofs.service.js';
import { ReviewRemarksService } from './review-remarks.service.js';
import { ReviewRequestsService } from './review-requests.service.js';

@Controller()
export class ReviewsController {
  constructor(
    private readonly requests: ReviewRequestsService,
    private readonly remarks: ReviewRemarksService,
    private readonly acts: ReviewActsService,
    private readonly proofs: ReviewProofsService,
  ) {}

  @Route(getReviews)
  list(@CurrentActor() actor: Actor, @Input(getReviews) { params }: InputOf<typeof getReviews>): Promise<ReviewsView> {
    return this.requests.list(actor, params.dossierId);
  }

  @Route(askReview)
  ask(@CurrentActor() actor: Actor, @Input(askReview) { params, body }: InputOf<typeof askReview>): Promise<ReviewsView> {
    return this.requests.ask(actor, params.dossierId, body);
  }

  @Route(withdrawReview)
  withdraw(@CurrentActor() actor: Actor, @Input(withdrawReview) { params, body }: InputOf<typeof withdrawReview>): Promise<ReviewsView> {
    return this.requests.withdraw(actor, params, body.reason);
  }

  @Route(getReviewedText)
  text(@CurrentActor() actor: Actor, @Input(getReviewedText) { params }: InputOf<typeof getReviewedText>): Promise<ReviewedTextView> {
    return this.remarks.text(actor, params);
  }

  @Route(markReviewRead)
  markRead(@CurrentActor() actor: Actor, @Input(markReviewRead) { params, body }: InputOf<typeof markReviewRead>): Promise<ReviewsView> {
    return this.remarks.markRead(actor, params, body.version);
  }

  @Route(addReviewRemark)
  remark(
    @CurrentActor() actor: Actor,
    @Input(addReviewRemark) { params, body }: InputOf<typeof addReviewRemark>,
  ): Promise<ReviewedTextView> {
    return this.remarks.remark(actor, params, body);
  }

  @Route(answerReviewRemark)
  answer(
    @CurrentActor() actor: Actor,
    @Input(answerReviewRemark) { params, body }: InputOf<typeof answerReviewRemark>,
  ): Promise<ReviewedTextView> {
    return this.remarks.answer(actor, params, body.text);
  }

  @Route(resolveReviewRemark)
  resolve(
    @CurrentActor() actor: Actor,
    @Input(resolveReviewRemark) { params, body }: InputOf<typeof resolveReviewRemark>,
  ): Promise<ReviewedTextView> {
    return this.remarks.resolve(actor, params, body.text);
  }

  @Route(giveOpinion)
  opinion(@CurrentActor() actor: Actor, @Input(giveOpinion) { params, body }: InputOf<typeof giveOpinion>): Promise<ReviewsView> {
    return this.acts.opinion(actor, params, body);
  }

  @Route(getReviewProof)
  proof(@CurrentActor() actor: Actor, @Input(getReviewProof) { params }: InputOf<typeof getReviewProof>): Promise<ReviewProofView> {
    return this.proofs.of(actor, params);
  }

  @Route(approveReview)
  approve(@CurrentActor() actor: Actor, @Input(approveReview) { params, body }: InputOf<typeof approveReview>): Promise<ReviewsView> {
    return this.acts.approve(actor, params, body.documents);
  }

  @Route(approveTechnicalPart)
  approveTechnical(
    @CurrentActor() actor: Actor,
    @Input(approveTechnicalPart) { params, body }: InputOf<typeof approveTechnicalPart>,
  ): Promise<ReviewsView> {
    return this.acts.approveTechnical(actor, params.dossierId, body.documents);
  }
}
