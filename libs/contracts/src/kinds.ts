import { z } from 'zod';
import { kindParts } from '@gare/domain/kinds/kind-diff';
import { dossierParams } from './dossiers.js';
import { jobSchema } from './jobs.js';
import { defineRoute } from './route.js';

/** The register of dossier kinds: versions published for ever, and the passage of running dossiers from one to another. */

const kindParams = z.object({ code: z.string().max(60) });
const versionParams = kindParams.extend({ version: z.string().max(60) });
/** A text larger than the largest kind by far. */
const longestText = 1_500_000;
const motivation = z
  .string()
  .trim()
  .min(20, 'Scrivi la motivazione con almeno 20 caratteri')
  .max(4000, 'La motivazione non può superare 4000 caratteri');

const kindVersionSchema = z
  .object({
    version: z.string(),
    title: z.string(),
    /** Shipped with the product; otherwise published by the Province. */
    shipped: z.boolean(),
    validFrom: z.iso.date().nullable(),
    validTo: z.iso.date().nullable(),
    publishedAt: z.iso.datetime(),
    publishedBy: z.string().nullable(),
    motivation: z.string().nullable(),
    sha256: z.string(),
    /** Dossiers of the Province that are on it. */
    dossiers: z.number().int(),
    /** A dossier opened today takes it. */
    inForce: z.boolean(),
    states: z.array(z.object({ code: z.string(), label: z.string() })),
  })
  .meta({ id: 'KindVersion' });
export type KindVersionView = z.infer<typeof kindVersionSchema>;

const kindDifferenceSchema = z
  .object({
    part: z.enum(kindParts),
    code: z.string(),
    label: z.string(),
    change: z.enum(['AGGIUNTO', 'TOLTO', 'CAMBIATO']),
    details: z.array(z.string()),
  })
  .meta({ id: 'KindDifference' });

const kindFindingSchema = z
  .object({ path: z.string(), line: z.number().int().nullable(), message: z.string() })
  .meta({ id: 'KindFinding' });

const examinationSchema = z
  .object({
    /** Null where the text is not even a kind. */
    code: z.string().nullable(),
    title: z.string().nullable(),
    /** As dossiers will name it: the version of the text and whose it is. */
    version: z.string().nullable(),
    /** Of the text; publication asks for the same. */
    sha256: z.string(),
    /** Why it cannot be published, each with its line; empty where it can. */
    findings: z.array(kindFindingSchema),
    /** Version it is compared with: the one a dossier opened today takes; null for a kind that is new. */
    against: z.string().nullable(),
    differences: z.array(kindDifferenceSchema),
  })
  .meta({ id: 'KindExamination' });
export type KindExamination = z.infer<typeof examinationSchema>;

const askedDifference = z.object({ code: z.string(), label: z.string(), before: z.string(), after: z.string() });

const migrationPlanSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    state: z.object({ from: z.string(), fromLabel: z.string(), to: z.string().nullable(), toLabel: z.string().nullable() }),
    /** Why it cannot be done; empty where it can. */
    refusals: z.array(z.string()),
    documents: z.array(askedDifference),
    steps: z.array(askedDifference),
    sheet: z.array(z.object({ path: z.string(), message: z.string() })),
  })
  .meta({ id: 'KindMigrationPlan' });
export type KindMigrationPlan = z.infer<typeof migrationPlanSchema>;

const kindMigrationSchema = z
  .object({
    job: jobSchema,
    from: z.string(),
    to: z.string(),
    /** How it ended; null while it runs. */
    outcome: z
      .object({ passed: z.number().int(), remaining: z.array(z.object({ codiceAppalto: z.string(), refusal: z.string() })) })
      .nullable(),
  })
  .meta({ id: 'KindMigration' });
export type KindMigrationView = z.infer<typeof kindMigrationSchema>;

/** Which state of the new version takes the place of one that it does not have. */
const mapping = z.record(z.string().max(60), z.string().max(60)).default({});

