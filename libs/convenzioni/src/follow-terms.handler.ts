import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ConvenzioneTerms } from './convenzione-terms.js';
import { followTerms } from './follow-terms.job.js';

type Payload = z.output<typeof followTerms.payload>;

/** A run when everything due has been done finds nothing to do. */
@Injectable()
export class FollowTermsHandler extends JobHandler<typeof followTerms.payload> {
  readonly job = followTerms;

  constructor(private readonly terms: ConvenzioneTerms) {
    super();
  }

  async handle({ suaId }: Payload, run: JobRun): Promise<void> {
    await this.terms.follow(suaId, run.signal);
  }
}
