import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** Where something stands in the file, in words a person can follow with Word open. */
const placeSchema = z.object({
  /** Part of the package, e.g. `word/document.xml`. */
  part: z.string(),
  /** Paragraph of that part, from 1; 0 outside paragraphs. */
  paragraph: z.number().int(),
  heading: z.array(z.string()),
});

const emphasisSchema = z.enum(['bold', 'italic', 'underline', 'subscript', 'superscript']);

const reportSchema = z
  .object({
    proposals: z.array(
      z.object({
        kind: z.enum(['text', 'emphasis', 'insertBlock', 'deleteBlock', 'insertRow', 'deleteRow']),
        /** Whom the file names; null: whoever brings it, for what was changed without tracking. */
        author: z.string().nullable(),
        at: z.string().nullable(),
        deleted: z.string(),
        inserted: z.string(),
        /** Of `emphasis`: the words, and what they get and lose. */
        emphasis: z.object({ words: z.string(), set: z.array(emphasisSchema), taken: z.array(emphasisSchema) }).optional(),
        place: placeSchema,
      }),
    ),
    comments: z.array(
      z.object({
        author: z.string(),
        at: z.string().nullable(),
        text: z.string(),
        quote: z.string(),
        replies: z.number().int(),
        isReply: z.boolean(),
        /** A comment of the draft that was closed in Word, or opened again; done in the name of whoever brings the file. */
        settles: z.enum(['RISOLTO', 'RIAPERTO']).optional(),
      }),
    ),
    /** Bound values typed over: the text stays, the scheda may be changed. */
    values: z.array(z.object({ field: z.string(), before: z.string(), after: z.string(), place: placeSchema })),
    notMerged: z.array(
      z.object({
        kind: z.enum(['BOTH_CHANGED', 'DECISION', 'COMMENT', 'LOOK', 'OTHER']),
        what: z.string(),
        sentence: z.string(),
        place: placeSchema,
        /** What the draft says, and what the file says. */
        here: z.string().nullable(),
        there: z.string().nullable(),
      }),
    ),
    kept: z.array(z.object({ what: z.string(), sentence: z.string(), count: z.number().int() })),
    /** Every file inside the document. */
    parts: z.array(z.object({ name: z.string(), bytes: z.number().int(), disposition: z.enum(['MERGED', 'KEPT']), sentence: z.string() })),
    revisions: z.number().int(),
  })
  .meta({ id: 'WordReturnReport' });
export type ReturnReport = z.infer<typeof reportSchema>;

const summarySchema = z.object({
  id: z.uuid(),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.iso.datetime(),
  /** When the file it comes from was downloaded. */
  exportedAt: z.iso.datetime(),
  /** DA_CONFERMARE: nothing of it is in the draft yet. SCARTATO: nor will be, unless it is brought again. */
  state: z.enum(['DA_CONFERMARE', 'UNITO', 'SCARTATO']),
  mergedBy: z.string().nullable(),
  mergedAt: z.iso.datetime().nullable(),
  /** Whether the caller may set it aside, while it waits. */
  mayDiscard: z.boolean(),
  /** Of a file that is set aside: by whom, when and why. */
  discarded: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
  proposals: z.number().int(),
  comments: z.number().int(),
  notMerged: z.number().int(),
});
const returnSummarySchema = summarySchema.meta({ id: 'WordReturnSummary' });
const returnSchema = summarySchema.extend({ report: reportSchema }).meta({ id: 'WordReturn' });
export type WordReturnSummary = z.infer<typeof returnSummarySchema>;
export type WordReturnView = z.infer<typeof returnSchema>;

const draftParams = dossierParams.extend({ code: z.string().max(40) });
const returnParams = draftParams.extend({ returnId: z.uuid() });

export const downloadDraftForWord = defineRoute({
  id: 'downloadDraftForWord',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word',
  tag: 'Redazione',
  summary: 'The draft as a Word document: open suggestions as tracked changes, shared comments as comments, values as content controls',
  access: 'draft.read',
  params: draftParams,
  produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});
export const uploadWordReturn = defineRoute({
  id: 'uploadWordReturn',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns',
  tag: 'Redazione',
  summary: 'Brings a downloaded file back: keeps it and says what merging it would do; nothing of it is in the draft yet',
  access: 'draft.read',
  status: 201,
  params: draftParams,
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: returnSchema,
});
export const listWordReturns = defineRoute({
  id: 'listWordReturns',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns',
  tag: 'Redazione',
  summary: 'Files that came back from Word, newest first',
  access: 'draft.read',
  params: draftParams,
  response: z.object({
    items: z.array(returnSummarySchema),
    /** Whether the caller may bring files, and why not; null where they may. */
    canUpload: z.boolean(),
    whyNot: z.string().nullable(),
  }),
});
export const getWordReturn = defineRoute({
  id: 'getWordReturn',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns/{returnId}',
  tag: 'Redazione',
  summary: 'A returned file with its report: what it did to the draft, or would do',
  access: 'draft.read',
  params: returnParams,
  response: returnSchema,
});
export const mergeWordReturn = defineRoute({
  id: 'mergeWordReturn',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns/{returnId}/merge',
  tag: 'Redazione',
  summary: 'Puts what the file asks into the draft as suggestions and threads; done twice, nothing changes',
  access: 'draft.read',
  params: returnParams,
  response: returnSchema,
});
export const discardWordReturn = defineRoute({
  id: 'discardWordReturn',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns/{returnId}/discard',
  tag: 'Redazione',
  summary: 'Sets a file aside that was brought by mistake: it stays stored and listed, and comes back when it is brought again',
  access: 'draft.read',
  params: returnParams,
  body: z.object({ reason: z.string().trim().min(5).max(1000) }),
  response: returnSchema,
});
export const downloadWordReturn = defineRoute({
  id: 'downloadWordReturn',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/word/returns/{returnId}/file',
  tag: 'Redazione',
  summary: 'A returned file as it was received',
  access: 'draft.read',
  params: returnParams,
  produces: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
});
