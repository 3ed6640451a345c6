import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Keeps the versions of drafts that are due by themselves. */
export const keepDraftVersions = defineJob({
  name: 'drafting.keepVersions',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Versioni automatiche delle bozze',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
