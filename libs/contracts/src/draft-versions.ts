import { z } from 'zod';
import { draftVersionKinds } from '@gare/domain/drafting/versions';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const draftParams = dossierParams.extend({ code: z.string().max(40) });
const number = z.coerce.number().int().positive();
const versionParams = draftParams.extend({ number });

const versionSchema = z
  .object({
    number: z.number().int(),
    tipo: z.enum(draftVersionKinds),
    /** Given by whoever kept a named one; null otherwise. */
    nome: z.string().nullable(),
    at: z.iso.datetime(),
    da: z.string(),
    ente: z.string(),
    /** Edits the draft had when it was kept. */
    seq: z.number().int(),
    contentHash: z.string(),
    /** Version whose content was written anew, where it is a restoration. */
    ripristina: z.number().int().nullable(),
  })
  .meta({ id: 'DraftVersion' });
export type DraftVersionView = z.infer<typeof versionSchema>;

const versionsSchema = z
  .object({
    title: z.string(),
    /** The latest first. */
    versions: z.array(versionSchema),
    /** The draft as it is now; `numero` where a version reads just so. */
    adesso: z.object({ seq: z.number().int(), contentHash: z.string(), numero: z.number().int().nullable() }),
    /** Why the caller cannot name or restore; null where they can. */
    percheNo: z.string().nullable(),
  })
  .meta({ id: 'DraftVersions' });
export type DraftVersionsView = z.infer<typeof versionsSchema>;

const pieceSchema = z.object({ kind: z.enum(['equal', 'inserted', 'deleted']), text: z.string() });
const comparisonSchema = z
  .object({
    prima: versionSchema,
    /** Null: the draft as it is now. */
    dopo: versionSchema.nullable(),
    blocks: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('equal'), before: z.number().int(), after: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('inserted'), after: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('deleted'), before: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('changed'), before: z.number().int(), after: z.number().int(), pieces: z.array(pieceSchema) }),
      ]),
    ),
    counts: z.object({ equal: z.number(), inserted: z.number(), deleted: z.number(), changed: z.number() }),
    same: z.boolean(),
  })
  .meta({ id: 'DraftComparison' });
export type DraftComparisonView = z.infer<typeof comparisonSchema>;

const name = z.string().trim().min(1, 'Scrivi un nome.').max(120, 'Un nome non supera 120 caratteri.');

export const listDraftVersions = defineRoute({
  id: 'listDraftVersions',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/versions',
  tag: 'Redazione',
  summary: 'Kept versions of a draft, the latest first',
  access: 'draft.read',
  params: draftParams,
  response: versionsSchema,
});
export const getDraftVersion = defineRoute({
  id: 'getDraftVersion',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/versions/{number}',
  tag: 'Redazione',
  summary: 'A version with its text, a block a line',
  access: 'draft.read',
  params: versionParams,
  response: z.object({
    version: versionSchema,
    /** Level of a heading from 1; null for any other block. */
    blocks: z.array(z.object({ id: z.string(), text: z.string(), level: z.number().int().nullable() }).meta({ id: 'DraftVersionBlock' })),
  }),
});
export const compareDraftVersions = defineRoute({
  id: 'compareDraftVersions',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/comparison',
  tag: 'Redazione',
  summary: 'What changed from a version to another one, or to the draft as it is now',
  access: 'draft.read',
  params: versionParams,
  query: z.object({ con: number.optional() }),
  response: comparisonSchema,
});
export const nameDraftVersion = defineRoute({
  id: 'nameDraftVersion',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/versions',
  tag: 'Redazione',
  summary: 'Keep the draft as it is now under a name',
  access: 'draft.write',
  status: 201,
  params: draftParams,
  body: z.object({ nome: name }),
  response: versionsSchema,
});
export const restoreDraftVersion = defineRoute({
  id: 'restoreDraftVersion',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/restoration',
  tag: 'Redazione',
  summary: 'Write the content of a version anew as an edit; what is there now is kept as a version before',
  access: 'draft.write',
  status: 201,
  params: versionParams,
  body: z.object({
    /** Edits the caller has seen: with more the answer is a conflict, and nothing is written. */
    seq: z.number().int().nonnegative(),
  }),
  response: versionsSchema,
});
