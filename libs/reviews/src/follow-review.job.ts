import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Works out on whom a dossier waits after a document under review has changed. */
export const followReview = defineJob({
  name: 'reviews.follow',
  queue: 'maintenance',
  payload: z.object({ dossierId: z.uuid() }),
  title: 'Revisione riaperta',
  attempts: 5,
  backoffMs: 5_000,
  timeoutMs: 60_000,
});
