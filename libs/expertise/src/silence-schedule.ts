import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { SilentBodies } from './silent-bodies.js';
import { followSilence } from './silent-body.job.js';

/** Looks for requests for support whose body keeps silent. */
@Injectable()
export class SilenceSchedule extends ProvinceSchedule {
  protected readonly everyMs = 30 * 60_000;
  protected readonly job = followSilence;

  constructor(private readonly silent: SilentBodies) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.silent.due(suaId)).length > 0;
  }
}

/** A run when everything due has been done finds nothing to do. */
@Injectable()
export class FollowSilenceHandler extends JobHandler<typeof followSilence.payload> {
  readonly job = followSilence;

  constructor(private readonly silent: SilentBodies) {
    super();
  }

  async handle({ suaId }: { suaId: string }, run: JobRun): Promise<void> {
    await this.silent.follow(suaId, run.signal);
  }
}
