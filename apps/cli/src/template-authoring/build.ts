import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { compileTemplate } from '@gare/templates';
import { canonicalDocx } from './canonical-docx.js';
import { DialectError, parseTemplateSource } from './dialect.js';
import { authoringManifest, completedManifest, manifestText, type AuthoringManifest } from './manifest.js';
import { wordDocument } from './word-document.js';

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

interface Folder {
  readonly path: string;
  readonly name: string;
  readonly check: boolean;
}

/**
 * Builds every template under `<root>/templates`: `testo.md` → `template.docx`, and the generated lists of `manifest.json`.
 * With `check` nothing is written: committed files that differ from what the sources give are reported as problems.
 */
export async function buildTemplates({ root, check }: { root: string; check: boolean }): Promise<BuildReport> {
  const base = join(root, 'templates');
  const names = (await readdir(base, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && existsSync(join(base, entry.name, 'testo.md')))
    .map((entry) => entry.name);
  const templates: BuiltTemplate[] = [];
  const problems: BuildProblem[] = [];
  for (const name of names.sort()) {
    const outcome = await buildFolder({ path: join(base, name), name, check });
    if (outcome.built) templates.push(outcome.built);
    problems.push(...outcome.problems.map((message) => ({ folder: name, message })));
  }
  if (names.length === 0) problems.push({ folder: 'templates', message: 'non c’è nessun modello da costruire' });
  return { ok: problems.length === 0, templates, problems };
}

async function buildFolder(folder: Folder): Promise<{ built?: BuiltTemplate; problems: string[] }> {
  const manifest = await readManifest(folder);
  if (typeof manifest === 'string') return { problems: [manifest] };
  const bytes = await docxOf(join(folder.path, 'testo.md'));
  if (typeof bytes === 'string') return { problems: [bytes] };
  const compilation = compileTemplate(manifest.code, bytes, fieldsOfKind(manifest.kind ?? 'GARA'));
  if (!compilation.ok) {
    return {
      problems: compilation.findings.map(
        (finding) =>
          `${finding.heading.join(' › ')} ${finding.tag}: ${finding.message}${finding.suggestion === null ? '' : ` (${finding.suggestion})`}`,
      ),
    };
  }
  const { fields, conditions } = compilation.template;
  const text = manifestText(completedManifest(manifest, { fields, conditions }));
  const stale = [await update(folder, 'template.docx', bytes), await update(folder, 'manifest.json', Buffer.from(text))].filter(
    (name) => name !== null,
  );
  const problems = folder.check ? stale.map((name) => `${name} non corrisponde ai sorgenti: eseguire «npm run templates -- build»`) : [];
  return {
    built: {
      folder: folder.name,
      code: manifest.code,
      bytes: bytes.length,
      fields: fields.length,
      changed: !folder.check && stale.length > 0,
    },
    problems,
  };
}

async function readManifest(folder: Folder): Promise<AuthoringManifest | string> {
  try {
    const parsed = authoringManifest.safeParse(JSON.parse(await readFile(join(folder.path, 'manifest.json'), 'utf8')));
    if (!parsed.success)
      return `manifest.json: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`;
    const expected = parsed.data.code.toLowerCase().replaceAll('_', '-');
    return `${folder.name}-`.startsWith(`${expected}-`)
      ? parsed.data
      : `manifest.json: il codice ${parsed.data.code} non è quello della cartella`;
  } catch (error) {
    return `manifest.json non si legge: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The Word file of a source, or what is wrong with the source. */
async function docxOf(sourcePath: string): Promise<Buffer | string> {
  try {
    const source = parseTemplateSource(await readFile(sourcePath, 'utf8'));
    const captions = source.blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
    return canonicalDocx(await wordDocument(source), captions);
  } catch (error) {
    if (error instanceof DialectError) return `testo.md, ${error.message}`;
    throw error;
  }
}

/** Writes a file that changed; returns its name when it differs from what is on disk, null when it does not. */
async function update(folder: Folder, name: string, content: Buffer): Promise<string | null> {
  const path = join(folder.path, name);
  const present = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (present?.equals(content)) return null;
  if (!folder.check) {
    await mkdir(folder.path, { recursive: true });
    await writeFile(path, content);
  }
  return name;
}
