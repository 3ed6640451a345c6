import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { Inbox } from './inbox.service.js';
import { MailAdministration } from './mail-administration.js';
import { MailMetrics } from './mail-metrics.js';
import { NoticeSettingsService } from './notice-settings.service.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsModule } from './notifications.module.js';

@Module({
  imports: [NotificationsModule, DossiersModule, IdentityModule],
  controllers: [NotificationsController],
  providers: [Inbox, NoticeSettingsService, MailAdministration, MailMetrics],
})
export class NotificationsHttpModule {}
