import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { followRequests } from './follow-requests.job.js';
import { RequestExpiry } from './request-expiry.js';

type Payload = z.output<typeof followRequests.payload>;

/** A run when everything due has been done finds nothing to do. */
@Injectable()
export class FollowRequestsHandler extends JobHandler<typeof followRequests.payload> {
  readonly job = followRequests;

  constructor(private readonly expiry: RequestExpiry) {
    super();
  }

  async handle({ suaId }: Payload, run: JobRun): Promise<void> {
    await this.expiry.follow(suaId, run.signal);
  }
}
