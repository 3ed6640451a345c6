import { z } from 'zod';
import { convenzioneGroups, convenzioneStates } from '@gare/domain/convenzione/states';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/**
 * Convenzioni: a convenzione is a dossier of the kind `CONVENZIONE_ADESIONE`. Its steps are those of `moveDossier`, its sheet is
 * edited with `changeSheet`, its documents are those of `/documents`; here is what only a convenzione has.
 */

const day = z.iso.date('La data si scrive AAAA-MM-GG.');

export const convenzioneSummarySchema = z
  .object({
    /** Also the id of its dossier. */
    id: z.uuid(),
    codice: z.string(),
    /** Empty until it has one. */
    numero: z.string(),
    ente: z.object({ id: z.uuid(), denominazione: z.string() }),
    stato: z.object({ code: z.enum(convenzioneStates), label: z.string(), phase: z.string() }),
    /** The group of its state, by which lists filter. */
    gruppo: z.enum(convenzioneGroups),
    /** Both days included; null while the sheet does not say. */
    dal: day.nullable(),
    al: day.nullable(),
    funzioniSvolte: z.array(z.string()),
    /** Days from today to the last day, below zero once it has passed; null where it is not in force or has no end yet. */
    daysToEnd: z.number().int().nullable(),
    /** The last reminder of the end that was given: 180, 90 or 30 days before; null for none. */
    reminder: z.number().int().nullable(),
    turn: z.object({ party: z.enum(['COMUNE', 'SUA', 'ALTRO', 'NESSUNO']), label: z.string() }),
  })
  .meta({ id: 'ConvenzioneSummary' });
export type ConvenzioneSummary = z.infer<typeof convenzioneSummarySchema>;

const timelineEntrySchema = z
  .object({
    on: day,
    title: z.string(),
    detail: z.string().nullable(),
    /** Done; due: the day has come and it still has to be done; planned: the day is still to come. */
    kind: z.enum(['DONE', 'DUE', 'PLANNED']),
    person: z.string().nullable(),
  })
  .meta({ id: 'ConvenzioneTimelineEntry' });

const editableSchema = z.object({ allowed: z.boolean(), whyNot: z.string().nullable() });

export const signatureSchema = z
  .object({
    /** Of the item in the sheet (`atti/firme/<id>`). */
    id: z.string(),
    enteId: z.string(),
    firmatario: z.string(),
    formato: z.enum(['PADES', 'CADES']),
    /** Instant of the signature, as declared. */
    alle: z.string(),
    certificatoDal: z.string(),
    certificatoAl: z.string(),
    revocatoDal: z.string().nullable(),
    /** SHA-256 of the text inside the signed file, computed from it. */
    hashTesto: z.string(),
    /** Document code and SHA-256 of the signed file kept as evidence. */
    documento: z.string(),
    hashFile: z.string(),
  })
  .meta({ id: 'ConvenzioneSignature' });

export const convenzioneDetailSchema = convenzioneSummarySchema
  .extend({
    /** Revision of the sheet: `baseRevision` of the next change. */
    revision: z.number().int(),
    /** As it is in the sheet, complete or not; its full shape is `convenzioneContentSchema`. */
    contenuto: z.record(z.string(), z.unknown()),
    /** What is missing or wrong in it; `path` is that of the sheet (`contenuto/durata/fine`). Empty: the content is complete. */
    contentIssues: z.array(z.object({ path: z.string(), message: z.string() })),
    atti: z.record(z.string(), z.unknown()),
    /** What stands against the acts recorded: rule, field of the sheet, reason. */
    actFindings: z.array(z.object({ rule: z.string(), field: z.string(), reason: z.string() })),
    testo: z.object({
      versioneModello: z.string().nullable(),
      /** SHA-256 of the text the councils approve; null until it is fixed. Once fixed the content cannot change. */
      hash: z.string().nullable(),
      fissatoIl: z.iso.datetime().nullable(),
      /** May the caller fix it, or open it again, now? */
      fissa: editableSchema,
      riapri: editableSchema,
    }),
    firme: z.object({
      raccolte: z.array(signatureSchema),
      /** Of the round that is open: that of a renewal once its text is there. Parties that have not signed yet, with the document their signed file is uploaded as. */
      mancanti: z.array(z.object({ enteId: z.string(), denominazione: z.string(), documento: z.string() })),
      registra: editableSchema,
      /** What the platform does not check of a signature, in words for whoever records it. */
      avvertenza: z.string(),
    }),
    timeline: z.array(timelineEntrySchema),
    timers: z.array(
      z.object({
        code: z.string(),
        event: z.string(),
        label: z.string(),
        on: day.nullable(),
        due: z.boolean(),
        reminders: z.array(z.object({ on: day, daysBefore: z.number().int(), due: z.boolean(), givenOn: day.nullable() })),
      }),
    ),
    renewal: z.object({
      /** The convenzione it comes after, and the one that comes after it. */
      previousId: z.uuid().nullable(),
      nextId: z.uuid().nullable(),
      /** Every period of this convenzione, the first first. */
      periods: z.array(z.object({ dal: day, al: day, delibere: z.string().nullable(), current: z.boolean() })),
    }),
    /** Tenders open under it, with whether they may go on. */
    dossiers: z.array(
      z.object({
        id: z.uuid(),
        codiceAppalto: z.string(),
        oggetto: z.string(),
        state: z.object({ code: z.string(), label: z.string() }),
        prosegue: z.boolean(),
        motivo: z.string().nullable(),
      }),
    ),
    matrixEditable: editableSchema,
    tariffEditable: editableSchema,
  })
  .meta({ id: 'ConvenzioneDetail' });
