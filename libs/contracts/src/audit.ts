import { z } from 'zod';
import { auditEntrySchema, dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** An act with everything that was recorded of it. */
export const auditActSchema = auditEntrySchema
  .extend({
    personId: z.uuid(),
    requestId: z.string().nullable(),
    /** Original and changed values, ids: what they are depends on the action. */
    details: z.unknown(),
  })
  .meta({ id: 'AuditAct' });
export type AuditActView = z.infer<typeof auditActSchema>;

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/audit',
  tag: 'Fascicoli',
  summary: 'The audit chain of a dossier, newest first, with original and changed values',
  access: 'dossier.read',
  params: dossierParams,
  query: z.object({
    /** Only acts before this number: the next page after the last one shown. */
    before: z.coerce.number().int().positive().max(2_147_483_647).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** First part of the action, e.g. `scheda` of `scheda.changed`. */
    kind: z
      .string()
      .regex(/^[a-z_]{1,40}$/)
      .optional(),
    personId: z.uuid().optional(),
    text: z.string().max(200).optional(),
  }),
  response: z.object({
    items: z.array(auditActSchema),
    /** Acts of the chain, whatever the filter. */
    total: z.number().int(),
    /** Acts that the filter lets through. */
    matching: z.number().int(),
    /** What the chain can be filtered by. */
    kinds: z.array(z.string()),
    people: z.array(z.object({ id: z.uuid(), nome: z.string() })),
    /** The last act that the seal of a day covers; null before the first seal. */
    sealed: z.object({ day: z.iso.date(), sequence: z.number().int() }).nullable(),
  }),
});
export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/audit/export',
  tag: 'Fascicoli',
  summary: 'The whole audit chain of a dossier as JSON lines, with the seals and the proofs that cover it',
  access: 'dossier.read',
  params: dossierParams,
  produces: 'application/x-ndjson',
});
