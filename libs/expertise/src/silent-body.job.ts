import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Suspends requests for support whose body has not been heard of for too long. */
export const followSilence = defineJob({
  name: 'expertise.followSilence',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Silenzio degli enti affiancati',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
