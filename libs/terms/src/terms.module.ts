import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConvenzioniModule } from '@gare/convenzioni';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { NotificationsModule } from '@gare/notifications';
import { SchedaModule } from '@gare/scheda';
import { CalendarFeedEntity } from './calendar-feed.entity.js';
import { DossierTermEntity, TermReadingEntity } from './dossier-term.entity.js';
import { DossierTermsKeeper } from './dossier-terms.keeper.js';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { PadOutageEntity } from './pad-outage.entity.js';
import { TermActEntity } from './term-act.entity.js';
import { TermFactsReader } from './term-facts.reader.js';
import { TermLawReader } from './term-law.js';
import { TermReminders } from './term-reminders.js';
import { TermTriggers } from './term-triggers.js';

const entities = [DossierTermEntity, TermReadingEntity, TermActEntity, PadOutageEntity, CalendarFeedEntity];
const provided = [DossierTermsReader, DossierTermsKeeper, TermFactsReader, TermLawReader];

/** Terms of dossiers: kept by themselves in the transactions that change them, read by the calendar, the desk and the reminders. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    IdentityModule,
    LawModule,
    DossiersModule,
    NotificationsModule,
    SchedaModule,
    ConvenzioniModule,
  ],
  providers: [...provided, TermTriggers, TermReminders],
  exports: provided,
})
export class TermsModule {}
