import { z } from 'zod';
import { pointKinds, pointStates } from '@gare/domain/requests/points';
import { requestStates } from '@gare/domain/requests/round';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const who = z.object({ at: z.iso.datetime(), persona: z.string(), ruolo: z.string().nullable(), ente: z.string() });

const askedShape = {
  tipo: z.enum(pointKinds),
  /** Code of the document or path of the field; null of a point in words. */
  oggetto: z.string().max(200).nullable().default(null),
  testo: z.string().trim().min(3, 'Scrivi che cosa manca.').max(1000, 'Un punto non supera 1000 caratteri.'),
};

export const pointSchema = z
  .object({
    id: z.uuid(),
    numero: z.number().int(),
    ...askedShape,
    oggetto: z.string().nullable(),
    stato: z.enum(pointStates),
    /** Answer of the comune: why it is not owed, or what it says on a point in words. */
    risposta: z.string().nullable(),
    rispostoDa: who.nullable(),
    /** Where to answer it: title of the document or of the field. */
    titolo: z.string().nullable(),
  })
  .meta({ id: 'IntegrationPoint' });
export type PointView = z.infer<typeof pointSchema>;

export const integrationRequestSchema = z
  .object({
    id: z.uuid(),
    giro: z.number().int(),
    stato: z.enum(requestStates),
    testo: z.string(),
    punti: z.array(pointSchema),
    /** Day by which it is answered; `entroIniziale` is the day first given. */
    entro: z.iso.date(),
    entroIniziale: z.iso.date(),
    /** Time of the server; nobody can change it. */
    aperta: who,
    conclusa: who.nullable(),
    /** What the comune says on the whole, or why the SUA closed it. */
    esito: z.string().nullable(),
    inRitardo: z.boolean(),
    /** The request this one takes up again. */
    riprende: z.uuid().nullable(),
    giorniFermo: z.number().int(),
  })
  .meta({ id: 'IntegrationRequest' });
export type IntegrationRequestView = z.infer<typeof integrationRequestSchema>;

const refusal = z.string().nullable();

export const integrationRequestsSchema = z
  .object({
    /** The latest first. */
    richieste: z.array(integrationRequestSchema),
    orologio: z.object({ fermo: z.boolean(), da: z.iso.datetime().nullable(), giorni: z.number().int() }),
    giri: z.object({ fatti: z.number().int(), massimo: z.number().int().nullable(), fonte: z.string() }),
    /** Why the caller cannot; null where they can. */
    percheNo: z.object({ chiedere: refusal, rispondere: refusal, gestire: refusal }),
  })
  .meta({ id: 'IntegrationRequests' });
export type IntegrationRequestsView = z.infer<typeof integrationRequestsSchema>;

export const suggestionsSchema = z
  .object({
    punti: z.array(z.object({ ...askedShape, oggetto: z.string().nullable(), perche: z.string() })),
    /** Day proposed for the answer and where it comes from; null where no time is registered. */
    entro: z.object({ giorno: z.iso.date(), fonte: z.string(), giorni: z.number().int(), unita: z.enum(['gg', 'wd']) }).nullable(),
    /** Documents and fields that can be asked for. */
    documenti: z.array(z.object({ codice: z.string(), titolo: z.string() })),
    campi: z.array(z.object({ path: z.string(), label: z.string() })),
  })
  .meta({ id: 'IntegrationSuggestions' });
export type SuggestionsView = z.infer<typeof suggestionsSchema>;

const requestParams = dossierParams.extend({ requestId: z.uuid() });
const motivazione = z.string().trim().min(10, 'Scrivi il motivo con almeno 10 caratteri.').max(2000);

