import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { DossierPeople } from './dossier-people.js';
import { NotificationEntity } from './notification.entity.js';
import { NotificationSettingsEntity } from './notification-settings.entity.js';
import { Notifier } from './notifier.js';
import { NotifyEffects } from './notify-effects.js';
import { Recipients } from './recipients.js';
import { ReminderSources } from './reminder-sources.js';

const provided = [Notifier, DossierPeople, ReminderSources, Recipients];

/** Telling people what concerns them; imported by whoever tells, in the api and in the worker. */
@Module({
  imports: [TypeOrmModule.forFeature([NotificationEntity, NotificationSettingsEntity]), DossiersModule, IdentityModule],
  providers: [...provided, NotifyEffects],
  exports: provided,
})
export class NotificationsModule {}
