import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const invoiceSchema = z.object({
  numero: z.string(),
  data: z.string(),
  cedente: z.string().nullable(),
  totale: z.string(),
  imponibile: z.string(),
  imposta: z.string(),
  scissione: z.boolean(),
  ritenute: z.string(),
  cup: z.array(z.string()),
  cig: z.array(z.string()),
  causale: z.string(),
  iban: z.array(z.string()),
});

export const attachmentSchema = z
  .object({
    id: z.uuid(),
    /** Row of the sheet (`spese/S1`) or point of a checklist (`checklist/REGOLARITA/3`). */
    place: z.string(),
    type: z.string(),
    title: z.string(),
    fileName: z.string(),
    mime: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    protocol: z.string().nullable(),
    registeredOn: z.iso.date().nullable(),
    /** What was read of an electronic invoice. */
    invoice: invoiceSchema.nullable(),
    addedBy: z.string(),
    addedAt: z.iso.datetime(),
    withdrawn: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof attachmentSchema>;

const listSchema = z.object({ items: z.array(attachmentSchema), whyNot: z.string().nullable() });
export type AttachmentsView = z.infer<typeof listSchema>;

const attachmentParams = dossierParams.extend({ attachmentId: z.uuid() });

export const listAttachments = defineRoute({
  id: 'listAttachments',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/attachments',
  tag: 'Allegati',
  summary: 'Files of rows of the sheet and of points of checklists, newest first; withdrawn ones are marked',
  access: 'dossier.read',
  params: dossierParams,
  response: listSchema,
});
export const addAttachment = defineRoute({
  id: 'addAttachment',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/attachments',
  tag: 'Allegati',
  summary: 'Attach a file to a row or to a point of a checklist (multipart field `file`); an XML invoice is read',
  access: 'attachment.write',
  status: 201,
  params: dossierParams,
  query: z.object({
    place: z.string().max(200),
    type: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
    title: z.string().trim().min(1).max(200).optional(),
    protocol: z.string().trim().min(1).max(80).optional(),
    registeredOn: z.iso.date().optional(),
  }),
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: attachmentSchema,
});
export const withdrawAttachment = defineRoute({
  id: 'withdrawAttachment',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/attachments/{attachmentId}/withdraw',
  tag: 'Allegati',
  summary: 'Withdraw a file with a reason; it stays readable but no longer counts',
  access: 'attachment.write',
  params: attachmentParams,
  body: z.object({ reason: z.string().trim().min(10, 'Scrivi il motivo con almeno 10 caratteri').max(400) }),
  response: attachmentSchema,
});
export const downloadRowFile = defineRoute({
  id: 'downloadRowFile',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/attachments/{attachmentId}/file',
  tag: 'Allegati',
  summary: 'The file as it came',
  access: 'document.read',
  params: attachmentParams,
  produces: 'application/octet-stream',
});