export const listKindVersions = defineRoute({
  id: 'listKindVersions',
  method: 'GET',
  path: '/api/kinds/versions',
  tag: 'Tipi di fascicolo',
  summary: 'Every version of every kind, newest first, with how many dossiers are on it',
  access: 'kind.read',
  response: z.object({
    items: z.array(z.object({ code: z.string(), title: z.string(), versions: z.array(kindVersionSchema) })),
    mayPublish: z.boolean(),
  }),
});
export const getKindText = defineRoute({
  id: 'getKindText',
  method: 'GET',
  path: '/api/kinds/{code}/versions/{version}',
  tag: 'Tipi di fascicolo',
  summary: 'The text of a version as it was published',
  access: 'kind.read',
  params: versionParams,
  response: z.object({ text: z.string(), sha256: z.string() }),
});
export const listKindDossiers = defineRoute({
  id: 'listKindDossiers',
  method: 'GET',
  path: '/api/kinds/{code}/versions/{version}/dossiers',
  tag: 'Tipi di fascicolo',
  summary: 'Dossiers of the Province on a version, those that changed last first (at most 200)',
  access: 'kind.read',
  params: versionParams,
  response: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        codiceAppalto: z.string(),
        oggetto: z.string(),
        ente: z.string(),
        state: z.object({ code: z.string(), label: z.string(), final: z.boolean() }),
      }),
    ),
    total: z.number().int(),
  }),
});
export const diffKindVersions = defineRoute({
  id: 'diffKindVersions',
  method: 'GET',
  path: '/api/kinds/{code}/differences',
  tag: 'Tipi di fascicolo',
  summary: 'What differs between two versions of a kind',
  access: 'kind.read',
  params: kindParams,
  query: z.object({ from: z.string().max(60), to: z.string().max(60) }),
  response: z.object({ differences: z.array(kindDifferenceSchema) }),
});
export const examineKind = defineRoute({
  id: 'examineKind',
  method: 'POST',
  path: '/api/kinds/examinations',
  tag: 'Tipi di fascicolo',
  summary: 'Check the text of a version before it is published, and compare it with the version in force',
  access: 'kind.write',
  body: z.object({ text: z.string().min(1).max(longestText) }),
  response: examinationSchema,
});
export const publishKind = defineRoute({
  id: 'publishKind',
  method: 'POST',
  path: '/api/kinds/versions',
  tag: 'Tipi di fascicolo',
  summary: 'Publish a version of a kind: new dossiers take it from the day it is valid, running ones stay on theirs',
  access: 'kind.write',
  status: 201,
  body: z.object({ text: z.string().min(1).max(longestText), sha256: z.string().length(64), motivation }),
  response: z.object({ code: z.string(), version: z.string() }),
});
export const listKindMigrations = defineRoute({
  id: 'listKindMigrations',
  method: 'GET',
  path: '/api/kinds/{code}/migrations',
  tag: 'Tipi di fascicolo',
  summary: 'Recent passages of all dossiers of a version to another, with their progress',
  access: 'kind.read',
  params: kindParams,
  response: z.object({ items: z.array(kindMigrationSchema) }),
});
export const migrateKind = defineRoute({
  id: 'migrateKind',
  method: 'POST',
  path: '/api/kinds/{code}/migrations',
  tag: 'Tipi di fascicolo',
  summary: 'Move every running dossier of a version to another, one by one in the background; those that cannot stay where they are',
  access: 'kind.write',
  status: 202,
  params: kindParams,
  body: z.object({ from: z.string().max(60), to: z.string().max(60), mapping, motivation }),
  response: jobSchema,
});
export const planKindMigration = defineRoute({
  id: 'planKindMigration',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/kind/plan',
  tag: 'Tipi di fascicolo',
  summary: 'What the passage of a dossier to another version of its kind means; nothing is changed',
  access: 'kind.write',
  params: dossierParams,
  body: z.object({ to: z.string().max(60), mapping }),
  response: migrationPlanSchema,
});
export const migrateDossier = defineRoute({
  id: 'migrateDossier',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/kind',
  tag: 'Tipi di fascicolo',
  summary: 'Move a running dossier to another version of its kind',
  access: 'kind.write',
  params: dossierParams,
  body: z.object({ to: z.string().max(60), mapping, motivation }),
  response: z.object({ version: z.string(), state: z.string() }),
});
