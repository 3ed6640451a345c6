import { z } from 'zod';
import { contractTypes } from '@gare/domain/convenzione/scope';
import { isMoney } from '@gare/domain/money/money';
import { defineRoute } from './route.js';

export const dossierParams = z.object({ dossierId: z.uuid() });

const stateSchema = z.object({ code: z.string(), label: z.string(), phase: z.string() }).meta({ id: 'DossierState' });

export const turnParties = ['COMUNE', 'SUA', 'ALTRO', 'NESSUNO'] as const;

/** On whom a dossier waits: exactly one party; `NESSUNO` only where it is over. */
export const turnSchema = z
  .object({
    party: z.enum(turnParties),
    label: z.string(),
    /** Since when it waits on this party in this state. */
    since: z.iso.datetime(),
    role: z.object({ code: z.string(), label: z.string() }).nullable(),
    ente: z.object({ id: z.uuid(), denominazione: z.string() }).nullable(),
    /** Who acts today; null where it is the whole office. `insteadOf`: who was assigned and is away. */
    person: z.object({ id: z.uuid(), name: z.string(), insteadOf: z.string().nullable() }).nullable(),
    /** The clock of the state stands still. */
    clockStopped: z.boolean(),
    /** Why, in Italian. */
    reason: z.string(),
  })
  .meta({ id: 'DossierTurn' });
export type DossierTurn = z.infer<typeof turnSchema>;

export const dossierSummarySchema = z
  .object({
    id: z.uuid(),
    codiceAppalto: z.string(),
    oggetto: z.string(),
    kind: z.object({ code: z.string(), version: z.string(), title: z.string() }),
    state: stateSchema,
    ente: z.object({ id: z.uuid(), denominazione: z.string() }),
    /** On whom the dossier waits now. */
    turn: turnSchema,
    blocks: z.number().int(),
    errors: z.number().int(),
    /** First field that blocks, to open it with one click. */
    firstBlock: z.object({ checkId: z.string(), message: z.string(), path: z.string().nullable() }).nullable(),
    scadenzaOfferte: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'DossierSummary' });
export type DossierSummary = z.infer<typeof dossierSummarySchema>;

export const transitionSchema = z
  .object({
    event: z.string(),
    label: z.string(),
    to: stateSchema,
    allowed: z.enum(['yes', 'no', 'unknown']),
    /** Why it cannot be done now, and where to mend it. */
    reasons: z.array(z.object({ message: z.string(), path: z.string().nullable(), documentCode: z.string().nullable() })),
    /** A side step (suspend, annul, return) needs a reason in words. */
    needsMotivation: z.boolean(),
  })
  .meta({ id: 'Transition' });

export const auditEntrySchema = z
  .object({
    sequence: z.number().int(),
    at: z.iso.datetime(),
    action: z.string(),
    summary: z.string(),
    person: z.string(),
    role: z.string().nullable(),
    ente: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

const obstacleSchema = z
  .object({
    message: z.string(),
    screen: z.string(),
    path: z.string().nullable(),
    documentCode: z.string().nullable(),
    checkId: z.string().nullable(),
  })
  .meta({ id: 'Obstacle' });

const phaseStatus = z.enum(['done', 'current', 'next']);

export const dossierDetailSchema = dossierSummarySchema
  .extend({
    /** Stations of the process, each with the states it is made of. */
    phases: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        status: phaseStatus,
        states: z.array(z.object({ code: z.string(), label: z.string(), status: phaseStatus })),
      }),
    ),
    /** The states it has been in, the latest first, and on whom it waited there; `to` is null where it is now. */
    path: z.array(
      z.object({
        state: stateSchema,
        from: z.iso.datetime(),
        to: z.iso.datetime().nullable(),
        parties: z.array(z.enum(turnParties)),
      }),
    ),
    nextAction: z.object({
      title: z.string(),
      explanation: z.string(),
      screen: z.enum(['scheda', 'verifiche', 'documenti', 'fascicolo', 'dossier']),
      /** The screen by name, also one of a later feature (`richieste`); `screen` is `dossier` then. */
      place: z.string(),
      path: z.string().nullable(),
      documentCode: z.string().nullable(),
      checkId: z.string().nullable(),
      /** The step it is about, and the open item it is about. */
      event: z.string().nullable(),
      itemId: z.string().nullable(),
    }),
    /** Everything that stands before the step that carries the process on, each thing once, with the place to mend it. */
    obstacles: z.array(obstacleSchema),
    transitions: z.array(transitionSchema),
    recent: z.array(auditEntrySchema),
    /** Declaration of absence of conflict of interest of the caller (C. 16): what stands now, and whether this kind asks for one. */
    conflict: z.object({ asked: z.boolean(), own: z.enum(['ASSENTE', 'PRESENTE', 'NON_DICHIARATO', 'NON_RICHIESTO']) }),
    /** Every permission on this dossier: allowed, or the rule that refuses it and why, in Italian. */
    permissions: z.array(
      z.object({ permission: z.string(), allowed: z.boolean(), code: z.string().nullable(), reason: z.string().nullable() }),
    ),
  })
  .meta({ id: 'DossierDetail' });
