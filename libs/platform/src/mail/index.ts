export { type Mail, type MailOutcome } from './mail.js';
export { longestDeliveryMs, Mailer } from './mailer.js';
