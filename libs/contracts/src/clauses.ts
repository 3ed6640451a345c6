import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const day = z.iso.date('La data si scrive AAAA-MM-GG.');
const documentSchema = z.object({ code: z.string(), title: z.string() });

const legalBasisSchema = z.object({
  act: z.string().trim().min(1, 'Scrivi l’atto.').max(120),
  articles: z.array(z.string().trim().min(1).max(60)).min(1, 'Scrivi almeno un articolo.').max(40),
});

/** In the dialect of the templates; long enough for the longest article. */
const wording = z.string().max(40_000, 'Il testo è troppo lungo.');

/** A clause as a lawyer writes it. What is wrong with it is told field by field, and nothing is kept. */
export const clauseContentSchema = z.object({
  title: z.string().trim().max(200),
  condition: z.string().trim().max(400).nullable(),
  legalBasis: z.array(legalBasisSchema).max(20),
  validFrom: day,
  validTo: day.nullable(),
  owner: z.enum(['SUA', 'COMUNE']),
  protected: z.boolean(),
  texts: z
    .array(
      z.object({
        /** Empty for the main text. */
        form: z.string().max(30),
        title: z.string().trim().max(120),
        documents: z.array(z.string().max(60)).max(40),
        text: wording,
      }),
    )
    .min(1)
    .max(20),
  alternatives: z
    .array(
      z.object({
        key: z.string().max(30),
        title: z.string().trim().max(200),
        note: z.string().trim().max(1000),
        texts: z.array(z.object({ form: z.string().max(30), text: wording })).max(20),
      }),
    )
    .max(20),
});
export type ClauseContent = z.infer<typeof clauseContentSchema>;

const versionSchema = z.object({
  /** Null for the version of the release. */
  id: z.uuid().nullable(),
  origin: z.enum(['RELEASE', 'SUA']),
  /** As documents name it: `1.0.0` of the release, `n. 2` of the Province. */
  version: z.string(),
  state: z.enum(['BOZZA', 'PUBBLICATA', 'RITIRATA']),
  validFrom: day,
  validTo: day.nullable(),
  inForce: z.boolean(),
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  withdrawn: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
  content: clauseContentSchema,
  conditionInWords: z.string(),
});

const countersSchema = z.object({
  /** Dossiers that have a document formed with the clause. */
  dossiers: z.number().int(),
  /** Deviations that stand, and those ever registered. */
  openDeviations: z.number().int(),
  deviations: z.number().int(),
  /** Failing checks that cite a document of these dossiers the clause goes into. */
  failingChecks: z.number().int(),
});

const summary = {
  code: z.string(),
  title: z.string(),
  protected: z.boolean(),
  owner: z.enum(['SUA', 'COMUNE']),
  condition: z.string().nullable(),
  conditionInWords: z.string(),
  documents: z.array(documentSchema),
  counters: countersSchema,
};

