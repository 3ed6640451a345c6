import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { followDossierTerms } from './follow-terms.job.js';

/** Asks for the terms that have passed, also those of days on which the worker was down. */
@Injectable()
export class DossierTermsSchedule extends ProvinceSchedule {
  protected readonly everyMs = 5 * 60_000;
  protected readonly job = followDossierTerms;

  constructor(private readonly terms: DossierTermsReader) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.database.read({ scope: 'sua', suaId }, (reader) => this.terms.stale(reader, suaId, 1))).length > 0;
  }
}
