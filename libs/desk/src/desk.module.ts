import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { NotificationsModule } from '@gare/notifications';
import { SchedaModule } from '@gare/scheda';
import { AssignedRecipients } from './assigned-recipients.js';

/** What api and worker both need: notices reach whom a dossier was given to. */
@Module({
  imports: [IdentityModule, LawModule, DossiersModule, NotificationsModule, SchedaModule],
  providers: [AssignedRecipients],
  exports: [IdentityModule, LawModule, DossiersModule, NotificationsModule, SchedaModule],
})
export class DeskModule {}
