import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Seals the days of a Province that have ended and have no seal yet. */
export const sealDays = defineJob({
  name: 'audit.sealDays',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Sigillo del registro delle operazioni',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