export const clausesSchema = z
  .object({
    today: day,
    whyNot: z.string().nullable(),
    items: z.array(
      z.object({
        ...summary,
        origin: z.enum(['RELEASE', 'SUA']),
        version: z.string(),
        validFrom: day,
        validTo: day.nullable(),
        /** False where no version is in force today. */
        inForce: z.boolean(),
        hasDraft: z.boolean(),
        alternatives: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Clauses' });
export type ClausesView = z.infer<typeof clausesSchema>;

export const clauseSchema = z
  .object({
    today: day,
    whyNot: z.string().nullable(),
    ...summary,
    legalBasis: z.array(legalBasisSchema),
    /** Which document includes which text of it. */
    places: z.array(
      z.object({
        name: z.string(),
        form: z.string(),
        title: z.string(),
        documents: z.array(documentSchema),
        /** A template of the release or of the Province includes it; otherwise it goes nowhere yet, whatever it was written for. */
        included: z.boolean(),
      }),
    ),
    /** The latest first. */
    versions: z.array(versionSchema),
  })
  .meta({ id: 'Clause' });
export type ClauseView = z.infer<typeof clauseSchema>;

const findingSchema = z.object({
  /** Field of the clause: `condition`, `texts.1`, `alternatives.0.texts.0`, `validFrom`. */
  path: z.string(),
  /** Paragraph of the text, from 1; null where the whole field is meant. */
  paragraph: z.number().int().nullable(),
  tag: z.string().nullable(),
  message: z.string(),
  suggestion: z.string().nullable(),
});

export const clausePreviewSchema = z
  .object({
    conditionInWords: z.string(),
    findings: z.array(findingSchema),
    texts: z.array(
      z.object({
        /** Field the text stands in. */
        path: z.string(),
        name: z.string(),
        /** Filled with sample values, as it will read; null while something is wrong with it. */
        example: z.array(z.string()).nullable(),
      }),
    ),
  })
  .meta({ id: 'ClausePreview' });
export type ClausePreviewView = z.infer<typeof clausePreviewSchema>;

const codeParams = z.object({ code: z.string().max(12) });
const versionParams = z.object({ versionId: z.uuid() });

export const listClauses = defineRoute({
  id: 'listClauses',
  method: 'GET',
  path: '/api/clauses',
  tag: 'Clausole',
  summary: 'The clauses of the Province with condition, validity, documents and counters',
  access: 'template.read',
  response: clausesSchema,
});
export const getClause = defineRoute({
  id: 'getClause',
  method: 'GET',
  path: '/api/clauses/{code}',
  tag: 'Clausole',
  summary: 'One clause with all its versions and the places it goes to',
  access: 'template.read',
  params: codeParams,
  response: clauseSchema,
});
export const previewClause = defineRoute({
  id: 'previewClause',
  method: 'POST',
  path: '/api/clauses/{code}/previews',
  tag: 'Clausole',
  summary: 'What is wrong with a clause as written, with the place, and how it reads; nothing is kept',
  access: 'template.manage',
  params: codeParams,
  body: clauseContentSchema,
  response: clausePreviewSchema,
});
export const draftClause = defineRoute({
  id: 'draftClause',
  method: 'POST',
  path: '/api/clauses/{code}/versions',
  tag: 'Clausole',
  summary: 'Keep a version as draft: of a clause of one’s own, or of one of the release; it takes the place of the draft before',
  access: 'template.manage',
  status: 201,
  params: codeParams,
  body: clauseContentSchema,
  response: clauseSchema,
});
export const publishClause = defineRoute({
  id: 'publishClause',
  method: 'POST',
  path: '/api/clauses/versions/{versionId}/publications',
  tag: 'Clausole',
  summary: 'Publish a draft: from its first day dossiers take it',
  access: 'template.manage',
  params: versionParams,
  /** The version in force until then ends the day before, where it has no end of its own. */
  body: z.object({ endsPrevious: z.boolean() }),
  response: clauseSchema,
});
export const withdrawClause = defineRoute({
  id: 'withdrawClause',
  method: 'POST',
  path: '/api/clauses/versions/{versionId}/withdrawals',
  tag: 'Clausole',
  summary: 'Take a draft or a published version back; it stays in sight',
  access: 'template.manage',
  params: versionParams,
  body: z.object({ reason: z.string().trim().max(1000) }),
  response: clauseSchema,
});

const deviationSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  form: z.string(),
  protected: z.boolean(),
  documents: z.array(documentSchema),
  /** Version of the clause the standard text is of. */
  standardVersion: z.string(),
  /** One paragraph each, as a person reads them. */
  standard: z.array(z.string()),
  changed: z.array(z.string()),
  /** The standard in force for the dossier is another now. */
  standardMoved: z.boolean(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  withdrawn: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
});

export const dossierClausesSchema = z
  .object({
    /** Day on which the clauses are read: the reference date of the dossier. */
    asOf: day,
    whyNot: z.string().nullable(),
    items: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        protected: z.boolean(),
        conditionInWords: z.string(),
        origin: z.enum(['RELEASE', 'SUA']),
        version: z.string(),
        /** Alternative chosen for the dossier; null for the standard text. */
        alternative: z.string().nullable(),
        alternatives: z.array(z.object({ key: z.string(), title: z.string(), note: z.string() })),
        texts: z.array(
          z.object({
            form: z.string(),
            name: z.string(),
            title: z.string(),
            documents: z.array(documentSchema),
            /** In the dialect, for the editor. */
            standard: z.string(),
            /** The text of this dossier; null where it follows the standard. */
            changed: z.string().nullable(),
            paragraphs: z.array(z.string()),
          }),
        ),
      }),
    ),
    /** The latest first, those that were withdrawn too. */
    deviations: z.array(deviationSchema),
  })
  .meta({ id: 'DossierClauses' });
export type DossierClausesView = z.infer<typeof dossierClausesSchema>;

const dossierClauseParams = dossierParams.extend({ code: z.string().max(12) });
const changedText = z.object({ form: z.string().max(30), text: wording });

export const listDossierClauses = defineRoute({
  id: 'listDossierClauses',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/clauses',
  tag: 'Clausole',
  summary: 'The clauses the dossier takes on its reference date, and its register of deviations',
  access: 'dossier.read',
  params: dossierParams,
  response: dossierClausesSchema,
});
export const previewDeviation = defineRoute({
  id: 'previewDeviation',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/clauses/{code}/previews',
  tag: 'Clausole',
  summary: 'What is wrong with a text changed for the dossier, with the place; nothing is kept',
  access: 'clause.write',
  params: dossierClauseParams,
  body: changedText,
  response: clausePreviewSchema,
});
export const changeClause = defineRoute({
  id: 'changeClause',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/clauses/{code}/deviations',
  tag: 'Clausole',
  summary: 'Change the text of a clause for this dossier; of a protected one the reason is compulsory and stays in the register',
  access: 'clause.write',
  status: 201,
  params: dossierClauseParams,
  body: changedText.extend({ reason: z.string().trim().max(2000) }),
  response: dossierClausesSchema,
});
export const withdrawDeviation = defineRoute({
  id: 'withdrawDeviation',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/deviations/{deviationId}/withdrawals',
  tag: 'Clausole',
  summary: 'Go back to the standard text; the deviation stays in the register',
  access: 'clause.write',
  params: dossierParams.extend({ deviationId: z.uuid() }),
  body: z.object({ reason: z.string().trim().max(2000) }),
  response: dossierClausesSchema,
});
export const chooseAlternative = defineRoute({
  id: 'chooseAlternative',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/clauses/{code}/choices',
  tag: 'Clausole',
  summary: 'Choose one of the wordings of a clause for the dossier; null for the standard one',
  access: 'clause.write',
  params: dossierClauseParams,
  body: z.object({ alternative: z.string().max(30).nullable() }),
  response: dossierClausesSchema,
});
