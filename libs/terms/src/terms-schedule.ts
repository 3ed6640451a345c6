import { Inject, Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobQueue } from '@gare/platform/queue';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { followDossierTerms } from './follow-terms.job.js';

/** Asks for the terms that have passed, also those of days on which the worker was down. */
@Injectable()
export class DossierTermsSchedule extends ProvinceSchedule {
  protected readonly everyMs = 5 * 60_000;
  protected readonly job = followDossierTerms;

  constructor(
    private readonly data: Database,
    queue: JobQueue,
    @Inject(LOGGER) logger: Logger,
    private readonly terms: DossierTermsReader,
  ) {
    super(data, queue, logger);
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.data.read({ scope: 'sua', suaId }, (reader) => this.terms.stale(reader, suaId, 1))).length > 0;
  }
}
