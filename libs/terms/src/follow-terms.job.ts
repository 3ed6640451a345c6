import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Writes anew the terms that have passed meanwhile, or that the law has changed, for every dossier of a Province. */
export const followDossierTerms = defineJob({
  name: 'terms.follow',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Termini dei fascicoli',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
