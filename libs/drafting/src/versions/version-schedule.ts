import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { AutomaticVersions } from './automatic-versions.js';
import { keepDraftVersions } from './keep-versions.job.js';

/** Looks every minute whether drafts came to rest, or were written in for long, since their last version. */
@Injectable()
export class DraftVersionSchedule extends ProvinceSchedule {
  protected readonly everyMs = 60_000;
  protected readonly job = keepDraftVersions;

  constructor(private readonly versions: AutomaticVersions) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.versions.due(suaId)).length > 0;
  }
}

/** A run when everything due has been kept finds nothing to do. */
@Injectable()
export class KeepDraftVersionsHandler extends JobHandler<typeof keepDraftVersions.payload> {
  readonly job = keepDraftVersions;

  constructor(private readonly versions: AutomaticVersions) {
    super();
  }

  async handle({ suaId }: { suaId: string }, run: JobRun): Promise<void> {
    await this.versions.keep(suaId, run.signal);
  }
}
