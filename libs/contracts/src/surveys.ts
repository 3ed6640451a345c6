import { z } from 'zod';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const reductionSchema = z.object({
  arretratoBase: z.number().int(),
  arretrato: z.number().int(),
  riduzioneArretrato: z.string().nullable(),
  giorniBase: z.string().nullable(),
  giorni: z.string().nullable(),
  riduzioneTempi: z.string().nullable(),
});

export const surveySchema = z
  .object({
    /** Averages of the uploaded cases, by procedure; days with two decimals. */
    ricalcolo: z.array(
      z.object({
        procedura: z.string(),
        casi: z.number().int(),
        concluse: z.number().int(),
        conSospensioni: z.number().int(),
        lorda: z.string().nullable(),
        netta: z.string().nullable(),
      }),
    ),
    baseline: z.object({ semestre: z.string() }).nullable(),
    precedente: z.object({ semestre: z.string() }).nullable(),
    /** Against the baseline, percent with one decimal: with suspensions and without, never mixed. Null without a baseline. */
    andamento: z.object({ lorda: reductionSchema, netta: reductionSchema }).nullable(),
    whyNot: z.string().nullable(),
    /** The procedures of the SUA itself can be read from its own tenders. */
    ownTenders: z.boolean(),
  })
  .meta({ id: 'Survey' });
export type SurveyView = z.infer<typeof surveySchema>;

export const caseImportSchema = z
  .object({
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    /** Cases loaded before that are not in the file, where it replaces them. */
    superseded: z.number().int(),
    wrong: z.array(z.object({ line: z.number().int(), reason: z.string() })),
    survey: surveySchema,
  })
  .meta({ id: 'CaseImport' });
export type CaseImportView = z.infer<typeof caseImportSchema>;

const progressRow = z.object({ lorda: reductionSchema, netta: reductionSchema, semestre: z.string().nullable() });
const progressSchema = z
  .object({
    enti: z.array(progressRow.extend({ ente: z.object({ id: z.uuid(), denominazione: z.string() }), baseline: z.string() })),
    totale: progressRow.omit({ semestre: true }),
  })
  .meta({ id: 'SurveyProgress' });
export type SurveyProgressView = z.infer<typeof progressSchema>;

export const getSurvey = defineRoute({
  id: 'getSurvey',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/survey',
  tag: 'Rilevazioni',
  summary: 'What the cases of a survey say, and how far it is from the baseline',
  access: 'dossier.read',
  params: dossierParams,
  response: surveySchema,
});
export const importCases = defineRoute({
  id: 'importCases',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/survey/cases',
  tag: 'Rilevazioni',
  summary: 'Load cases from the text of a CSV: right lines go in, wrong ones are told with line and reason',
  access: 'scheda.write',
  params: dossierParams,
  body: z.object({
    csv: z.string().min(1, 'Il file è vuoto').max(5_000_000, 'Il file supera 5 milioni di caratteri: dividilo'),
    /** Cases loaded before that the file does not have no longer count. */
    replace: z.boolean().default(false),
  }),
  response: caseImportSchema,
});
export const readOwnTenders = defineRoute({
  id: 'readOwnTenders',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/survey/own-tenders',
  tag: 'Rilevazioni',
  summary: 'Take the cases of a survey of the SUA from how long its own tenders stayed in each phase',
  access: 'scheda.write',
  params: dossierParams,
  response: caseImportSchema,
});
export const getSurveyProgress = defineRoute({
  id: 'getSurveyProgress',
  method: 'GET',
  path: '/api/surveys/progress',
  tag: 'Rilevazioni',
  summary: 'Reduction of backlog and times of each body in sight against its baseline, and of all, weighted by volume',
  access: 'dossier.read',
  response: progressSchema,
});
