import { Controller } from '@nestjs/common';
import { giveReviewGrant, listReviewGrants, revokeReviewGrant } from '@gare/contracts/review-grants';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { ReviewGrants } from './review-grants.service.js';

type Listing = ReturnType<ReviewGrants['list']>;

@Controller()
export class ReviewGrantsController {
  constructor(private readonly grants: ReviewGrants) {}

  @Route(listReviewGrants)
  list(@CurrentActor() actor: Actor, @Input(listReviewGrants) { params }: InputOf<typeof listReviewGrants>): Listing {
    return this.grants.list(actor, params.dossierId);
  }

  @Route(giveReviewGrant)
  give(@CurrentActor() actor: Actor, @Input(giveReviewGrant) { params, body }: InputOf<typeof giveReviewGrant>): Listing {
    return this.grants.give(actor, params.dossierId, body);
  }

  @Route(revokeReviewGrant)
  revoke(@CurrentActor() actor: Actor, @Input(revokeReviewGrant) { params }: InputOf<typeof revokeReviewGrant>): Promise<void> {
    return this.grants.revoke(actor, params);
  }
}
