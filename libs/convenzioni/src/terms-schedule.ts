import { Injectable } from '@nestjs/common';
import { ProvinceSchedule } from '@gare/identity';
import { ConvenzioneTerms } from './convenzione-terms.js';
import { followTerms } from './follow-terms.job.js';

/** Asks for the steps and reminders of convenzioni whose term has come. */
@Injectable()
export class TermsSchedule extends ProvinceSchedule {
  protected readonly everyMs = 15 * 60_000;
  protected readonly job = followTerms;

  constructor(private readonly terms: ConvenzioneTerms) {
    super();
  }

  protected async isDue(suaId: string): Promise<boolean> {
    return (await this.terms.due(suaId)).length > 0;
  }
}
