import { Inject, Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { Database } from '@gare/platform/database';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { DossierTermsKeeper } from './dossier-terms.keeper.js';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { followDossierTerms } from './follow-terms.job.js';

type Payload = z.output<typeof followDossierTerms.payload>;

const atOnce = 500;

/** A run when everything is of this moment finds nothing to do; each dossier is a transaction of its own. */
@Injectable()
export class FollowDossierTermsHandler extends JobHandler<typeof followDossierTerms.payload> {
  readonly job = followDossierTerms;

  constructor(
    private readonly database: Database,
    private readonly terms: DossierTermsReader,
    private readonly keeper: DossierTermsKeeper,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async handle({ suaId }: Payload, run: JobRun): Promise<void> {
    const context = { scope: 'sua', suaId } as const;
    const done = new Set<string>();
    for (;;) {
      const stale = await this.database.read(context, (reader) => this.terms.stale(reader, suaId, atOnce + done.size));
      const left = stale.filter((id) => !done.has(id));
      if (left.length === 0) return;
      for (const dossierId of left) {
        run.signal.throwIfAborted();
        done.add(dossierId);
        try {
          await this.database.transaction(context, (tx) => this.keeper.refresh(tx, dossierId));
        } catch (error) {
          this.logger.error(
            { err: error, dossierId },
            'terms: those of a dossier could not be written, they are tried again at the next look',
          );
        }
      }
    }
  }
}
