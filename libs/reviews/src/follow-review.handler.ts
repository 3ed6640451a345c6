import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { DossierSteps, DossierTurns } from '@gare/dossiers';
import { Database } from '@gare/platform/database';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ReviewsReader } from './reviews.reader.js';
import { SheetOfReview } from './sheet-of-review.js';
import { followReview } from './follow-review.job.js';

type Payload = z.output<typeof followReview.payload>;

/** Harmless twice: whose turn it is, and what the sheet says of approvals, follow from what is written. */
@Injectable()
export class FollowReviewHandler extends JobHandler<typeof followReview.payload> {
  readonly job = followReview;

  constructor(
    private readonly database: Database,
    private readonly steps: DossierSteps,
    private readonly turns: DossierTurns,
    private readonly reviews: ReviewsReader,
    private readonly sheet: SheetOfReview,
  ) {
    super();
  }

  async handle({ dossierId }: Payload, { actor }: JobRun): Promise<void> {
    await this.database.transaction({ scope: 'sua', suaId: actor.suaId }, async (tx) => {
      const dossier = await this.steps.hold(tx, dossierId);
      await this.sheet.follow(tx, actor, dossier, await this.reviews.of(tx, dossierId));
      await this.turns.refresh(tx, dossier);
    });
  }
}
