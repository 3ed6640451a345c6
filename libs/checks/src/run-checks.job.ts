import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Runs the checks of a dossier whose inputs changed, or all of them. */
export const runChecks = defineJob({
  name: 'checks.run',
  queue: 'checks',
  payload: z.object({ dossierId: z.uuid(), all: z.boolean().default(false) }),
  title: 'Verifiche',
  attempts: 5,
  backoffMs: 1_000,
  timeoutMs: 2 * 60_000,
});
