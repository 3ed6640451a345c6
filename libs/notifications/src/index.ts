export { DossierPeople, type DossierPeopleSource, type PeopleQuestion } from './dossier-people.js';
export { DossierReaders } from './dossier-readers.js';
export { NotificationsModule } from './notifications.module.js';
export { Notifier } from './notifier.js';
export { type Notice, type NoticeRecipients } from './notice.js';
export { ReminderSources, type ReminderDue, type ReminderSource } from './reminder-sources.js';
