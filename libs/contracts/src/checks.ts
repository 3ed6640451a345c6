import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

export const checkResultSchema = z
  .object({
    checkId: z.string(),
    group: z.string(),
    title: z.string(),
    severity: z.enum(['BLOCK', 'ERROR', 'WARN', 'INFO']),
    status: z.enum(['OK', 'KO', 'NA', 'UNKNOWN', 'DA_VALUTARE']),
    /** An input changed since; the check is queued to run again. */
    stale: z.boolean(),
    message: z.string(),
    suggestion: z.string().nullable(),
    cite: z.string(),
    evidence: z.array(
      z.object({
        path: z.string().nullable(),
        documentCode: z.string().nullable(),
        excerpt: z.string().nullable(),
        /** Line of the text of the document, from 0. */
        line: z.number().int().nullable(),
      }),
    ),
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: 'CheckResult' });
export type CheckResultView = z.infer<typeof checkResultSchema>;

export const checksSchema = z
  .object({
    asOf: z.iso.date(),
    running: z.boolean(),
    summary: z.object({
      ok: z.number().int(),
      blocks: z.number().int(),
      errors: z.number().int(),
      warnings: z.number().int(),
      unknown: z.number().int(),
      toJudge: z.number().int(),
      notApplicable: z.number().int(),
    }),
    results: z.array(checkResultSchema),
  })
  .meta({ id: 'Checks' });
export type ChecksView = z.infer<typeof checksSchema>;

export const listChecks = defineRoute({
  id: 'listChecks',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/checks',
  tag: 'Verifiche',
  summary: 'Results of the legal and consistency checks, worst first',
  access: 'dossier.read',
  params: dossierParams,
  response: checksSchema,
});
export const runChecks = defineRoute({
  id: 'runChecks',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/checks/run',
  tag: 'Verifiche',
  summary: 'Run all checks again now',
  access: 'check.run',
  status: 202,
  params: dossierParams,
  response: z.object({ jobId: z.uuid() }),
});
