import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

export const jobSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    title: z.string(),
    dossierId: z.uuid().nullable(),
    /** What the job works on: a document code, a package id. */
    subject: z.string().nullable(),
    status: z.enum(['queued', 'running', 'done', 'failed']),
    attempts: z.number().int(),
    /** 0 to 100. */
    progress: z.number().int(),
    step: z.string().nullable(),
    reason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof jobSchema>;

/** What the event stream says: which thing of which dossier changed. The page reads the thing itself again. */
export const changeEventSchema = z
  .object({
    topic: z.enum([
      'dossier',
      'scheda',
      'documents',
      'checks',
      'package',
      'job',
      'notifications',
      'thread',
      'checklists',
      'drafts',
      'comments',
      'reviews',
    ]),
    dossierId: z.uuid().nullable(),
    jobId: z.uuid().optional(),
  })
  .meta({ id: 'ChangeEvent' });
export type ChangeEvent = z.infer<typeof changeEventSchema>;

export const listJobs = defineRoute({
  id: 'listJobs',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/jobs',
  tag: 'Lavori',
  summary: 'Running and recent background jobs of a dossier',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({ items: z.array(jobSchema) }),
});
export const events = defineRoute({
  id: 'events',
  method: 'GET',
  path: '/api/events',
  tag: 'Lavori',
  summary: 'Server-sent events, one stream per person: `change` events with a ChangeEvent each',
  access: 'session',
  produces: 'text/event-stream',
});
