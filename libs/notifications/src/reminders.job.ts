import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Reminders, terms that have passed, and directors who are told of them. */
export const followReminders = defineJob({
  name: 'notifications.followReminders',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Promemoria delle scadenze',
  attempts: 3,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
