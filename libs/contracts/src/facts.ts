import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { unreadSchema } from './documents.js';
import { fieldPathSchema } from './sheet.js';
import { defineRoute } from './route.js';

const documentParams = dossierParams.extend({ code: z.string().max(40) });
const versionParams = documentParams.extend({ version: z.coerce.number().int().positive() });

/** How a value that nobody types comes about: the rule in Italian with its article, and the fields of the sheet it is made from. */
const derivationSchema = z.object({ rule: z.string(), cite: z.string().nullable(), from: z.array(z.string()) }).meta({ id: 'Derivation' });

/** Where a value comes from. */
const provenanceSchema = z
  .object({
    /** SCHEDA: a person wrote it. DERIVATO: worked out. ENTE: register of the bodies. LEGGE: a legal parameter. FASCICOLO: the platform. */
    kind: z.enum(['SCHEDA', 'DERIVATO', 'ENTE', 'LEGGE', 'FASCICOLO']),
    derivation: derivationSchema.nullable(),
    /** The act that wrote it last; null where none is on record. */
    by: z.string().nullable(),
    at: z.iso.datetime().nullable(),
    revision: z.number().int().nullable(),
    /** Row of the register of legal parameters. */
    parameter: z.object({ key: z.string(), from: z.string(), cite: z.string() }).nullable(),
  })
  .meta({ id: 'Provenance' });
export type ProvenanceView = z.infer<typeof provenanceSchema>;

const factPlaceSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    version: z.number().int(),
    /** Catalogue path with the items in hand, e.g. `lotti[1].cig`, and its Italian name. */
    instance: z.string(),
    label: z.string(),
    /** Headings above the place, outermost first. */
    heading: z.array(z.string()),
    part: z.string(),
    paragraph: z.number().int(),
    /** Line of the text of the version, from 0; null where it has none. */
    line: z.number().int().nullable(),
    text: z.string(),
    /** Part or clause the words around it come from; null for the template itself. */
    origin: z.string().nullable(),
    /** Printed through a value worked out from this one. */
    derived: z.boolean(),
  })
  .meta({ id: 'FactPlace' });
export type FactPlaceView = z.infer<typeof factPlaceSchema>;

const draftPlaceSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    instance: z.string(),
    label: z.string(),
    /** Nearest heading above the place. */
    heading: z.string().nullable(),
    /** Block of the draft, to go to. */
    block: z.string().nullable(),
    /** As it reads now. */
    text: z.string(),
    /** Printed through a value worked out from this one. */
    derived: z.boolean(),
    /** The scheda has no such value any more. */
    gone: z.boolean(),
  })
  .meta({ id: 'DraftPlace' });
export type DraftPlaceView = z.infer<typeof draftPlaceSchema>;

const fieldFactsSchema = z
  .object({
    path: z.string(),
    label: z.string(),
    provenance: provenanceSchema,
    /** Changes of the field, newest first. */
    history: z.array(z.object({ before: z.string(), after: z.string(), by: z.string(), at: z.iso.datetime(), revision: z.number().int() })),
    places: z.array(factPlaceSchema),
    /** The same in the drafts that people are writing. */
    drafts: z.array(draftPlaceSchema),
    /** Values worked out from this one. */
    feeds: z.array(z.object({ label: z.string(), rule: z.string() })),
  })
  .meta({ id: 'FieldFacts' });
export type FieldFacts = z.infer<typeof fieldFactsSchema>;

const valueFactsSchema = z
  .object({
    label: z.string(),
    /** Path of the scheda where it is written; null for a value nobody types. */
    path: z.string().nullable(),
    provenance: provenanceSchema,
  })
  .meta({ id: 'ValueFacts' });
export type ValueFacts = z.infer<typeof valueFactsSchema>;

const boundValueSchema = z
  .object({
    position: z.number().int(),
    line: z.number().int(),
    /** Column of the line where the value begins, from 0. */
    start: z.number().int(),
    text: z.string(),
    /** False in headers, footers and notes, whose lines come after those of the body. */
    inBody: z.boolean(),
    instance: z.string(),
    label: z.string(),
    /** Path of the scheda where it is written; null for a value nobody types. */
    path: z.string().nullable(),
    provenance: provenanceSchema,
    origin: z.string().nullable(),
  })
  .meta({ id: 'BoundValue' });
export type BoundValue = z.infer<typeof boundValueSchema>;

const versionFactsSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    version: z.number().int(),
    /** Text of the version, a paragraph a line; null where none can be read. */
    lines: z.array(z.object({ text: z.string(), level: z.number().int().nullable() })).nullable(),
    values: z.array(boundValueSchema),
    /** First line of each page of an uploaded PDF; null for other files. */
    pages: z.array(z.number().int()).nullable(),
    unread: unreadSchema.nullable(),
  })
  .meta({ id: 'VersionFacts' });
