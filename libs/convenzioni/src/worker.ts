import { Module } from '@nestjs/common';
import { NotificationsModule } from '@gare/notifications';
import { ConvenzioneReminders } from './convenzione-reminders.js';
import { ConvenzioneTerms } from './convenzione-terms.js';
import { ConvenzioniModule } from './convenzioni.module.js';
import { FollowTermsHandler } from './follow-terms.handler.js';
import { FormStatementHandler } from './form-statement.handler.js';
import { TermsSchedule } from './terms-schedule.js';

export { TermsSchedule } from './terms-schedule.js';

@Module({
  imports: [ConvenzioniModule, NotificationsModule],
  providers: [FormStatementHandler, ConvenzioneTerms, ConvenzioneReminders, FollowTermsHandler, TermsSchedule],
})
export class ConvenzioniWorkerModule {}
