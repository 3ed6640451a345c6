import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** Editing a document in an installed office server (Collabora Online, ONLYOFFICE) over the WOPI protocol. */
const documentParams = dossierParams.extend({ code: z.string().max(40) });

export const officeStateSchema = z
  .object({
    /** Whether an office server is configured. */
    available: z.boolean(),
    /** Why this document cannot be opened in it by the caller, in Italian; null where it can. */
    whyNot: z.string().nullable(),
    /** What was saved in the office server and is no version yet; null where nothing is. */
    copy: z
      .object({
        savedAt: z.iso.datetime(),
        savedBy: z.string(),
        /** Version it was made from, and the version in force now: where they differ somebody has to choose. */
        from: z.number().int().nullable(),
        current: z.number().int().nullable(),
      })
      .nullable(),
    /** Somebody has it open for editing. */
    locked: z.boolean(),
  })
  .meta({ id: 'OfficeState' });
export type OfficeState = z.infer<typeof officeStateSchema>;

export const getOffice = defineRoute({
  id: 'getOffice',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/office',
  tag: 'Documenti',
  summary: 'Whether the document can be edited in the office server, and what was saved there',
  access: 'dossier.read',
  params: documentParams,
  response: officeStateSchema,
});
export const openOffice = defineRoute({
  id: 'openOffice',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/documents/{code}/office',
  tag: 'Documenti',
  summary: 'A token for the office server, to be posted to its address from a frame of the page',
  access: 'document.read',
  params: documentParams,
  body: z.object({ mode: z.enum(['edit', 'view']) }),
  response: z.object({
    /** Where to post `access_token` and `access_token_ttl`. */
    address: z.url(),
    token: z.string(),
    /** Milliseconds since 1970, as the protocol wants it. */
    expiresAtMs: z.number().int(),
    canWrite: z.boolean(),
    fileName: z.string(),
  }),
});
export const concludeOffice = defineRoute({
  id: 'concludeOffice',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/documents/{code}/office/conclusion',
  tag: 'Documenti',
  summary: 'Make what was saved in the office server the next version, or put it aside',
  access: 'document.upload',
  status: 204,
  params: documentParams,
  /** `over`: the version in force that whoever decides has seen. */
  body: z.object({ keep: z.boolean(), over: z.number().int().nullable() }),
});

const fileParams = z.object({ fileId: z.uuid() });
/** The token may also come as `Authorization: Bearer`. */
const token = z.object({ access_token: z.string().max(200).optional() });

export const checkFileInfo = defineRoute({
  id: 'checkFileInfo',
  method: 'GET',
  path: '/wopi/files/{fileId}',
  tag: 'WOPI',
  summary: 'CheckFileInfo: what the file is and what the bearer of the token may do with it',
  access: 'public',
  params: fileParams,
  query: token,
  produces: 'application/json',
});
export const fileOperation = defineRoute({
  id: 'fileOperation',
  method: 'POST',
  path: '/wopi/files/{fileId}',
  tag: 'WOPI',
  summary: 'Lock, GetLock, RefreshLock, Unlock, UnlockAndRelock, by the header X-WOPI-Override',
  access: 'public',
  params: fileParams,
  query: token,
  produces: 'text/plain',
});
export const getFile = defineRoute({
  id: 'getFile',
  method: 'GET',
  path: '/wopi/files/{fileId}/contents',
  tag: 'WOPI',
  summary: 'GetFile: the bytes',
  access: 'public',
  params: fileParams,
  query: token,
  produces: 'application/octet-stream',
});
export const putFile = defineRoute({
  id: 'putFile',
  method: 'POST',
  path: '/wopi/files/{fileId}/contents',
  tag: 'WOPI',
  summary: 'PutFile: new bytes, under the lock; acknowledged once they are kept',
  access: 'public',
  params: fileParams,
  query: token,
  produces: 'application/json',
});
