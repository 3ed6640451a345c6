import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { setAt, type JsonValue } from '@gare/domain/scheda/path';
import { sampleContent } from '@gare/domain/convenzione/sample-convenzione';
import { sampleReport } from '@gare/domain/rendicontazione/sample-report';
import { arrediTuoro, puliziaMontone, refezioneTuoro, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
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
  return { ...trialContext(kind, { sheet, asOf: file.data, subject: await subjectOf(templatesDir, kind) }), ...file.gruppi };
}

/** The schema of a kind of the release; its words are what some templates read. */
async function subjectOf(templatesDir: string, kind: string): Promise<SubjectSchema | undefined> {
  const path = join(templatesDir, 'kinds', `${kind.toLowerCase().replaceAll('_', '-')}.json`);
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { subject?: SubjectSchema }).subject;
}

/** The sheet that a trial fills its template from. */
export async function readTrialSheet(templatesDir: string, folder: string, name: string): Promise<object> {
  return sheetOf(templatesDir, await readTrialFile(join(templatesDir, folder, 'prove', `${name}.json`)), []);
}

const bundledTrial = z.strictObject({
  titolo: z.string().min(1).max(300),
  scheda: z.record(z.string(), json),
  data: z.iso.date(),
  gruppi: z.record(z.string(), json),
});

/** Files of the trials of a template as they travel: each set of data whole, so that it needs no sheet of this release. None for an upload. */
export async function travellingTrials(folder: string): Promise<{ name: string; data: Buffer }[]> {
  const names = await readdir(join(folder, 'prove')).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, 'prove', name);
      if (!name.endsWith('.json')) return { name, data: await readFile(path) };
      const file = await readTrialFile(path);
      const scheda = await sheetOf(dirname(folder), file, []);
      const { titolo, data, gruppi } = file;
      return { name, data: Buffer.from(JSON.stringify({ titolo, scheda, data, gruppi }), 'utf8') };
    }),
  );
}

/** What a template is filled with in a trial that came with it. @throws Error with what is wrong in the file */
export function travellingContext(bytes: Buffer, { kind, subject }: { kind: string; subject: SubjectSchema | undefined }): object {
  const parsed = bundledTrial.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!parsed.success) throw new Error('i dati della prova non sono scritti come serve');
  const { scheda, data, gruppi } = parsed.data;
  return { ...trialContext(kind, { sheet: scheda, asOf: data, subject }), ...gruppi };
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
