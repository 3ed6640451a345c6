import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Ends the wait for answers whose day has gone by, for every dossier of a Province. */
export const followRequests = defineJob({
  name: 'requests.follow',
  queue: 'maintenance',
  payload: z.object({ suaId: z.uuid() }),
  title: 'Richieste di integrazioni scadute',
  attempts: 5,
  backoffMs: 30_000,
  timeoutMs: 10 * 60_000,
});