export type DossierDetail = z.infer<typeof dossierDetailSchema>;

const sortKeys = ['updatedAt', '-updatedAt', 'oggetto', '-oggetto', 'scadenzaOfferte', '-scadenzaOfferte', 'ente', '-ente'] as const;

export const listDossiers = defineRoute({
  id: 'listDossiers',
  method: 'GET',
  path: '/api/dossiers',
  tag: 'Fascicoli',
  summary: 'Dossiers the caller may see, filtered, sorted and paged',
  access: 'dossier.read',
  query: z.object({
    text: z.string().max(200).optional(),
    state: z.string().max(60).optional(),
    kind: z.string().max(60).optional(),
    enteId: z.uuid().optional(),
    blocked: z.enum(['true', 'false']).optional(),
    turn: z.enum(['COMUNE', 'SUA']).optional(),
    /** Only dossiers whose deadline for offers is near, as `counts.dueSoon` counts them. */
    dueSoon: z.literal('true').optional(),
    sort: z.enum(sortKeys).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    items: z.array(dossierSummarySchema),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
    /** Counters that act as filters on the Scrivania. */
    counts: z.object({ all: z.number().int(), mine: z.number().int(), blocked: z.number().int(), dueSoon: z.number().int() }),
  }),
});
/** The version of each kind that a dossier opened now takes. */
export const listKinds = defineRoute({
  id: 'listKinds',
  method: 'GET',
  path: '/api/kinds',
  tag: 'Fascicoli',
  summary: 'Dossier kinds in force',
  access: 'session',
  response: z.object({
    items: z.array(z.object({ code: z.string(), version: z.string(), title: z.string(), states: z.array(stateSchema) })),
  }),
});
/** Stays with the draft of whoever asks: the same request sent again after a lost answer opens no second dossier. */
export const clientIdSchema = z.uuid().optional();

export const createDossier = defineRoute({
  id: 'createDossier',
  method: 'POST',
  path: '/api/dossiers',
  tag: 'Fascicoli',
  summary: 'Open a dossier for a body; sent again with the same `clientId` and content it is opened once',
  access: 'dossier.create',
  status: 201,
  body: z.object({
    clientId: clientIdSchema,
    kind: z.string().max(60).default('GARA'),
    oggetto: z.string().trim().min(10, 'Descrivi l’oggetto con almeno 10 caratteri').max(400, 'L’oggetto non può superare 400 caratteri'),
    /** The comune; only the Province may name another body than its own. */
    enteId: z.uuid().optional(),
    /** What the comune asks the SUA at once: the first message of the thread. */
    question: z.string().trim().min(1).max(8000, 'Un messaggio non supera 8000 caratteri.').optional(),
    /** What will be tendered, where it is known: asked of the convenzione at once, written into the scheda later. */
    contratto: z
      .object({
        tipo: z.enum(contractTypes),
        oggettoConcessione: z.enum(['works', 'services']).nullable().default(null),
        importo: z.string().refine(isMoney, 'L’importo si scrive con il punto e al massimo due decimali: 150000.00.'),
      })
      .optional(),
  }),
  response: dossierDetailSchema,
});
export const getDossier = defineRoute({
  id: 'getDossier',
  method: 'GET',
  path: '/api/dossiers/{dossierId}',
  tag: 'Fascicoli',
  summary: 'One dossier with its phase, next action, possible steps and recent activity',
  access: 'dossier.read',
  params: dossierParams,
  response: dossierDetailSchema,
});
export const moveDossier = defineRoute({
  id: 'moveDossier',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/transitions',
  tag: 'Fascicoli',
  summary: 'Make the dossier take a step of its process',
  access: 'dossier.move',
  params: dossierParams,
  body: z.object({ event: z.string().max(60), motivation: z.string().trim().max(4000).optional() }),
  response: dossierDetailSchema,
});
