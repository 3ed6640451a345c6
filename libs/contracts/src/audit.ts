import { z } from 'zod';
import { auditEntrySchema, dossierParams } from './dossiers.js';
import { enteParams } from './enti.js';
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

const auditFilter = z.object({
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
});
const auditHistory = z.object({
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
});

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/audit',
  tag: 'Fascicoli',
  summary: 'The audit chain of a dossier, newest first, with original and changed values',
  access: 'audit.read',
  params: dossierParams,
  query: auditFilter,
  response: auditHistory,
});
export const exportAudit = defineRoute({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/audit/export',
  tag: 'Fascicoli',
  summary: 'The whole audit chain of a dossier as JSON lines, with the seals and the proofs that cover it',
  access: 'audit.export',
  params: dossierParams,
  produces: 'application/x-ndjson',
});
export const listEnteAudit = defineRoute({
  id: 'listEnteAudit',
  method: 'GET',
  path: '/api/enti/{enteId}/audit',
  tag: 'Enti',
  summary: 'The audit chain of a body: its data, its roles, the sessions of its people; newest first',
  access: 'audit.read',
  params: enteParams,
  query: auditFilter,
  response: auditHistory,
});
export const exportEnteAudit = defineRoute({
  id: 'exportEnteAudit',
  method: 'GET',
  path: '/api/enti/{enteId}/audit/export',
  tag: 'Enti',
  summary: 'The whole audit chain of a body as JSON lines, with the seals and the proofs that cover it',
  access: 'audit.export',
  params: enteParams,
  produces: 'application/x-ndjson',
});
