import { z } from 'zod';
import { defineRoute } from './route.js';

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

const signerSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  publicKey: z.string(),
  /** SHA-256 of the public key: what two Provinces read to each other on the telephone. */
  fingerprint,
  own: z.boolean(),
  since: z.iso.datetime(),
  by: z.string(),
  revoked: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
});

const importSummary = z.object({
  id: z.uuid(),
  fileName: z.string(),
  signer: z.string(),
  fingerprint,
  at: z.iso.datetime(),
  by: z.string(),
  clauses: z.number().int(),
  models: z.number().int(),
  kinds: z.number().int(),
});

export const communitySchema = z
  .object({
    whyNot: z.string().nullable(),
    signers: z.array(signerSchema),
    imports: z.array(importSummary),
    /** What a bundle can be made of. */
    offers: z.object({
      clauses: z.array(z.object({ code: z.string(), title: z.string(), version: z.string() })),
      models: z.array(z.object({ code: z.string(), title: z.string(), version: z.string() })),
      kinds: z.array(z.object({ code: z.string(), title: z.string(), version: z.string() })),
    }),
  })
  .meta({ id: 'Community' });
export type CommunityView = z.infer<typeof communitySchema>;

const mergePart = z.object({
  path: z.string(),
  /** Name of the part in Italian. */
  label: z.string(),
  state: z.enum(['theirs', 'conflict']),
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});

const importSchema = importSummary
  .extend({
    whyNot: z.string().nullable(),
    entries: z.array(
      z.object({
        kind: z.enum(['CLAUSOLA', 'MODELLO', 'TIPO']),
        code: z.string(),
        title: z.string(),
        version: z.string(),
        provenance: z.array(z.object({ ente: z.string(), fingerprint, version: z.string(), at: z.iso.datetime() })),
        state: z.enum(['new', 'same', 'update', 'conflict']),
        parts: z.array(mergePart),
        /** What the lint says of it here, and of a model what its trials gave when the bundle came; with the place. */
        findings: z.array(z.string()),
        /** Of a model: its sets of data that were run, and those that gave the document its authors accepted; null where none were. */
        trials: z.object({ run: z.number().int(), passed: z.number().int() }).nullable(),
        taken: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'CommunityImport' });
export type CommunityImportView = z.infer<typeof importSchema>;

const importParams = z.object({ importId: z.uuid() });
const codes = z
  .string()
  .max(4000)
  .default('')
  .transform((text) => text.split(',').filter((code) => code !== ''));

export const getCommunity = defineRoute({
  id: 'getCommunity',
  method: 'GET',
  path: '/api/community',
  tag: 'Condivisione',
  summary: 'Own key, Provinces whose signature is known, bundles that came, and what can be given on',
  access: 'template.read',
  response: communitySchema,
});
export const createSigningKey = defineRoute({
  id: 'createSigningKey',
  method: 'POST',
  path: '/api/community/key',
  tag: 'Condivisione',
  summary: 'Make the own signing key, once; asked again it is the same',
  access: 'template.manage',
  /** What other Provinces will call whoever signs. */
  body: z.object({ name: z.string().trim().min(3, 'Scrivi il nome con cui firmi.').max(200) }),
  response: communitySchema,
});
export const trustSigner = defineRoute({
  id: 'trustSigner',
  method: 'POST',
  path: '/api/community/signers',
  tag: 'Condivisione',
  summary: 'Know the signature of another Province by its public key',
  access: 'template.manage',
  body: z.object({
    name: z.string().trim().min(3, 'Scrivi il nome della Provincia.').max(200),
    publicKey: z.string().trim().min(40, 'La chiave pubblica è più lunga.').max(200),
  }),
  response: communitySchema,
});
export const revokeSigner = defineRoute({
  id: 'revokeSigner',
  method: 'POST',
  path: '/api/community/signers/{signerId}/revoke',
  tag: 'Condivisione',
  summary: 'Take no more bundles of a signer; what was taken stays',
  access: 'template.manage',
  params: z.object({ signerId: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(5, 'Scrivi perché, con almeno 5 caratteri.').max(400) }),
  response: communitySchema,
});
export const downloadBundle = defineRoute({
  id: 'downloadBundle',
  method: 'GET',
  path: '/api/community/bundle',
  tag: 'Condivisione',
  summary: 'A signed bundle of the chosen clauses, models (with their tests) and kinds',
  access: 'template.manage',
  query: z.object({ clauses: codes, models: codes, kinds: codes }),
  produces: 'application/zip',
});
export const importBundle = defineRoute({
  id: 'importBundle',
  method: 'POST',
  path: '/api/community/imports',
  tag: 'Condivisione',
  summary: 'Take a bundle in (multipart field `file`): checked to the last byte, nothing of the library changes',
  access: 'template.manage',
  status: 201,
  consumes: 'multipart/form-data',
  body: z.object({ file: z.unknown().meta({ type: 'string', format: 'binary' }) }),
  response: importSchema,
});
export const getImport = defineRoute({
  id: 'getImport',
  method: 'GET',
  path: '/api/community/imports/{importId}',
  tag: 'Condivisione',
  summary: 'What a bundle holds, laid over the own library as it is now',
  access: 'template.manage',
  params: importParams,
  response: importSchema,
});
export const getImportedKind = defineRoute({
  id: 'getImportedKind',
  method: 'GET',
  path: '/api/community/imports/{importId}/kinds/{code}',
  tag: 'Condivisione',
  summary: 'The text of a kind of a bundle, to be examined and published on the page of kinds',
  access: 'template.manage',
  params: importParams.extend({ code: z.string().max(60) }),
  response: z.object({ text: z.string(), signer: z.string() }).meta({ id: 'ImportedKind' }),
});
export const takeClause = defineRoute({
  id: 'takeClause',
  method: 'POST',
  path: '/api/community/imports/{importId}/clauses/{code}',
  tag: 'Condivisione',
  summary: 'Take a clause of a bundle as a draft of the own library, every conflict decided',
  access: 'template.manage',
  status: 201,
  params: importParams.extend({ code: z.string().max(12) }),
  body: z.object({ sides: z.record(z.string().max(80), z.enum(['ours', 'theirs'])) }),
  /** Id of the draft. */
  response: z.object({ version: z.uuid() }),
});
export const takeModel = defineRoute({
  id: 'takeModel',
  method: 'POST',
  path: '/api/community/imports/{importId}/models/{code}',
  tag: 'Condivisione',
  summary: 'Take a model of a bundle as a draft of the own library, checked like an upload',
  access: 'template.manage',
  status: 201,
  params: importParams.extend({ code: z.string().max(60) }),
  body: z.object({
    version: z.string().regex(/^\d+\.\d+(?:\.\d+)?$/, 'La versione si scrive con i numeri: 1.0 oppure 1.0.0'),
    validFrom: z.iso.date('Scrivi il giorno da cui vale'),
  }),
  /** Id of the draft. */
  response: z.object({ version: z.uuid() }),
});
