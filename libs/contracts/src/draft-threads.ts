import { z } from 'zod';
import { threadVisibilities, threadWeights } from '@gare/domain/drafting/threads';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const draftParams = dossierParams.extend({ code: z.string().max(40) });
const threadParams = draftParams.extend({ threadId: z.uuid() });
const messageParams = threadParams.extend({ messageId: z.uuid() });

const visibility = z.enum(threadVisibilities);
const weight = z.enum(threadWeights);

const mentionSchema = z.object({ personId: z.uuid(), nome: z.string() });

/** Who said it: a person of the dossier, or the author a Word file names, whom the product does not know. */
const authorSchema = z.object({
  /** Null for the author of a Word file. */
  personId: z.uuid().nullable(),
  nome: z.string(),
  ruolo: z.string().nullable(),
  ente: z.string(),
  /** Words of a Word file: who brought them in. */
  inseritoDa: z.string().nullable(),
});

const threadMessageSchema = z
  .object({
    id: z.uuid(),
    /** Null where it was withdrawn. */
    testo: z.string().nullable(),
    at: z.iso.datetime(),
    autore: authorSchema,
    menzioni: z.array(mentionSchema),
    /** Written by the caller: only they correct or withdraw it. */
    proprio: z.boolean(),
    /** What it said before, the latest first. */
    precedenti: z.array(z.object({ testo: z.string(), at: z.iso.datetime() })),
    ritirato: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DraftThreadMessage' });

export const draftThreadSchema = z
  .object({
    id: z.uuid(),
    visibilita: visibility,
    /** Body whose people see an internal one; null where it is shared. */
    ente: z.string().nullable(),
    peso: weight.nullable(),
    /**
     * Where it is in the Yjs document: two encoded relative positions, base64. Null for one without: it is found by block and
     * quoted text, or nowhere.
     */
    ancora: z.object({ inizio: z.string(), fine: z.string() }).nullable(),
    bloccoId: z.string().nullable(),
    /** The commented text as it read when the thread was opened. */
    citazione: z.string(),
    at: z.iso.datetime(),
    messaggi: z.array(threadMessageSchema),
    risolto: z.object({ da: z.string(), ente: z.string(), at: z.iso.datetime() }).nullable(),
    /** Why the caller cannot resolve or reopen it; null where they can. */
    percheNonRisolve: z.string().nullable(),
    /** The caller wrote in it or is mentioned. */
    mio: z.boolean(),
  })
  .meta({ id: 'DraftThread' });
export type DraftThreadView = z.infer<typeof draftThreadSchema>;

const draftThreadsSchema = z
  .object({
    threads: z.array(draftThreadSchema),
    /** Why the caller cannot comment; null where they can. */
    percheNo: z.string().nullable(),
    /** Body for which the caller may write internal comments; null where they write shared ones alone. */
    interniDi: z.string().nullable(),
    /** The caller may give a comment the weight of the legal review. */
    pesa: z.boolean(),
  })
  .meta({ id: 'DraftThreads' });
export type DraftThreadsView = z.infer<typeof draftThreadsSchema>;

const words = z.string().trim().min(1, 'Scrivi il commento.').max(8000, 'Un commento non supera 8000 caratteri.');
const mentions = z.array(z.uuid()).max(20, 'Al massimo venti persone per commento.').default([]);
/** An encoded relative position has some 20 bytes; a long name of a shared type may make it longer. */
const position = z.base64().min(1).max(400);
/** Given by who sends: makes a retry after a lost connection harmless. */
const clientId = z.uuid();

export const listDraftThreads = defineRoute({
  id: 'listDraftThreads',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads',
  tag: 'Redazione',
  summary: 'Comments on a draft the caller may see: shared ones, and the internal ones of their own body',
  access: 'draft.read',
  params: draftParams,
  response: draftThreadsSchema,
});
export const listMentionable = defineRoute({
  id: 'listMentionable',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads/people',
  tag: 'Redazione',
  summary: 'People who can be mentioned in a comment: who may read the draft and would see the comment',
  access: 'document.comment',
  params: draftParams,
  query: z.object({ visibilita: visibility }),
  response: z.object({
    people: z.array(z.object({ personId: z.uuid(), nome: z.string(), ente: z.string() }).meta({ id: 'MentionablePerson' })),
  }),
});
export const openDraftThread = defineRoute({
  id: 'openDraftThread',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads',
  tag: 'Redazione',
  summary: 'Comment on a passage of a draft; sent twice with the same `clientId` it is kept once',
  access: 'document.comment',
  status: 201,
  params: draftParams,
  body: z.object({
    clientId,
    visibilita: visibility,
    peso: weight.nullable().default(null),
    ancora: z.object({ inizio: position, fine: position }).nullable(),
    bloccoId: z.string().max(100).nullable(),
    citazione: z.string().max(4000),
    testo: words,
    menzioni: mentions,
  }),
  response: draftThreadsSchema,
});
export const replyToDraftThread = defineRoute({
  id: 'replyToDraftThread',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages',
  tag: 'Redazione',
  summary: 'Answer in a thread; sent twice with the same `clientId` it is kept once',
  access: 'document.comment',
  status: 201,
  params: threadParams,
  body: z.object({ clientId, testo: words, menzioni: mentions }),
  response: draftThreadsSchema,
});
export const correctDraftMessage = defineRoute({
  id: 'correctDraftMessage',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages/{messageId}/correction',
  tag: 'Redazione',
  summary: 'Say one’s own message anew: the words before stay on record',
  access: 'document.comment',
  status: 201,
  params: messageParams,
  body: z.object({ clientId, testo: words, menzioni: mentions }),
  response: draftThreadsSchema,
});
export const withdrawDraftMessage = defineRoute({
  id: 'withdrawDraftMessage',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/messages/{messageId}/withdrawal',
  tag: 'Redazione',
  summary: 'Take one’s own message back: it is marked, its words are no longer shown',
  access: 'document.comment',
  status: 201,
  params: messageParams,
  body: z.object({ clientId }),
  response: draftThreadsSchema,
});
export const settleDraftThread = defineRoute({
  id: 'settleDraftThread',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/threads/{threadId}/settlement',
  tag: 'Redazione',
  summary: 'Resolve a thread, or open it again',
  access: 'document.comment',
  status: 201,
  params: threadParams,
  body: z.object({ clientId, risolto: z.boolean() }),
  response: draftThreadsSchema,
});
