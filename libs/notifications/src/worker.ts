import { Module } from '@nestjs/common';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { LongTurns } from './long-turns.js';
import { MailDelivery } from './mail-delivery.js';
import { MailFollow } from './mail-follow.js';
import { FollowMailHandler, GroupMailHandler, SendMailHandler } from './mail-handlers.js';
import { MailSchedule } from './mail-schedule.js';
import { NotificationsModule } from './notifications.module.js';
import { Patience } from './patience.js';
import { FollowRemindersHandler, RemindersSchedule } from './reminders-worker.js';
import { Reminders } from './reminders.js';

export { MailSchedule } from './mail-schedule.js';
export { RemindersSchedule } from './reminders-worker.js';

const mail = [MailDelivery, MailFollow, SendMailHandler, GroupMailHandler, FollowMailHandler, MailSchedule];
const reminders = [Patience, LongTurns, Reminders, FollowRemindersHandler, RemindersSchedule];

@Module({ imports: [NotificationsModule, IdentityModule, LawModule], providers: [...mail, ...reminders] })
export class NotificationsWorkerModule {}
