import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Forms the PDF/A of a checklist that everybody has signed. */
export const formChecklist = defineJob({
  name: 'checklist.form',
  queue: 'documents',
  payload: z.object({ dossierId: z.uuid(), code: z.string(), hash: z.string() }),
  title: 'Formazione della lista di controllo',
  attempts: 3,
  backoffMs: 2_000,
  timeoutMs: 5 * 60_000,
});
