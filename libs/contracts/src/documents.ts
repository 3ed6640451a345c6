import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { jobSchema } from './jobs.js';
import { defineRoute } from './route.js';

/**
 * What of an uploaded PDF could not be read, and so is not compared with the scheda: scanned pages (by number), more than the limits allow,
 * a file that does not open. No page named: the whole file.
 */
export const unreadSchema = z
  .object({ because: z.enum(['IMMAGINI', 'TROPPO', 'ILLEGGIBILE']), pages: z.array(z.number().int()) })
  .meta({ id: 'UnreadText' });

export const documentVersionSchema = z
  .object({
    version: z.number().int(),
    origin: z.enum(['GENERATED', 'UPLOADED']),
    fileName: z.string(),
    mime: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    pages: z.number().int().nullable(),
    /** Files kept of this version: the PDF/A and, for generated ones, the DOCX it came from. */
    formats: z.array(z.enum(['pdf', 'docx', 'original'])),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    template: z.object({ code: z.string(), version: z.string(), sha256: z.string() }).nullable(),
    /** The text was changed by hand since it was generated; of an upload, the generated version it was made from. */
    handEdited: z.boolean(),
    basedOn: z.number().int().nullable(),
    /** Structural PDF/A findings; empty means conforming as far as checked. */
    findings: z.array(z.string()),
    unread: unreadSchema.nullable(),
  })
  .meta({ id: 'DocumentVersion' });
export type DocumentVersionView = z.infer<typeof documentVersionSchema>;

export const documentSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    format: z.enum(['tpl', 'up', 'xml', 'data']),
    requirement: z.enum(['M', 'O', 'NA', 'UNKNOWN']),
    /** Why it is asked ("serve perché…"), with the article. */
    why: z.string(),
    /** Articles on which the document rests. */
    legalBasis: z.string().nullable(),
    /** Phase of the process by which it is due; null where no step waits for it. */
    phase: z.object({ code: z.string(), label: z.string() }).nullable(),
    /** Whether the dossier has come to that phase. */
    due: z.boolean(),
    /** Who drafts and who signs, as the kind says: Italian names of roles. */
    drafter: z.string().nullable(),
    signer: z.string().nullable(),
    /** Where it is published: TED and BDNCP, platform and profile of the body, Amministrazione trasparente, albo. */
    publish: z.array(z.enum(['T', 'P', 'A', 'L'])),
    /** STALE: the scheda changed since the last generation. */
    state: z.enum(['MISSING', 'GENERATING', 'READY', 'STALE', 'FAILED']),
    current: documentVersionSchema.nullable(),
    job: jobSchema.nullable(),
    reason: z.string().nullable(),
    canGenerate: z.boolean(),
    canUpload: z.boolean(),
    /** Why the caller cannot, in Italian; null where they can. */
    whyNot: z.object({ read: z.string().nullable(), generate: z.string().nullable(), upload: z.string().nullable() }),
  })
  .meta({ id: 'Document' });
export type DocumentView = z.infer<typeof documentSchema>;

/** What a person decides about hand edits: dropped all, or kept with a choice for each paragraph that the new formation changes too. */
export const handEditDecision = z.object({
  keep: z.boolean(),
  choices: z.array(z.object({ paragraph: z.number().int().min(-1), choose: z.enum(['MANO', 'GENERATO']) })).max(500),
});

const documentParams = dossierParams.extend({ code: z.string().max(40) });

export const listDocuments = defineRoute({
  id: 'listDocuments',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents',
  tag: 'Documenti',
  summary: 'The document set of the dossier with the state of each',
  access: 'dossier.read',
  params: dossierParams,
  /** `officeEditor`: Word files can be edited in the browser, in the office server of the installation. */
  response: z.object({ items: z.array(documentSchema), officeEditor: z.boolean() }),
});
export const generateDocuments = defineRoute({
  id: 'generateDocuments',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/documents/generate',
  tag: 'Documenti',
  summary: 'Generate the named documents from their templates, or all that are missing or stale',
  access: 'document.generate',
  status: 202,
  params: dossierParams,
  body: z.object({ codes: z.array(z.string().max(40)).max(100).optional(), handEdits: handEditDecision.optional() }),
  response: z.object({ jobs: z.array(jobSchema) }),
});
export const uploadDocument = defineRoute({
  id: 'uploadDocument',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/documents/{code}/upload',
  tag: 'Documenti',
  summary: 'Upload a file as the next version of a document (multipart field `file`)',
  access: 'document.upload',
  status: 201,
  params: documentParams,
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: documentSchema,
});
export const listDocumentVersions = defineRoute({
  id: 'listDocumentVersions',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions',
  tag: 'Documenti',
  summary: 'All versions of a document, newest first; none is ever deleted',
  access: 'dossier.read',
  params: documentParams,
  response: z.object({ items: z.array(documentVersionSchema) }),
});
export const downloadDocument = defineRoute({
  id: 'downloadDocument',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions/{version}/file',
  tag: 'Documenti',
  summary: 'The file of a version; `inline=true` to show it in the page',
  access: 'dossier.read',
  params: documentParams.extend({ version: z.coerce.number().int().positive() }),
  query: z.object({ format: z.enum(['pdf', 'docx', 'original']).default('pdf'), inline: z.enum(['true', 'false']).default('false') }),
  produces: 'application/octet-stream',
});
