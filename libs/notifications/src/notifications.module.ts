import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { DossierReaders } from './dossier-readers.js';
import { DossierPeople } from './dossier-people.js';
import { MailMessageEntity } from './mail-message.entity.js';
import { MailOutbox } from './mail-outbox.js';
import { NotificationEntity } from './notification.entity.js';
import { NotificationSettingsEntity } from './notification-settings.entity.js';
import { Notifier } from './notifier.js';
import { NotifyEffects } from './notify-effects.js';
import { Recipients } from './recipients.js';
import { ReminderGivenEntity } from './reminder-given.entity.js';
import { ReminderSources } from './reminder-sources.js';

const provided = [Notifier, DossierPeople, DossierReaders, ReminderSources, Recipients, MailOutbox];

/** Telling people what concerns them; imported by whoever tells, in the api and in the worker. */
@Module({
  imports: [
    TypeOrmModule.forFeature([NotificationEntity, NotificationSettingsEntity, MailMessageEntity, ReminderGivenEntity]),
    DossiersModule,
    IdentityModule,
  ],
  providers: [...provided, NotifyEffects],
  exports: provided,
})
export class NotificationsModule {}
