import { z } from 'zod';
import { defineRoute } from './route.js';

export const publishedTenderSchema = z
  .object({
    codiceAppalto: z.string(),
    oggetto: z.string(),
    ente: z.object({ id: z.uuid(), denominazione: z.string() }),
    /** works, services, supplies */
    tipo: z.string().nullable(),
    /** Euro, decimal text. */
    importo: z.string().nullable(),
    scadenzaOfferte: z.iso.datetime().nullable(),
    publishedAt: z.iso.datetime(),
  })
  .meta({ id: 'PublishedTender' });

export const listPublished = defineRoute({
  id: 'listPublished',
  method: 'GET',
  path: '/api/published',
  tag: 'Pubblicate',
  summary: 'What is public of the tenders of all the bodies of the SUA, the latest first',
  access: 'published.read',
  query: z.object({
    text: z.string().max(200).optional(),
    enteId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    items: z.array(publishedTenderSchema),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
  }),
});
