import { z } from 'zod';
import { contractObjects, procedureTypes } from '@gare/domain/library/applies-to';
import { partNamePattern } from '@gare/domain/library/part-name';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** The library of templates: those shipped with the product and those a Province uploads, and which of them dossiers use. */

/** An upload by the id of its row, a template of the release by the hash of its file. */
const templateParams = z.object({ templateId: z.string().regex(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/) });
const reason = z.string().trim().min(10, 'Scrivi il motivo con almeno 10 caratteri').max(2000, 'Il motivo non può superare 2000 caratteri');
const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/, 'Il codice è in maiuscolo, come nel tipo di fascicolo: D21');
const codeOrPart = z.union(
  [code, z.string().regex(partNamePattern)],
  'Il codice è in maiuscolo (D21); il nome di una parte condivisa in minuscolo (intestazione-sua)',
);
const wordsOf = (known: readonly string[], otherwise: string) =>
  z
    .string()
    .max(200)
    .default('')
    .transform((text) => [...new Set(text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()])))])
    .refine((words) => words.every((word) => known.includes(word)), otherwise);

const findingSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['BLOCCA', 'AVVISA']),
    part: z.string(),
    paragraph: z.number().int(),
    heading: z.array(z.string()),
    tag: z.string(),
    message: z.string(),
    suggestion: z.string().nullable(),
    /** Part or clause the paragraph comes from. */
    origin: z.string().nullable(),
  })
  .meta({ id: 'TemplateFinding' });

const templateSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    kind: z.string(),
    title: z.string(),
    version: z.string(),
    /** Shipped with the product, or uploaded by the Province. */
    origin: z.enum(['PRODOTTO', 'PROVINCIA']),
    state: z.enum(['BOZZA', 'PUBBLICATO', 'RITIRATO']),
    owner: z.enum(['SUA', 'COMUNE']),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    /** A document formed today for the first time is formed from it. */
    inForce: z.boolean(),
    legalBasis: z.string(),
    procedures: z.array(z.string()),
    objects: z.array(z.string()),
    fileName: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    /** Parts and clauses it includes. */
    includes: z.array(z.string()),
    blocking: z.number().int(),
    warnings: z.number().int(),
    /** Dossiers in sight that form their document from it. */
    dossiers: z.number().int(),
    uploadedBy: z.string().nullable(),
    uploadedAt: z.iso.datetime().nullable(),
    publishedBy: z.string().nullable(),
    publishedAt: z.iso.datetime().nullable(),
    retiredReason: z.string().nullable(),
  })
  .meta({ id: 'LibraryTemplate' });
export type LibraryTemplate = z.infer<typeof templateSchema>;

