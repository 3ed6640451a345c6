import { Inject, Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { ConvenzioneTerms } from './convenzione-terms.js';
import { followTerms } from './follow-terms.job.js';

/** Asks for the steps and reminders of convenzioni whose term has come. */
@Injectable()
export class TermsSchedule extends ProvinceSchedule {
  protected readonly everyMs = 15 * 60_000;
  protected readonly job = followTerms;

  constructor(
    database: Database,
    queue: JobQueue,
    @Inject(LOGGER) logger: Logger,
    private readonly terms: ConvenzioneTerms,
  ) {
    super(database, queue, logger);
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.terms.due(suaId)).length > 0;
  }
}