export const listIntegrationRequests = defineRoute({
  id: 'listIntegrationRequests',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/requests',
  tag: 'Richieste',
  summary: 'Requests for integration of a dossier with their points, and how long the clock has been stopped',
  access: 'dossier.read',
  params: dossierParams,
  response: integrationRequestsSchema,
});
export const suggestIntegrations = defineRoute({
  id: 'suggestIntegrations',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/requests/suggestions',
  tag: 'Richieste',
  summary: 'What is missing by gates, documents and checks, and by when an answer is asked',
  access: 'request.open',
  params: dossierParams,
  response: suggestionsSchema,
});
export const openIntegrationRequest = defineRoute({
  id: 'openIntegrationRequest',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/requests',
  tag: 'Richieste',
  summary: 'Ask the comune for what is missing: takes the step of the kind, stops the clock and forms D05',
  access: 'request.open',
  status: 201,
  params: dossierParams,
  body: z.object({
    /** Sent twice it is made once. */
    clientId: z.uuid(),
    testo: z.string().trim().min(20, 'Scrivi che cosa si chiede e perché, con almeno 20 caratteri.').max(4000),
    punti: z.array(z.object(askedShape)).min(1, 'Indica almeno una cosa che manca.').max(60, 'Al massimo sessanta punti.'),
    entro: z.iso.date().nullable().default(null),
    /** An answered request that is taken up again. */
    riprende: z.uuid().nullable().default(null),
  }),
  response: integrationRequestsSchema,
});
export const answerPoint = defineRoute({
  id: 'answerPoint',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/requests/{requestId}/points/{pointId}',
  tag: 'Richieste',
  summary: 'Answer one point: in words, as not owed with its reasons, or take the answer back',
  access: 'request.answer',
  status: 201,
  params: requestParams.extend({ pointId: z.uuid() }),
  body: z.object({ stato: z.enum(pointStates), risposta: z.string().trim().max(4000).nullable().default(null) }),
  response: integrationRequestsSchema,
});
export const answerIntegrationRequest = defineRoute({
  id: 'answerIntegrationRequest',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/requests/{requestId}/answer',
  tag: 'Richieste',
  summary: 'Hand in the answer when every point has one: the dossier goes back to the SUA and the clock runs again',
  access: 'request.answer',
  status: 201,
  params: requestParams,
  body: z.object({ testo: z.string().trim().max(4000).nullable().default(null) }),
  response: integrationRequestsSchema,
});
export const prolongIntegrationRequest = defineRoute({
  id: 'prolongIntegrationRequest',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/requests/{requestId}/prolong',
  tag: 'Richieste',
  summary: 'Give another day for the answer; a request whose day has gone by is open again',
  access: 'request.open',
  status: 201,
  params: requestParams,
  body: z.object({ entro: z.iso.date(), motivazione }),
  response: integrationRequestsSchema,
});
export const closeIntegrationRequest = defineRoute({
  id: 'closeIntegrationRequest',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/requests/{requestId}/close',
  tag: 'Richieste',
  summary: 'The SUA does without what is missing: the clock runs again',
  access: 'request.open',
  status: 201,
  params: requestParams,
  body: z.object({ motivazione }),
  response: integrationRequestsSchema,
});

export const deskRequestSchema = z
  .object({
    id: z.uuid(),
    tipo: z.enum(['DOMANDA', 'INTEGRAZIONE']),
    fascicolo: z.object({ id: z.uuid(), codice: z.string(), oggetto: z.string() }),
    ente: z.object({ id: z.uuid(), denominazione: z.string() }),
    /** The last words of the question, or the text of the request. */
    testo: z.string(),
    aspetta: z.enum(['COMUNE', 'SUA']).nullable(),
    stato: z.string(),
    da: z.iso.datetime(),
    entro: z.iso.date().nullable(),
    scaduta: z.boolean(),
    punti: z.object({ fatti: z.number().int(), tutti: z.number().int() }).nullable(),
  })
  .meta({ id: 'DeskRequest' });
export type DeskRequestView = z.infer<typeof deskRequestSchema>;

export const listRequests = defineRoute({
  id: 'listRequests',
  method: 'GET',
  path: '/api/requests',
  tag: 'Richieste',
  summary: 'Questions and requests for integration of every dossier in sight: on whom they wait, and which are overdue',
  access: 'dossier.read',
  query: z.object({
    aspetta: z.enum(['NOI', 'LORO', 'CONCLUSE']).optional(),
    scadute: z.literal('true').optional(),
    enteId: z.uuid().optional(),
    testo: z.string().max(200).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    items: z.array(deskRequestSchema),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
    counts: z.object({ noi: z.number().int(), loro: z.number().int(), scadute: z.number().int() }),
  }),
});
