import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const sideSchema = z.enum(['COMUNE', 'SUA']);

export const attachmentSchema = z
  .object({ id: z.uuid(), fileName: z.string(), mime: z.string(), bytes: z.number().int(), sha256: z.string() })
  .meta({ id: 'ThreadAttachment' });
export type AttachmentView = z.infer<typeof attachmentSchema>;

const saidSchema = z.object({
  id: z.uuid(),
  testo: z.string(),
  /** Time of the server, never of who writes. */
  at: z.iso.datetime(),
  autore: z.object({ id: z.uuid(), nome: z.string(), ruolo: z.string().nullable(), ente: z.string(), parte: sideSchema }),
  /** Written by the caller: only they may correct it. */
  proprio: z.boolean(),
  /** What it said before it was corrected, the latest first. */
  precedenti: z.array(z.object({ testo: z.string(), at: z.iso.datetime() })),
});

export const messageSchema = saidSchema
  .extend({
    /** Goes into the note of the informal phase (D02). */
    nelFascicolo: z.boolean(),
    /** Field of the sheet it was taken over into. */
    campo: z.string().nullable(),
    allegati: z.array(attachmentSchema),
  })
  .meta({ id: 'ThreadMessage' });
export type MessageView = z.infer<typeof messageSchema>;

export const noteSchema = saidSchema.meta({ id: 'InternalNote' });
export type NoteView = z.infer<typeof noteSchema>;

export const threadSchema = z
  .object({
    /** The first said comes first. */
    messaggi: z.array(messageSchema),
    /** Of the caller’s side only; the other side never sees them. */
    note: z.array(noteSchema),
    parte: sideSchema,
    /** The question that waits for an answer now. */
    domanda: z.object({ aspetta: sideSchema, da: z.iso.datetime(), entro: z.iso.date().nullable(), scaduta: z.boolean() }).nullable(),
    /** Why the caller cannot write; null where they can. */
    percheNo: z.string().nullable(),
    /** Fields of the sheet a message may be taken over into. */
    campi: z.array(z.object({ path: z.string(), label: z.string() })),
  })
  .meta({ id: 'Thread' });
export type ThreadView = z.infer<typeof threadSchema>;

const words = z.string().trim().min(1, 'Scrivi il messaggio.').max(8000, 'Un messaggio non supera 8000 caratteri.');

export const getThread = defineRoute({
  id: 'getThread',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/thread',
  tag: 'Richieste',
  summary: 'Messages between comune and SUA, and the internal notes of the caller’s side',
  access: 'dossier.read',
  params: dossierParams,
  response: threadSchema,
});
export const writeMessage = defineRoute({
  id: 'writeMessage',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/thread',
  tag: 'Richieste',
  summary: 'Write a message, or a correction of one’s own; sent twice with the same `clientId` it is kept once',
  access: 'thread.write',
  status: 201,
  params: dossierParams,
  body: z.object({
    /** Given by who sends: makes a retry after a lost connection harmless. */
    clientId: z.uuid(),
    testo: words,
    /** Waits for an answer of the other side. */
    chiedeRisposta: z.boolean().default(false),
    /** One’s own message this one supersedes. */
    corregge: z.uuid().nullable().default(null),
    allegati: z.array(z.uuid()).max(10, 'Al massimo dieci allegati per messaggio.').default([]),
  }),
  response: threadSchema,
});
export const markMessage = defineRoute({
  id: 'markMessage',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/thread/{messageId}/mark',
  tag: 'Richieste',
  summary: 'Take a message into the dossier (note D02), or also into a text field of the sheet, so that nobody types it again',
  access: 'thread.write',
  status: 201,
  params: dossierParams.extend({ messageId: z.uuid() }),
  body: z.object({ nelFascicolo: z.boolean(), campo: z.string().max(200).nullable().default(null) }),
  response: threadSchema,
});
export const uploadAttachment = defineRoute({
  id: 'uploadAttachment',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/thread/attachments',
  tag: 'Richieste',
  summary: 'A file for a message that is being written (multipart field `file`); examined like any upload',
  access: 'thread.write',
  status: 201,
  params: dossierParams,
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: attachmentSchema,
});
export const downloadAttachment = defineRoute({
  id: 'downloadAttachment',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/thread/attachments/{attachmentId}/file',
  tag: 'Richieste',
  summary: 'A file of a message',
  access: 'dossier.read',
  params: dossierParams.extend({ attachmentId: z.uuid() }),
  produces: 'application/octet-stream',
});
export const writeNote = defineRoute({
  id: 'writeNote',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/notes',
  tag: 'Richieste',
  summary: 'Write an internal note of one’s own side, or a correction of one’s own; the other side never sees it',
  access: 'thread.write',
  status: 201,
  params: dossierParams,
  body: z.object({ clientId: z.uuid(), testo: words, corregge: z.uuid().nullable().default(null) }),
  response: threadSchema,
});
