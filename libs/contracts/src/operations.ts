import { z } from 'zod';
import { defineRoute } from './route.js';

const partSchema = z.object({ part: z.string(), ok: z.boolean(), reason: z.string().nullable(), ms: z.number() }).meta({ id: 'PartState' });

export const live = defineRoute({
  id: 'live',
  method: 'GET',
  path: '/health/live',
  tag: 'Operazioni',
  summary: 'The process runs',
  access: 'public',
  response: z.object({ status: z.literal('ok') }),
});
export const ready = defineRoute({
  id: 'ready',
  method: 'GET',
  path: '/health/ready',
  tag: 'Operazioni',
  summary: 'Each outer part with its reason; 503 when one does not answer',
  access: 'public',
  response: z.object({
    status: z.enum(['ok', 'unavailable']),
    parts: z.array(partSchema),
    /** Off: no mail server is configured, and notices stay in the app. Whether it answers is told by what became of the messages. */
    mail: z.enum(['on', 'off']),
  }),
});
export const metrics = defineRoute({
  id: 'metrics',
  method: 'GET',
  path: '/metrics',
  tag: 'Operazioni',
  summary: 'Prometheus metrics',
  access: 'public',
  produces: 'text/plain',
});
export const openApi = defineRoute({
  id: 'openApi',
  method: 'GET',
  path: '/api/openapi.json',
  tag: 'Operazioni',
  summary: 'This document',
  access: 'public',
  produces: 'application/json',
});
export const openFile = defineRoute({
  id: 'openFile',
  method: 'GET',
  path: '/files/{token}',
  tag: 'Operazioni',
  summary: 'A file by a signed link of the embedded storage',
  access: 'public',
  params: z.object({ token: z.string().max(4000) }),
  produces: 'application/octet-stream',
});
