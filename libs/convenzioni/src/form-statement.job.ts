import { z } from 'zod';
import { defineJob } from '@gare/platform/queue';

/** Forms the PDF/A of one statement. */
export const formStatement = defineJob({
  name: 'statement.form',
  queue: 'documents',
  payload: z.object({ fileId: z.uuid() }),
  title: 'Formazione del rendiconto',
  attempts: 3,
  backoffMs: 2_000,
  timeoutMs: 5 * 60_000,
});
