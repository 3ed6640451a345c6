import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Gives the reminders and takes the steps whose day has come, for every convenzione of a Province. */
export const followTerms = defineJob({
  name: 'convenzioni.followTerms',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Scadenze delle convenzioni',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
