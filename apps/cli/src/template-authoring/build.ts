import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type z } from 'zod';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import {
  checkRelease,
  docxFromText,
  partFolders,
  partManifest,
  partText,
  releasePart,
  templateManifest,
  type LoadedTemplate,
  type ReleasePart,
  type TemplateFinding,
  type TemplateSource,
} from '@gare/templates';
import {
  authoringManifest,
  clauseAuthoringManifest,
  completedManifest,
  manifestText,
  partAuthoringManifest,
  type AuthoringManifest,
} from './manifest.js';

/** One line a person can act on: where, and what is wrong. */
interface BuildProblem {
  readonly folder: string;
  readonly message: string;
}

interface BuiltTemplate {
  readonly folder: string;
  readonly code: string;
  readonly bytes: number;
  readonly fields: number;
  /** True when a file was written; never in a check. */
  readonly changed: boolean;
}

export interface BuildReport {
  readonly ok: boolean;
  readonly templates: readonly BuiltTemplate[];
  readonly problems: readonly BuildProblem[];
}

/** A folder with its sources read and its Word files built, in memory. */
interface Built<Manifest> {
  readonly path: string;
  /** Below `templates`, as problems name it. */
  readonly name: string;
  readonly manifest: Manifest;
  /** By name of the file, `template.docx` first. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * Builds every text under `<root>/templates`: templates, shared parts (`parti/`), clauses (`clausole/`). `testo.md` becomes
 * `template.docx`, and the generated lists of a template's `manifest.json` are brought up to date. With `check` nothing is written:
 * committed files that differ from what the sources give are reported as problems.
 */
export async function buildTemplates({ root, check }: { root: string; check: boolean }): Promise<BuildReport> {
  const problems: BuildProblem[] = [];
  const builder = new Builder(join(root, 'templates'), problems);
  const templates = await builder.folders('', authoringManifest);
  const parts = await builder.folders(partFolders.PARTE, partAuthoringManifest);
  const clauses = await builder.folders(partFolders.CLAUSOLA, clauseAuthoringManifest);
  if (templates.length === 0 && problems.length === 0)
    problems.push({ folder: 'templates', message: 'non c’è nessun modello da costruire' });
  const files = {
    templates: templates.map(sourceOf),
    parts: [...parts.flatMap((built) => partsOf(built, 'PARTE')), ...clauses.flatMap((built) => partsOf(built, 'CLAUSOLA'))],
    faults: [],
  };
  const checked = checkRelease(files, fieldsOfKind);
  const folders = new Map([...templates, ...parts, ...clauses].map(({ manifest, name }) => [manifest.code, name]));
  for (const finding of checked.findings)
    problems.push({ folder: folders.get(finding.template) ?? finding.template, message: line(finding) });
  problems.push(...checked.faults.map((message) => ({ folder: 'templates', message })));
  const written: BuiltTemplate[] = [];
  for (const built of [...parts, ...clauses]) {
    const stale = await settle(built.path, { name: built.name, files: built.files }, { check, problems });
    written.push({ folder: built.name, code: built.manifest.code, bytes: sizeOf(built.files), fields: 0, changed: !check && stale > 0 });
  }
  for (const built of templates) {
    const ready = checked.templates.find(({ folder }) => folder === built.path);
    if (ready !== undefined) written.push(await settleTemplate(built, ready, { check, problems }));
  }
  return { ok: problems.length === 0, templates: written.sort((left, right) => (left.folder < right.folder ? -1 : 1)), problems };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const templateFile = 'template.docx';
const noBytes = Buffer.alloc(0);
const sizeOf = (files: ReadonlyMap<string, Buffer>): number => [...files.values()].reduce((sum, { length }) => sum + length, 0);

function sourceOf({ path, manifest, files }: Built<AuthoringManifest>): TemplateSource {
  const bytes = files.get(templateFile) ?? noBytes;
  // The lists are what is being worked out here.
  return {
    folder: path,
    manifest: templateManifest.parse({ ...manifest, fields: undefined }),
    bytes,
    sha256: sha256(bytes),
    versionId: null,
  };
}

function partsOf({ path, manifest, files }: Built<{ code: string }>, kind: 'PARTE' | 'CLAUSOLA'): ReleasePart[] {
  const read = { folder: path, kind, manifest: partManifest.parse(manifest) };
  return [...files].flatMap(([file, bytes]) => {
    const text = partText(file, '.docx');
    return text === null ? [] : [releasePart(read, text, bytes)];
  });
}

function line({ heading, tag, message, suggestion, origin }: TemplateFinding): string {
  const from = origin == null ? '' : `[${origin.path.join(' › ')}] `;
  return `${from}${heading.join(' › ')} ${tag}: ${message}${suggestion === null ? '' : ` (${suggestion})`}`;
}

class Builder {
  constructor(
    private readonly base: string,
    private readonly problems: BuildProblem[],
  ) {}

  /** The folders below one of `templates` that hold a `testo.md`, in order of name. */
  async folders<Manifest extends z.ZodType<{ code: string }>>(below: string, schema: Manifest): Promise<Built<z.infer<Manifest>>[]> {
    const directory = join(this.base, below);
    if (!existsSync(directory)) return [];
    const names = (await readdir(directory, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'testo.md')))
      .map((entry) => entry.name);
    const built: Built<z.infer<Manifest>>[] = [];
    for (const folder of names.sort()) {
      const [name, path] = [join(below, folder), join(directory, folder)];
      const manifest = await readManifest(path, folder, schema);
      const files = await this.texts(path, name, below !== '');
      if (typeof manifest === 'string') this.problems.push({ folder: name, message: manifest });
      else if (files.has(templateFile)) built.push({ path, name, manifest, files });
    }
    return built;
  }

  /** The Word files of the texts in a folder: one of a template, one for each form and alternative of a clause. */
  private async texts(path: string, folder: string, part: boolean): Promise<ReadonlyMap<string, Buffer>> {
    const files = new Map<string, Buffer>();
    const sources = (await readdir(path)).filter((file) => partText(file, '.md') !== null && (part || file === 'testo.md'));
    for (const file of sources.sort()) {
      const authored = await docxFromText(await readFile(join(path, file), 'utf8'), { part });
      if (authored.ok) files.set(file.replace(/^testo/, 'template').replace(/md$/, 'docx'), authored.bytes);
      else this.problems.push({ folder, message: `${file}, ${authored.message}` });
    }
    return files;
  }
}

async function readManifest<Manifest extends z.ZodType<{ code: string }>>(
  path: string,
  folder: string,
  schema: Manifest,
): Promise<z.infer<Manifest> | string> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8')));
    if (!parsed.success)
      return `manifest.json: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`;
    const expected = parsed.data.code.toLowerCase().replaceAll('_', '-');
    return `${folder.toLowerCase()}-`.startsWith(`${expected}-`)
      ? parsed.data
      : `manifest.json: il codice ${parsed.data.code} non è quello della cartella`;
  } catch (error) {
    return `manifest.json non si legge: ${error instanceof Error ? error.message : String(error)}`;
  }
}

