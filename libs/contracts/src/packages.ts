import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { jobSchema } from './jobs.js';
import { defineRoute } from './route.js';

export const packageSchema = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    status: z.enum(['BUILDING', 'SEALED', 'FAILED']),
    fileName: z.string(),
    sha256: z.string().nullable(),
    bytes: z.number().int().nullable(),
    documents: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        file: z.string(),
        sha256: z.string(),
        bytes: z.number().int(),
        category: z.string(),
      }),
    ),
    createdAt: z.iso.datetime(),
    sealedAt: z.iso.datetime().nullable(),
    retainUntil: z.iso.date().nullable(),
    reason: z.string().nullable(),
    /** The dossier changed after this package was sealed. */
    outdated: z.boolean(),
  })
  .meta({ id: 'Package' });
export type PackageView = z.infer<typeof packageSchema>;

export const packageBlockSchema = z
  .object({ message: z.string(), checkId: z.string().nullable(), path: z.string().nullable(), documentCode: z.string().nullable() })
  .meta({ id: 'PackageBlock' });
export type PackageBlock = z.infer<typeof packageBlockSchema>;

export const getPackage = defineRoute({
  id: 'getPackage',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/package',
  tag: 'Fascicolo',
  summary: 'What stands between the dossier and its package, and the packages sealed so far',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({
    ready: z.boolean(),
    blocks: z.array(packageBlockSchema),
    job: jobSchema.nullable(),
    packages: z.array(packageSchema),
  }),
});
export const buildPackage = defineRoute({
  id: 'buildPackage',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/package',
  tag: 'Fascicolo',
  summary: 'Build and seal the publication package; answers 409 with the blocks while one stands',
  access: 'package.build',
  status: 202,
  params: dossierParams,
  response: packageSchema,
});
export const downloadPackage = defineRoute({
  id: 'downloadPackage',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/packages/{packageId}/file',
  tag: 'Fascicolo',
  summary: 'The sealed ZIP',
  access: 'dossier.read',
  params: dossierParams.extend({ packageId: z.uuid() }),
  produces: 'application/zip',
});
