import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Hands one e-mail to the mail server. Trying again is the message's own matter, not the job's. */
export const sendMail = defineJob({
  name: 'notifications.sendMail',
  queue: 'mail',
  payload: z.object({ messageId: z.uuid() }),
  title: 'Invio di un avviso per posta',
  attempts: 3,
  backoffMs: 5_000,
  timeoutMs: 100_000,
});

/** Puts what a person is to read at once about one dossier into one e-mail, when a burst has had time to end. */
export const groupMail = defineJob({
  name: 'notifications.groupMail',
  queue: 'mail',
  payload: z.object({ personId: z.uuid(), dossierId: z.uuid().nullable() }),
  title: 'Raccolta degli avvisi per posta',
  attempts: 5,
  backoffMs: 5_000,
  timeoutMs: 60_000,
});

/** What is due in a Province by the clock: digests, messages put off, what was broken off. */
export const followMail = defineJob({
  name: 'notifications.followMail',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Posta degli avvisi',
  attempts: 3,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
