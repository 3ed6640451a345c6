import { z } from 'zod';
import { dossierParams, dossierSummarySchema } from './dossiers.js';
import { defineRoute } from './route.js';

const taskSchema = z
  .object({
    /** Unlike that of any other task of the dossier, the same as long as it is the same thing. */
    key: z.string(),
    sort: z.enum(['RICHIESTA', 'DOCUMENTO', 'VERIFICA', 'CAMPO', 'CONDIZIONE', 'PASSO']),
    title: z.string(),
    waitsOn: z.object({ party: z.enum(['COMUNE', 'SUA', 'ALTRO']), role: z.object({ code: z.string(), label: z.string() }) }),
    /** Who acts today; null where it is the whole office. */
    person: z.object({ id: z.uuid(), name: z.string(), insteadOf: z.string().nullable() }).nullable(),
    due: z.iso.date().nullable(),
    /** It is the caller's to do. */
    mine: z.boolean(),
    /** False for the step while something stands before it. */
    ready: z.boolean(),
    /** Screen of the dossier where it is done, and the place on it. */
    screen: z.string(),
    path: z.string().nullable(),
    documentCode: z.string().nullable(),
    checkId: z.string().nullable(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof taskSchema>;

export const listTasks = defineRoute({
  id: 'listTasks',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/tasks',
  tag: 'Fascicoli',
  summary: 'Everything to do on this dossier, worked out from it: what is open, what stands before the next step, the step',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({ items: z.array(taskSchema) }),
});

const summary = dossierSummarySchema.shape;

const cardSchema = z
  .object({
    id: summary.id,
    codiceAppalto: summary.codiceAppalto,
    oggetto: summary.oggetto,
    kind: summary.kind,
    state: summary.state,
    ente: summary.ente,
    turn: summary.turn,
    /** Whole working days it has waited on them. */
    waitedDays: z.number().int(),
    /** It waits on the caller: assigned, standing in for whoever is, or of the office where nobody was assigned. */
    onMe: z.boolean(),
    /** The term that falls first. */
    term: z.object({ title: z.string(), due: z.iso.date(), over: z.boolean() }).nullable(),
    blocks: summary.blocks,
    firstBlock: summary.firstBlock,
  })
  .meta({ id: 'BoardCard' });
export type BoardCard = z.infer<typeof cardSchema>;

export const getBoard = defineRoute({
  id: 'getBoard',
  method: 'GET',
  path: '/api/board',
  tag: 'Fascicoli',
  summary: 'The open dossiers the caller may see, by phase, with on whom each waits, since when and what falls due first',
  access: 'dossier.read',
  query: z.object({
    /** Only those that wait on the caller, also as a substitute. */
    onMe: z.literal('true').optional(),
    /** Only those on which the caller was given a role. */
    mine: z.literal('true').optional(),
    /** Only those that wait on this party. */
    party: z.enum(['COMUNE', 'SUA', 'ALTRO']).optional(),
    enteId: z.uuid().optional(),
    kind: z.string().max(60).optional(),
    /** Only this column. */
    phase: z.string().max(100).optional(),
    /** Cards of a column, the most urgent first. */
    cards: z.coerce.number().int().min(1).max(200).default(30),
  }),
  response: z.object({
    columns: z.array(z.object({ phase: z.string(), count: z.number().int(), onMe: z.number().int(), cards: z.array(cardSchema) })),
    /** Of the body and kind asked for, whatever the other filters. */
    counts: z.object({
      all: z.number().int(),
      onMe: z.number().int(),
      mine: z.number().int(),
      onComune: z.number().int(),
      onSua: z.number().int(),
      onOthers: z.number().int(),
    }),
  }),
});

export const listMyTurn = defineRoute({
  id: 'listMyTurn',
  method: 'GET',
  path: '/api/my-turn',
  tag: 'Fascicoli',
  summary: 'The dossiers that wait on the caller, the most urgent first, each with what to do next',
  access: 'dossier.read',
  query: z.object({ most: z.coerce.number().int().min(1).max(20).default(6) }),
  response: z.object({
    total: z.number().int(),
    items: z.array(
      cardSchema.extend({
        nextAction: z.object({
          title: z.string(),
          explanation: z.string(),
          screen: z.string(),
          path: z.string().nullable(),
          documentCode: z.string().nullable(),
          checkId: z.string().nullable(),
        }),
      }),
    ),
  }),
});
