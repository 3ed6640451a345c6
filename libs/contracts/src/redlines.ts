import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { comparedName } from '@gare/domain/redline/compared';
import { draftVersionKinds } from '@gare/domain/drafting/versions';
import { redlinePieceSchema } from './facts.js';
import { defineRoute } from './route.js';

const number = z.number().int();
const about = {
  /** Where the paragraph stands; PAGE is the format of a section. */
  place: z.enum(['BODY', 'TABLE', 'BOX', 'HEADER', 'FOOTER', 'FOOTNOTE', 'ENDNOTE', 'PAGE']),
  /** Something in it looks otherwise. */
  look: z.boolean(),
  /** The cell it stands in: the row by its number in the document, the column from 0; null outside of tables. */
  cell: z.object({ row: z.number().int(), column: z.number().int() }).nullable(),
};

/** What a redline says, read from its file. */
export const wordRedlineSchema = z.object({
  blocks: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('equal'), before: number, after: number, text: z.string(), ...about }),
      z.object({ kind: z.literal('inserted'), after: number, text: z.string(), ...about }),
      z.object({ kind: z.literal('deleted'), before: number, text: z.string(), ...about }),
      z.object({ kind: z.literal('changed'), before: number, after: number, pieces: z.array(redlinePieceSchema), ...about }),
    ]),
  ),
  counts: z.object({ equal: number, inserted: number, deleted: number, changed: number }),
  /** The files hold no difference that is shown; false also where the page has no words for what changed. */
  same: z.boolean(),
  /** What is shown and proven, what differs without being shown, how the files were read; in Italian. */
  coverage: z.object({ covered: z.array(z.string()), notCovered: z.array(z.string()), notes: z.array(z.string()) }),
});
export type WordRedlineContent = z.infer<typeof wordRedlineSchema>;

/** One of the two: a version of the document (GENERATED, UPLOADED), or one of its draft with why it was kept. */
const comparedVersion = z
  .object({
    /** As addresses name it: `3`, `b2`, `b`. */
    name: z.string(),
    origin: z.enum(['GENERATED', 'UPLOADED', 'DRAFT']),
    /** Of a kept version of the draft; null for the draft as it is now, and for versions of the document. */
    kept: z.object({ number, kind: z.enum(draftVersionKinds), name: z.string().nullable() }).nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'ComparedVersion' });
export type ComparedVersionView = z.infer<typeof comparedVersion>;

const wordRedlineView = wordRedlineSchema
  .extend({ code: z.string(), title: z.string(), before: comparedVersion, after: comparedVersion })
  .meta({ id: 'WordRedline' });
export type WordRedlineView = z.infer<typeof wordRedlineView>;

/** `3`: a version of the document; `b2`: one of its draft; `b`: the draft as it is now. */
const compared = z.string().regex(comparedName, 'Indica una versione del documento (3), una della bozza (b2) o la bozza di adesso (b).');
const asked = {
  access: 'dossier.read',
  params: dossierParams.extend({ code: z.string().max(40), version: compared }),
  /** What it is compared with: the version before where none is named. */
  query: z.object({ against: compared.optional() }),
} as const;

export const getWordRedline = defineRoute({
  id: 'getWordRedline',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline',
  tag: 'Documenti',
  summary: 'Two versions of a document or of its draft as one Word file with tracked changes, proven: what it says, what it covers',
  ...asked,
  response: wordRedlineView,
});
export const downloadWordRedline = defineRoute({
  id: 'downloadWordRedline',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions/{version}/word-redline/file',
  tag: 'Documenti',
  summary: 'The same as a DOCX with tracked changes',
  ...asked,
  produces: 'application/octet-stream',
});