const templateDetailSchema = templateSchema
  .extend({
    findings: z.array(findingSchema),
    usedBy: z.array(
      z.object({
        dossierId: z.string(),
        codiceAppalto: z.string().nullable(),
        oggetto: z.string().nullable(),
        ente: z.string(),
        pinnedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'LibraryTemplateDetail' });
export type LibraryTemplateDetail = z.infer<typeof templateDetailSchema>;

export const listTemplates = defineRoute({
  id: 'listTemplates',
  method: 'GET',
  path: '/api/templates',
  tag: 'Modelli',
  summary: 'Every version of every template, those of the product and those of the Province',
  access: 'template.read',
  response: z.object({ items: z.array(templateSchema), mayManage: z.boolean() }),
});

export const getTemplate = defineRoute({
  id: 'getTemplate',
  method: 'GET',
  path: '/api/templates/{templateId}',
  tag: 'Modelli',
  summary: 'One version with what the check says of it and the dossiers that use it',
  access: 'template.read',
  params: templateParams,
  response: templateDetailSchema,
});

export const downloadTemplate = defineRoute({
  id: 'downloadTemplate',
  method: 'GET',
  path: '/api/templates/{templateId}/file',
  tag: 'Modelli',
  summary: 'The Word file of a version',
  access: 'template.read',
  params: templateParams,
  produces: 'application/octet-stream',
});

export const uploadTemplate = defineRoute({
  id: 'uploadTemplate',
  method: 'POST',
  path: '/api/templates',
  tag: 'Modelli',
  summary: 'Upload a Word file as the draft of a version (multipart field `file`)',
  access: 'template.manage',
  status: 201,
  query: z.object({
    /** Of a template in capitals; of a shared part its name in small letters. */
    code: codeOrPart,
    kind: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{1,59}$/)
      .default('GARA'),
    title: z.string().trim().min(3, 'Scrivi il titolo').max(200),
    version: z.string().regex(/^\d+\.\d+(?:\.\d+)?$/, 'La versione si scrive con i numeri: 1.0 oppure 1.0.0'),
    owner: z.enum(['SUA', 'COMUNE']).default('SUA'),
    validFrom: z.iso.date('Scrivi il giorno da cui vale'),
    validTo: z.union([z.iso.date(), z.literal('')]).default(''),
    legalBasis: z.string().trim().max(500).default(''),
    /** What it was written for, codes with commas between; nothing means all. */
    procedures: wordsOf(procedureTypes, 'La procedura non è fra quelle della scheda'),
    objects: wordsOf(contractObjects, 'L’oggetto è lavori, servizi o forniture'),
  }),
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: templateDetailSchema,
});

export const publishTemplate = defineRoute({
  id: 'publishTemplate',
  method: 'POST',
  path: '/api/templates/{templateId}/publication',
  tag: 'Modelli',
  summary: 'Publish a draft: it must pass the check, and its validity must neither overlap nor leave a gap',
  access: 'template.manage',
  status: 200,
  params: templateParams,
  body: z.object({
    /** End the validity of the version in force on the day before this one begins. */
    endPrevious: z.boolean().default(false),
  }),
  response: templateDetailSchema,
});

export const endTemplate = defineRoute({
  id: 'endTemplate',
  method: 'POST',
  path: '/api/templates/{templateId}/end',
  tag: 'Modelli',
  summary: 'Set or take back the last day of validity of a published version',
  access: 'template.manage',
  status: 200,
  params: templateParams,
  body: z.object({ validTo: z.iso.date().nullable() }),
  response: templateDetailSchema,
});

export const retireTemplate = defineRoute({
  id: 'retireTemplate',
  method: 'POST',
  path: '/api/templates/{templateId}/withdrawal',
  tag: 'Modelli',
  summary: 'Withdraw a version: no other dossier takes it, those that use it keep it',
  access: 'template.manage',
  status: 200,
  params: templateParams,
  body: z.object({ reason }),
  response: templateDetailSchema,
});

const pinSchema = z.object({
  sha256: z.string(),
  version: z.string(),
  title: z.string(),
  origin: z.enum(['PRODOTTO', 'PROVINCIA']),
});

const dossierTemplateSchema = z
  .object({
    /** Code of the template, and of the documents formed from it. */
    code: z.string(),
    documents: z.array(z.string()),
    /** What documents are formed from; null where what was pinned is no longer there. */
    used: pinSchema.nullable(),
    pinned: z.boolean(),
    /** What is in force on the reference date, where it is not the one used. */
    available: pinSchema.nullable(),
    history: z.array(pinSchema.extend({ by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'DossierTemplate' });
export type DossierTemplate = z.infer<typeof dossierTemplateSchema>;

export const listDossierTemplates = defineRoute({
  id: 'listDossierTemplates',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/templates',
  tag: 'Modelli',
  summary: 'Which version of each template the dossier uses, and what is available',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({ items: z.array(dossierTemplateSchema) }),
});

const dossierTemplateParams = dossierParams.extend({ code: z.string().max(60) });

export const compareDossierTemplate = defineRoute({
  id: 'compareDossierTemplate',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/templates/{code}/comparison',
  tag: 'Modelli',
  summary: 'The text of another version against the one in use, and the documents that would be formed anew',
  access: 'dossier.read',
  params: dossierTemplateParams,
  query: z.object({ to: z.string().length(64) }),
  response: z
    .object({
      from: pinSchema.nullable(),
      to: pinSchema,
      before: z.array(z.string()),
      after: z.array(z.string()),
      /** Documents in force that would become stale. */
      stale: z.array(z.object({ code: z.string(), title: z.string() })),
      /** What keeps the other version from being used here. */
      problems: z.array(z.string()),
    })
    .meta({ id: 'TemplateComparison' }),
});

export const changeDossierTemplate = defineRoute({
  id: 'changeDossierTemplate',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/templates/{code}/choice',
  tag: 'Modelli',
  summary: 'Form the document from another version from now on, with a reason; the earlier one can be taken again',
  access: 'document.generate',
  status: 200,
  params: dossierTemplateParams,
  body: z.object({ to: z.string().length(64), reason }),
  response: z.object({ items: z.array(dossierTemplateSchema) }),
});
