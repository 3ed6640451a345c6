import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type z } from 'zod';
import { type Part } from './compose/part.js';
import { partManifest, templateManifest, type PartManifest, type TemplateManifest } from './template-manifest.js';

/** A template as its file is, before anything is included in it. */
export interface TemplateSource {
  /** Where it comes from: a folder of the release, or the name of an uploaded file. */
  readonly folder: string;
  readonly manifest: TemplateManifest;
  readonly bytes: Buffer;
  /** Of `bytes`, lower-case hex: what dossiers are pinned to. */
  readonly sha256: string;
  /** Row of the upload; null for a template of the release. */
  readonly versionId: string | null;
}

/** A part of the release with the days it is in force on. */
export interface ReleasePart {
  readonly folder: string;
  readonly manifest: PartManifest;
  /** Its name is the code of the folder, with the form where it is one: `CL05-D40`. */
  readonly part: Part;
  /** Key of a text that officers may choose instead (`PROTOCOLLO_LEGALITA`); null for the text that is there by itself. */
  readonly alternative: string | null;
}

export interface ReleaseFiles {
  readonly templates: readonly TemplateSource[];
  readonly parts: readonly ReleasePart[];
  readonly faults: readonly string[];
}

/** Folders of parts below the directory of templates. */
export const partFolders = { PARTE: 'parti', CLAUSOLA: 'clausole' } as const;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Reads the texts of the release. Nothing is compiled yet. */
export async function readRelease(templatesDir: string): Promise<ReleaseFiles> {
  const faults: string[] = [];
  const templates: TemplateSource[] = [];
  for (const folder of await foldersIn(templatesDir)) {
    const read = await readOne(join(templatesDir, folder), templateManifest, faults);
    if (read !== null) templates.push({ ...read, sha256: sha256(read.bytes), versionId: null });
  }
  const parts: ReleasePart[] = [];
  for (const kind of ['PARTE', 'CLAUSOLA'] as const) {
    for (const name of await foldersIn(join(templatesDir, partFolders[kind]))) {
      parts.push(...(await readParts(join(templatesDir, partFolders[kind], name), kind, faults)));
    }
  }
  return { templates: templates.sort(byCodeAndDay), parts: parts.sort(byCodeAndDay), faults };
}

async function readParts(path: string, kind: Part['kind'], faults: string[]): Promise<ReleasePart[]> {
  const read = await readOne(path, partManifest, faults);
  if (read === null) return [];
  const parts: ReleasePart[] = [];
  for (const file of (await readdir(path)).sort()) {
    const text = partText(file, '.docx');
    if (text !== null) parts.push(releasePart({ folder: path, kind, manifest: read.manifest }, text, await readFile(join(path, file))));
  }
  return parts;
}

/** Which text of a part a file of its folder holds. */
interface PartText {
  readonly form: string | null;
  readonly alternative: string | null;
}

/**
 * `template` is the text of the part, `template.d40` its form for the contract, `alternativa.protocollo` and
 * `alternativa.protocollo.d40` another text to choose. Sources (`testo.md`) are named in the same way. Null for other files.
 */
export function partText(file: string, extension: '.docx' | '.md'): PartText | null {
  const [, stem, first, second] = /^(template|testo|alternativa)(?:\.([a-z0-9-]+))?(?:\.([a-z0-9-]+))?(?:\.docx|\.md)$/.exec(file) ?? [];
  if (stem === undefined || !file.endsWith(extension)) return null;
  if (stem === 'alternativa')
    return first === undefined ? null : { alternative: first.toUpperCase().replaceAll('-', '_'), form: second?.toUpperCase() ?? null };
  return second === undefined ? { alternative: null, form: first?.toUpperCase() ?? null } : null;
}

export function releasePart(
  { folder, kind, manifest }: { folder: string; kind: Part['kind']; manifest: PartManifest },
  { form, alternative }: PartText,
  bytes: Buffer,
): ReleasePart {
  const { code, title, version, condition } = manifest;
  const name = form === null ? code : `${code}-${form}`;
  return { folder, manifest, alternative, part: { name, kind, title, version, condition, bytes, sha256: sha256(bytes) } };
}

async function foldersIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    // A release without parts or clauses has no folder for them.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function readOne<Manifest extends z.ZodType>(
  folder: string,
  schema: Manifest,
  faults: string[],
): Promise<{ folder: string; manifest: z.infer<Manifest>; bytes: Buffer } | null> {
  const files = await readdir(folder);
  // Folders of other data (kinds, profiles, parts) have neither file.
  if (!files.includes('manifest.json') && !files.includes('template.docx')) return null;
  try {
    const manifest = schema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    return { folder, manifest, bytes: await readFile(join(folder, 'template.docx')) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push(`${folder}: manifest.json o template.docx mancante o non leggibile (${reason})`);
    return null;
  }
}

interface Dated {
  readonly folder: string;
  readonly manifest: { readonly code: string; readonly validFrom: string; readonly validTo: string | null };
}

function byCodeAndDay({ manifest: left }: Dated, { manifest: right }: Dated): number {
  return compare(left.code, right.code) || compare(left.validFrom, right.validFrom);
}

/** Texts of one code in force on the same day. */
export function overlaps(files: readonly Dated[], what: string): string[] {
  const ordered = [...new Map(files.map((file) => [file.folder, file])).values()].sort(byCodeAndDay);
  return ordered.flatMap(({ manifest, folder }, index) => {
    const next = ordered[index + 1];
    if (next?.manifest.code !== manifest.code) return [];
    return manifest.validTo === null || manifest.validTo >= next.manifest.validFrom
      ? [`${folder} e ${next.folder}: due ${what} ${manifest.code} in vigore negli stessi giorni`]
      : [];
  });
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
