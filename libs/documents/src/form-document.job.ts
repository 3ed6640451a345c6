import { z } from 'zod';
import { handEditDecision } from '@gare/contracts/documents';
import { defineJob } from '@gare/platform/queue';

/** Forms one document: strict render, PDF/A, check, next version. */
export const formDocument = defineJob({
  name: 'document.form',
  queue: 'documents',
  payload: z.object({
    documentId: z.uuid(),
    requestedBy: z.string(),
    /** What becomes of hand edits of the version in force; kept where absent. */
    handEdits: handEditDecision.optional(),
  }),
  title: 'Formazione del documento',
  attempts: 3,
  backoffMs: 2_000,
  timeoutMs: 10 * 60_000,
});