export type VersionFactsView = z.infer<typeof versionFactsSchema>;

const changedFactSchema = z
  .object({
    instance: z.string(),
    label: z.string(),
    before: z.string(),
    after: z.string(),
    /** Path of the scheda to go to; null for a value nobody types. */
    path: z.string().nullable(),
    kind: provenanceSchema.shape.kind,
    by: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ChangedFact' });
export type ChangedFactView = z.infer<typeof changedFactSchema>;

const staleDocumentSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    version: z.number().int(),
    /** It has hand edits: they are carried over, or a person is asked. */
    handEdited: z.boolean(),
    canGenerate: z.boolean(),
    facts: z.array(changedFactSchema),
    /** Another version of the template is in force. */
    template: z.object({ before: z.string(), after: z.string() }).nullable(),
  })
  .meta({ id: 'StaleDocument' });
export type StaleDocumentView = z.infer<typeof staleDocumentSchema>;

export const redlinePieceSchema = z.object({ kind: z.enum(['equal', 'inserted', 'deleted']), text: z.string() });
export const versionOfRedline = z.object({
  version: z.number().int(),
  origin: z.enum(['GENERATED', 'UPLOADED']),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
const redlineSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    before: versionOfRedline,
    after: versionOfRedline,
    blocks: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('equal'), before: z.number().int(), after: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('inserted'), after: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('deleted'), before: z.number().int(), text: z.string() }),
        z.object({ kind: z.literal('changed'), before: z.number().int(), after: z.number().int(), pieces: z.array(redlinePieceSchema) }),
      ]),
    ),
    counts: z.object({ equal: z.number(), inserted: z.number(), deleted: z.number(), changed: z.number() }),
    same: z.boolean(),
  })
  .meta({ id: 'DocumentRedline' });
export type DocumentRedlineView = z.infer<typeof redlineSchema>;

const handEditSchema = z.object({
  kind: z.enum(['replaced', 'removed', 'added']),
  /** Paragraph of the text it was made on: names the choice. */
  paragraph: z.number().int(),
  before: z.string().nullable(),
  mine: z.string().nullable(),
});
const handEditsSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    version: z.number().int(),
    basedOn: z.number().int().nullable(),
    kept: z.array(handEditSchema),
    conflicts: z.array(handEditSchema.extend({ generated: z.string().nullable() })),
  })
  .meta({ id: 'HandEdits' });
export type HandEditsView = z.infer<typeof handEditsSchema>;

export const getFieldFacts = defineRoute({
  id: 'getFieldFacts',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/facts/field',
  tag: 'Scheda di gara',
  summary: 'Where a field of the scheda comes from and every place that prints it, in the documents in force and in the open drafts',
  access: 'dossier.read',
  params: dossierParams,
  query: z.object({ path: fieldPathSchema }),
  response: fieldFactsSchema,
});
export const getValueFacts = defineRoute({
  id: 'getValueFacts',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/facts/value',
  tag: 'Scheda di gara',
  summary: 'What a value printed in a text is, and where it comes from',
  access: 'dossier.read',
  params: dossierParams,
  query: z.object({
    /** As the templates name it, e.g. `lotti[].cig`, and the same with the items in hand, e.g. `lotti[1].cig`. */
    field: z.string().min(1).max(300),
    instance: z.string().min(1).max(300),
  }),
  response: valueFactsSchema,
});
export const listStaleDocuments = defineRoute({
  id: 'listStaleDocuments',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/facts/stale',
  tag: 'Documenti',
  summary: 'Documents that say something else than the scheda today, with the facts that changed, by whom and when',
  access: 'dossier.read',
  params: dossierParams,
  response: z.object({ items: z.array(staleDocumentSchema) }),
});
export const getVersionFacts = defineRoute({
  id: 'getVersionFacts',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions/{version}/facts',
  tag: 'Documenti',
  summary: 'Text of a version with every value bound to a field and where it comes from',
  access: 'dossier.read',
  params: versionParams,
  response: versionFactsSchema,
});
export const getVersionRedline = defineRoute({
  id: 'getVersionRedline',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/versions/{version}/redline',
  tag: 'Documenti',
  summary: 'What changed in the text of a version against another one, the one before where none is named',
  access: 'dossier.read',
  params: versionParams,
  query: z.object({ against: z.coerce.number().int().positive().optional() }),
  response: redlineSchema,
});
export const getHandEdits = defineRoute({
  id: 'getHandEdits',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/documents/{code}/hand-edits',
  tag: 'Documenti',
  summary: 'What the next formation would do with the hand edits of the version in force: kept ones and conflicts with all texts',
  access: 'dossier.read',
  params: documentParams,
  response: handEditsSchema,
});