export type ConvenzioneDetail = z.infer<typeof convenzioneDetailSchema>;

export const listConvenzioni = defineRoute({
  id: 'listConvenzioni',
  method: 'GET',
  path: '/api/convenzioni',
  tag: 'Convenzioni',
  summary: 'Convenzioni in sight, those being made and those of the past included, by body',
  access: 'convenzione.read',
  query: z.object({
    /** In number, code or name of the body. */
    text: z.string().max(200).optional(),
    stato: z.enum(convenzioneStates).optional(),
    gruppo: z.enum(convenzioneGroups).optional(),
    enteId: z.uuid().optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    items: z.array(convenzioneSummarySchema),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
    /** All in sight by group, whatever the filter. */
    counts: z.object({
      all: z.number().int(),
      PREPARAZIONE: z.number().int(),
      IN_VIGORE: z.number().int(),
      IN_SCADENZA: z.number().int(),
      FERME: z.number().int(),
      CESSATE: z.number().int(),
      /** Those that wait for the side of the caller. */
      mine: z.number().int(),
    }),
  }),
});

export const openConvenzione = defineRoute({
  id: 'openConvenzione',
  method: 'POST',
  path: '/api/convenzioni',
  tag: 'Convenzioni',
  summary: 'Open a convenzione for a body, its sheet filled with what is known already',
  access: 'convenzione.write',
  status: 201,
  body: z.object({
    /** The body that adheres; only the Province may name another than its own. */
    enteId: z.uuid().optional(),
  }),
  response: convenzioneDetailSchema,
});

export const getConvenzione = defineRoute({
  id: 'getConvenzione',
  method: 'GET',
  path: '/api/convenzioni/{dossierId}',
  tag: 'Convenzioni',
  summary: 'One convenzione with its content, acts, timeline, terms and the dossiers under it',
  access: 'convenzione.read',
  params: dossierParams,
  response: convenzioneDetailSchema,
});

export const fixConvenzioneText = defineRoute({
  id: 'fixConvenzioneText',
  method: 'POST',
  path: '/api/convenzioni/{dossierId}/text',
  tag: 'Convenzioni',
  summary: 'Fix the formed text as the one the councils approve, or open it again before they have',
  access: 'convenzione.write',
  params: dossierParams,
  body: z
    .object({
      azione: z.enum(['FISSA', 'RIAPRI']),
      /** Why it is opened again. */
      motivazione: z.string().trim().max(4000).optional(),
    })
    .refine(({ azione, motivazione }) => azione === 'FISSA' || (motivazione ?? '').length >= 20, {
      path: ['motivazione'],
      message: 'Scrivi perché il testo si riapre, in almeno 20 caratteri.',
    }),
  response: convenzioneDetailSchema,
});

export const recordSignature = defineRoute({
  id: 'recordSignature',
  method: 'POST',
  path: '/api/convenzioni/{dossierId}/signatures',
  tag: 'Convenzioni',
  summary:
    'Record the signature of a party, from the signed file uploaded among the documents; a second one of a party takes the place of the first',
  access: 'convenzione.write',
  params: dossierParams,
  status: 201,
  body: z.object({
    enteId: z.uuid(),
    firmatario: z.string().trim().min(3, 'Scrivi chi ha firmato.').max(200),
    formato: z.enum(['PADES', 'CADES']),
    alle: z.iso.datetime({ offset: true, error: 'Indica giorno e ora della firma.' }),
    certificatoDal: z.iso.datetime({ offset: true, error: 'Indica da quando vale il certificato.' }),
    certificatoAl: z.iso.datetime({ offset: true, error: 'Indica fino a quando vale il certificato.' }),
    revocatoDal: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  response: convenzioneDetailSchema,
});

const deliberationSchema = z.object({
  numero: z.string().trim().min(1, 'Scrivi il numero della delibera.').max(60),
  data: day,
  pubblicataIl: day,
  immediatamenteEseguibile: z.boolean(),
});

export const registerExistingConvenzione = defineRoute({
  id: 'registerExistingConvenzione',
  method: 'POST',
  path: '/api/convenzioni/existing',
  tag: 'Convenzioni',
  summary: 'Register a convenzione that is in force already, with its acts; the same rules hold for content, scope and days',
  access: 'convenzione.write',
  status: 201,
  body: z.object({
    enteId: z.uuid(),
    numero: z.string().trim().min(1, 'Scrivi il numero della convenzione.').max(60),
    /** The whole content, `convenzioneContentSchema`; parties and matrix left out are filled from the registers and by default. */
    contenuto: z.looseObject({}),
    deliberaComune: deliberationSchema,
    deliberaProvincia: deliberationSchema,
    /** The day it was signed, and where it is registered. */
    stipula: z.object({
      data: day,
      repertorio: z.string().trim().min(1, 'Scrivi il numero di repertorio.').max(60),
      protocollo: z.string().trim().min(1, 'Scrivi il numero di protocollo.').max(60),
      referenti: z.string().trim().min(1, 'Indica i referenti dei due enti.').max(400),
    }),
    /** SHA-256 of the signed file, where there is one. */
    hashTesto: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'L’impronta SHA-256 ha 64 cifre esadecimali.')
      .optional(),
  }),
  response: convenzioneDetailSchema,
});
