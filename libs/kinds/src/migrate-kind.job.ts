import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Moves the running dossiers of a version to another, each in a transaction of its own. */
export const migrateKindJob = defineJob({
  name: 'kinds.migrate',
  queue: 'maintenance',
  payload: z.object({
    code: z.string(),
    from: z.string(),
    to: z.string(),
    mapping: z.record(z.string(), z.string()),
    motivation: z.string(),
    /** In which it was asked for, for the audit. */
    role: z.string(),
  }),
  title: 'Passaggio dei fascicoli a un’altra versione del tipo',
  attempts: 5,
  backoffMs: 10_000,
  timeoutMs: 30 * 60_000,
});
