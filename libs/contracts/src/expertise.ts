import { z } from 'zod';
import { expertActivities } from '@gare/domain/expertise/days';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const expertDaySchema = z
  .object({
    id: z.uuid(),
    day: z.iso.date(),
    /** Decimal text; negative where it takes an entry back. */
    hours: z.string(),
    activity: z.enum(expertActivities),
    description: z.string(),
    expert: z.string(),
    reverses: z.uuid().nullable(),
    reversed: z.boolean(),
    recordedBy: z.string(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'ExpertDay' });

const expertiseSchema = z
  .object({
    /** Newest day first. */
    items: z.array(expertDaySchema),
    hours: z.string(),
    days: z.string(),
    /** Days estimated when the request was assigned; null where nobody said. */
    estimated: z.number().int().nullable(),
    /** Experts the request is assigned to now. */
    experts: z.array(z.string()),
    result: z.object({
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
      solved: z.number().int().nullable(),
      percent: z.string().nullable(),
      daysPerCase: z.string().nullable(),
      /** From 1 to 5, as the body said; null until it does. */
      satisfaction: z.string().nullable(),
    }),
    /** Why the caller may not write into the ledger; null where they may. */
    whyNot: z.string().nullable(),
  })
  .meta({ id: 'Expertise' });
export type ExpertiseView = z.infer<typeof expertiseSchema>;

export const getExpertise = defineRoute({
  id: 'getExpertise',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/expert-days',
  tag: 'Affiancamento',
  summary: 'Hours and days of the experts on a request for support, and what it changed',
  access: 'dossier.read',
  params: dossierParams,
  response: expertiseSchema,
});
export const recordExpertDay = defineRoute({
  id: 'recordExpertDay',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/expert-days',
  tag: 'Affiancamento',
  summary: 'Enter hours of an expert; what was entered is never changed',
  access: 'dossier.move',
  status: 201,
  params: dossierParams,
  body: z.object({
    day: z.iso.date('La data non esiste o non è scritta come 2026-11-30.'),
    hours: z
      .string()
      .regex(/^\d{1,2}(?:\.(?:\d|\d\d))?$/, 'Le ore si scrivono con il punto e al massimo due decimali, per esempio 7.5.')
      .refine((text) => Number(text) > 0, 'Le ore devono essere più di zero.'),
    activity: z.enum(expertActivities),
    description: z.string().trim().min(5, 'Scrivi che cosa è stato fatto').max(1000),
    /** Who worked; the caller where absent. Only the technical office enters hours of others. */
    expertId: z.uuid().optional(),
  }),
  response: expertiseSchema,
});
export const reverseExpertDay = defineRoute({
  id: 'reverseExpertDay',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/expert-days/{entryId}/reversal',
  tag: 'Affiancamento',
  summary: 'Take back hours that were entered by mistake, by an entry of the opposite hours',
  access: 'dossier.move',
  status: 201,
  params: dossierParams.extend({ entryId: z.uuid() }),
  body: z.object({ motivation: z.string().trim().min(10, 'Scrivi perché con almeno 10 caratteri').max(1000) }),
  response: expertiseSchema,
});