interface Settling {
  readonly check: boolean;
  readonly problems: BuildProblem[];
}

async function settleTemplate(built: Built<AuthoringManifest>, { compiled }: LoadedTemplate, settling: Settling): Promise<BuiltTemplate> {
  const { fields, conditions } = compiled;
  const { name: folder, path, manifest } = built;
  const text = manifestText(completedManifest(manifest, { fields, conditions }));
  const stale = await settle(path, { name: folder, files: new Map([...built.files, ['manifest.json', Buffer.from(text)]]) }, settling);
  return { folder, code: manifest.code, bytes: sizeOf(built.files), fields: fields.length, changed: !settling.check && stale > 0 };
}

/** Writes what changed, or with `check` reports it; returns how many files differ from what is on disk. */
async function settle(
  path: string,
  { name, files }: { name: string; files: ReadonlyMap<string, Buffer> },
  { check, problems }: Settling,
): Promise<number> {
  let stale = 0;
  for (const [file, content] of files) {
    if (!(await update(join(path, file), content, check))) continue;
    stale += 1;
    if (check) problems.push({ folder: name, message: `${file} non corrisponde ai sorgenti: eseguire «npm run templates -- build»` });
  }
  return stale;
}

/** Brings a file up to date; true when it differs from what is on disk. */
async function update(path: string, content: Buffer, check: boolean): Promise<boolean> {
  const present = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (present?.equals(content)) return false;
  if (!check) {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
  }
  return true;
}
