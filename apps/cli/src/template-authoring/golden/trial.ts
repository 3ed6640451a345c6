import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { setAt, type JsonValue } from '@gare/domain/scheda/path';
import { sampleContent } from '@gare/domain/convenzione/sample-convenzione';
import { sampleReport } from '@gare/domain/rendicontazione/sample-report';
import { arrediTuoro, puliziaMontone, refezioneTuoro, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { trialContext } from './trial-context.js';

/** The three sets of data that every template is tried with. */
export const trialNames = ['minimo', 'tipico', 'completo'] as const;

const json: z.ZodType<JsonValue> = z.json();

/** `templates/<folder>/prove/<name>.json`, and `templates/prove/<name>.json` for sheets that several templates start from. */
const trialFile = z.strictObject({
  titolo: z.string().min(1),
  /** A sample of the product or a shared sheet of `templates/prove`; an empty sheet where absent. */
  da: z.string().optional(),
  /** Paths of the sheet with their values, null to take away; lists by the `id` of their items. */
  cambia: z.record(z.string(), json).default({}),
  /** Day on which law and thresholds are read. */
  data: z.iso.date().default('2026-11-22'),
  /** Groups of fields that are not of the sheet. */
  gruppi: z.record(z.string(), json).default({}),
});

type TrialFile = z.infer<typeof trialFile>;

const samples: Readonly<Record<string, object>> = {
  'arredi-tuoro': arrediTuoro,
  'pulizia-montone': puliziaMontone,
  'refezione-tuoro': refezioneTuoro,
  'scuola-massa-martana': scuolaMassaMartana,
  convenzione: { contenuto: sampleContent },
  rendiconto: sampleReport,
};

/** What a template of that kind is filled with in a trial. @throws Error that names the file and what is wrong in it */
export async function readTrial(templatesDir: string, folder: string, { kind, name }: { kind: string; name: string }): Promise<unknown> {
  const file = await readTrialFile(join(templatesDir, folder, 'prove', `${name}.json`));
  const sheet = await sheetOf(templatesDir, file, []);
  return { ...trialContext(kind, { sheet, asOf: file.data }), ...file.gruppi };
}

/** The sheet that a trial fills its template from. */
export async function readTrialSheet(templatesDir: string, folder: string, name: string): Promise<object> {
  return sheetOf(templatesDir, await readTrialFile(join(templatesDir, folder, 'prove', `${name}.json`)), []);
}

async function readTrialFile(path: string): Promise<TrialFile> {
  const parsed = trialFile.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path}: ${parsed.error.issues.map((issue) => `${issue.path.join('/')} ${issue.message}`).join('; ')}`);
}

async function sheetOf(templatesDir: string, { da, cambia }: TrialFile, before: readonly string[]): Promise<object> {
  const base = await baseOf(templatesDir, da, before);
  return Object.entries(cambia).reduce((sheet, [path, value]) => setAt(sheet, path, value), base);
}

async function baseOf(templatesDir: string, name: string | undefined, before: readonly string[]): Promise<object> {
  if (name === undefined) return {};
  const sample = samples[name];
  if (sample !== undefined) return sample;
  if (before.includes(name)) throw new Error(`le schede di prova si richiamano in cerchio: ${[...before, name].join(' › ')}`);
  return sheetOf(templatesDir, await readTrialFile(join(templatesDir, 'prove', `${name}.json`)), [...before, name]);
}
