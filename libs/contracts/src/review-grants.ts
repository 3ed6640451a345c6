import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

export const reviewGrantSchema = z
  .object({
    id: z.uuid(),
    person: z.object({ id: z.uuid(), nome: z.string() }),
    dal: z.iso.date(),
    al: z.iso.date(),
    reason: z.string(),
    grantedBy: z.string(),
    grantedAt: z.iso.datetime(),
    /** From this day on it is ended before its time. */
    revocatoDal: z.iso.date().nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'ReviewGrant' });
export type ReviewGrantView = z.infer<typeof reviewGrantSchema>;

const grants = z.object({ items: z.array(reviewGrantSchema) });

export const listReviewGrants = defineRoute({
  id: 'listReviewGrants',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/review-grants',
  tag: 'Fascicoli',
  summary: 'Leaves to review this dossier, given to outside lawyers',
  access: 'audit.read',
  params: dossierParams,
  response: grants,
});
export const giveReviewGrant = defineRoute({
  id: 'giveReviewGrant',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/review-grants',
  tag: 'Fascicoli',
  summary: 'Give an outside lawyer leave to review this dossier, from a day to a day',
  access: 'review.grant',
  status: 201,
  params: dossierParams,
  body: z.object({
    /** Of somebody with the role LEGAL in a body of another sort (a law firm). */
    email: z.email().max(200),
    dal: z.iso.date(),
    al: z.iso.date(),
    reason: z.string().trim().min(10, 'Scrivi perché serve la revisione, con almeno 10 caratteri.').max(1000),
  }),
  response: grants,
});
export const revokeReviewGrant = defineRoute({
  id: 'revokeReviewGrant',
  method: 'DELETE',
  path: '/api/dossiers/{dossierId}/review-grants/{grantId}',
  tag: 'Fascicoli',
  summary: 'End a leave to review today: from the next request on it opens nothing',
  access: 'review.grant',
  status: 204,
  params: dossierParams.extend({ grantId: z.uuid() }),
});
