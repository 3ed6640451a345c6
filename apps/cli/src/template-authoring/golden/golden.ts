import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import {
  ComposedTemplates,
  countedChanges,
  describedChanges,
  describeFinding,
  lineChanges,
  normalisedText,
  partsInForce,
  readRelease,
  readTrial,
  renderTemplate,
  trialNames,
  type CompiledTemplate,
  type LineChange,
  type ReleaseFiles,
  type TemplateSource,
} from '@gare/templates';

/** A trial that does not give what was accepted, in words a person can act on. */
export interface GoldenProblem {
  readonly folder: string;
  readonly message: string;
}

export interface GoldenReport {
  readonly problems: readonly GoldenProblem[];
  /** Trials that were rendered. */
  readonly trials: number;
  /** Files written; none in a check. */
  readonly written: readonly string[];
}

interface Place {
  readonly templatesDir: string;
  readonly accept: boolean;
}

/**
 * Fills every template that ships with its three sets of data (`prove/minimo.json`, `tipico.json`, `completo.json`) and compares the
 * document, as reviewable lines, with the accepted one (`prove/<name>.golden.txt`). With `accept` what comes out is written instead.
 */
export async function goldenTrials({ root, accept }: { root: string; accept: boolean }): Promise<GoldenReport> {
  const place = { templatesDir: join(root, 'templates'), accept };
  const problems: GoldenProblem[] = [];
  const written: string[] = [];
  let trials = 0;
  const release = await readRelease(place.templatesDir);
  problems.push(...release.faults.map((message) => ({ folder: 'templates', message })));
  const composed = new ComposedTemplates(fieldsOfKind);
  for (const source of release.templates) {
    const folder = basename(source.folder);
    const template = compiled(source, release, composed);
    if (typeof template === 'string') {
      problems.push({ folder, message: template });
      continue;
    }
    for (const name of await trialsOf(place.templatesDir, folder)) {
      trials += 1;
      const outcome = await tryOne(place, { ...template, folder, name });
      problems.push(...outcome.problems.map((message) => ({ folder, message })));
      written.push(...outcome.written);
    }
  }
  return { problems, trials, written };
}

/** The three that must be there, and any further one. */
async function trialsOf(templatesDir: string, folder: string): Promise<string[]> {
  const files = await readdir(join(templatesDir, folder, 'prove')).catch(() => []);
  const further = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  return [...new Set<string>([...trialNames, ...further.sort()])];
}

interface TriedTemplate {
  readonly kind: string;
  readonly template: CompiledTemplate;
}

/** The template with the parts it includes on its first day, or what is wrong with it. */
function compiled(source: TemplateSource, { parts }: ReleaseFiles, composed: ComposedTemplates): TriedTemplate | string {
  const { kind, validFrom } = source.manifest;
  const preparation = composed.prepare(source, partsInForce(parts, validFrom));
  return preparation.ok ? { kind, template: preparation.template.compiled } : preparation.findings.map(describeFinding).join('\n');
}

async function tryOne(
  { templatesDir, accept }: Place,
  { folder, name, kind, template }: TriedTemplate & { folder: string; name: string },
): Promise<{ problems: readonly string[]; written: readonly string[] }> {
  const context = await readTrial(templatesDir, folder, { kind, name }).catch((error: unknown) => error as Error);
  if (context instanceof Error) return { problems: [`prova «${name}»: ${context.message}`], written: [] };
  const rendering = renderTemplate(template, context);
  if (!rendering.ok) {
    return { problems: rendering.problems.map((problem) => `prova «${name}»: ${describeFinding(problem)}`), written: [] };
  }
  const found = normalisedText(rendering.docx);
  const path = join(templatesDir, folder, 'prove', `${name}.golden.txt`);
  const accepted = await readFile(path, 'utf8').catch((error: unknown) => {
    // Nobody has accepted a document of this trial yet; a file that cannot be read is another matter.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  const changes = accepted === null ? null : lineChanges(accepted.trimEnd().split('\n'), found);
  if (changes?.length === 0) return { problems: [], written: [] };
  if (!accept) return { problems: [difference(name, changes, found)], written: [] };
  await mkdir(join(templatesDir, folder, 'prove'), { recursive: true });
  await writeFile(path, `${found.join('\n')}\n`);
  return { problems: [], written: [path] };
}

function difference(name: string, changes: readonly LineChange[] | null, found: readonly string[]): string {
  if (changes === null)
    return `prova «${name}»: manca ${name}.golden.txt; leggere il documento e accettarlo con «npm run templates -- accept»`;
  return [
    `prova «${name}»: ${countedChanges(changes)} dal documento accettato (- accettato, + adesso); se è giusta, «npm run templates -- accept»`,
    ...describedChanges(changes, found),
  ].join('\n');
}
