import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** What a connection to a draft may do: write, propose changes, or only read. */
export const draftModes = ['SCRIVE', 'SUGGERISCE', 'LEGGE'] as const;
export type DraftMode = (typeof draftModes)[number];

const sideSchema = z.enum(['ENTE', 'SUA']);
const draftParams = dossierParams.extend({ code: z.string().max(40) });

const draftSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    title: z.string(),
    state: z.enum(['APERTA', 'CHIUSA']),
    openedAt: z.iso.datetime(),
    openedBy: z.string(),
    /** What the caller may do now, and why not more; null where they write. */
    mode: z.enum(draftModes),
    whyNot: z.string().nullable(),
    /** Sides whose sections the caller writes in directly; elsewhere changes are proposed. */
    sides: z.array(sideSchema),
  })
  .meta({ id: 'Draft' });
export type DraftView = z.infer<typeof draftSchema>;

const draftTicketSchema = z
  .object({
    /** Opens one connection, once. */
    ticket: z.string(),
    expiresAt: z.iso.datetime(),
    /** Name of the document on the connection. */
    draftId: z.uuid(),
    mode: z.enum(draftModes),
    whyNot: z.string().nullable(),
    sides: z.array(sideSchema),
    /** Who the caller is to the others; the server holds to it whatever the client says. */
    person: z.object({ id: z.uuid(), name: z.string(), role: z.string(), ente: z.string(), colour: z.string() }),
  })
  .meta({ id: 'DraftTicket' });
export type DraftTicketView = z.infer<typeof draftTicketSchema>;

/** What the server says over the connection of a draft beside the text, as JSON in a stateless message. */
export const draftMessageSchema = z.discriminatedUnion('kind', [
  /**
   * An edit was refused: nothing of it is in the draft, and the connection closes. The copy of the client no longer matches and has
   * to be loaded anew; what was typed may be kept aside and put in again.
   */
  z.object({ kind: z.literal('REFUSED'), code: z.string(), reason: z.string(), block: z.string().nullable() }),
  /** What the caller may do has changed. */
  z.object({ kind: z.literal('MODE'), mode: z.enum(draftModes), whyNot: z.string().nullable(), sides: z.array(sideSchema) }),
]);
export type DraftMessage = z.infer<typeof draftMessageSchema>;

export const listDrafts = defineRoute({
  id: 'listDrafts',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts',
  tag: 'Redazione',
  summary: 'Drafts of the dossier the caller may read, with what they may do in each',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({ items: z.array(draftSchema) }),
});
export const getDraft = defineRoute({
  id: 'getDraft',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}',
  tag: 'Redazione',
  summary: 'The draft of a document and what the caller may do in it',
  access: 'draft.read',
  params: draftParams,
  response: draftSchema,
});
export const openDraft = defineRoute({
  id: 'openDraft',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}',
  tag: 'Redazione',
  summary: 'Opens the draft of a document from the text generated now; where it is open already, tells which it is',
  access: 'draft.write',
  params: draftParams,
  response: draftSchema,
});
const listPlaceSchema = z.object({ numId: z.string(), level: z.number().int() });
const draftNumberingSchema = z
  .object({
    /** The list each look counts in and the kind of block it is for. */
    looks: z.record(z.string(), listPlaceSchema.extend({ kind: z.string() })),
    /** The list of new blocks of a kind. */
    kinds: z.record(z.string(), listPlaceSchema),
    /** Levels of lists by `numId level`: format, text (`%1.%2`) and first number, as Word has them. */
    levels: z.record(z.string(), z.object({ format: z.string(), text: z.string(), start: z.number().int() })),
  })
  .meta({ id: 'DraftNumbering' });
export type DraftNumberingView = z.infer<typeof draftNumberingSchema>;

export const getDraftNumbering = defineRoute({
  id: 'getDraftNumbering',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/drafts/{code}/numbering',
  tag: 'Redazione',
  summary: 'How the document of a draft counts its articles and lists, so that the page shows the numbers Word prints',
  access: 'draft.read',
  params: draftParams,
  response: draftNumberingSchema,
});
export const giveDraftTicket = defineRoute({
  id: 'giveDraftTicket',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/ticket',
  tag: 'Redazione',
  summary: 'A ticket that opens one connection to the draft, once and within a minute',
  access: 'draft.read',
  params: draftParams,
  body: z.object({
    /** At most this, whatever else the caller might do. */
    mode: z.enum(draftModes).default('SCRIVE'),
  }),
  response: draftTicketSchema,
  status: 201,
});
export const handOverSections = defineRoute({
  id: 'handOverSections',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/drafts/{code}/owner',
  tag: 'Redazione',
  summary: 'Hands sections of a draft over to the other side, or to both',
  access: 'draft.write',
  params: draftParams,
  body: z.object({
    /** Ids of the blocks, which must be the caller’s own or of both sides. */
    blocks: z.array(z.string().min(1).max(40)).min(1).max(2000),
    to: sideSchema.nullable(),
    note: z.string().trim().max(500).optional(),
  }),
  response: z.object({ changed: z.number().int() }),
});
