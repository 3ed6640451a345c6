import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { CalendarFeedsController } from './calendar-feeds.controller.js';
import { CalendarFeeds } from './calendar-feeds.service.js';
import { DossierTermsService } from './dossier-terms.service.js';
import { PadOutages } from './pad-outages.service.js';
import { TermActs } from './term-acts.js';
import { TermsCalendar } from './terms-calendar.service.js';
import { TermsController } from './terms.controller.js';
import { TermsModule } from './terms.module.js';

@Module({
  imports: [TermsModule, DossiersModule, IdentityModule],
  controllers: [TermsController, CalendarFeedsController],
  providers: [DossierTermsService, TermActs, TermsCalendar, PadOutages, CalendarFeeds],
})
export class TermsHttpModule {}
