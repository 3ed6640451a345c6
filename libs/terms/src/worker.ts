import { Module } from '@nestjs/common';
import { FollowDossierTermsHandler } from './follow-terms.handler.js';
import { DossierTermsSchedule } from './terms-schedule.js';
import { TermsModule } from './terms.module.js';

export { DossierTermsSchedule } from './terms-schedule.js';

@Module({ imports: [TermsModule], providers: [FollowDossierTermsHandler, DossierTermsSchedule] })
export class TermsWorkerModule {}
