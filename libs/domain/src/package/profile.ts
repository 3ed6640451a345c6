import { z } from 'zod';
import { getAt, SchedaPathError } from '../scheda/path.js';

const folderCode = z.string().regex(/^[A-Z][A-Z0-9_]*$/);

/**
 * How a package is laid out for who receives it (brief §8.3), as data: `templates/profiles/*.json`. `{name}` in a path is the
 * field of the row a file belongs to. A kind that names no such profile keeps everything in one folder.
 */
export const packageProfileSchema = z.strictObject({
  id: z.string().regex(/^PROFILO_[A-Z0-9_]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string().min(1),
  folders: z.array(z.strictObject({ code: folderCode, path: z.string().regex(/^[A-Za-z0-9_/{}-]+$/) })).min(1),
  /** The first rule that fits places an attached file. */
  attachments: z.array(
    z.strictObject({
      /** List of the sheet the file belongs to a row of; `checklist` for checklists. */
      list: z.string().min(1),
      /** What the id of the row (the code of the checklist) begins with. */
      startsWith: z.string().optional(),
      types: z.array(z.string()).optional(),
      folder: folderCode,
    }),
  ),
  /** Where a document goes whose category names no folder. */
  otherwise: folderCode,
  index: z.literal('XLSX').optional(),
  /** Largest file the receiver takes; absent where it is not known. */
  maxFileMB: z.number().positive().optional(),
});
export type PackageProfile = z.output<typeof packageProfileSchema>;

/** Folder codes a profile uses without declaring them. */
export function profileFaults(profile: PackageProfile): readonly string[] {
  const known = new Set(profile.folders.map(({ code }) => code));
  const used = [profile.otherwise, ...profile.attachments.map(({ folder }) => folder)];
  return [...new Set(used)].filter((code) => !known.has(code)).map((code) => `${profile.id}: la cartella «${code}» non è dichiarata.`);
}

/** Folder of a document of the kind, by its category. */
export const documentFolder = (profile: PackageProfile, category: string | null | undefined): string =>
  pathOf(profile, profile.folders.some(({ code }) => code === category) ? (category ?? profile.otherwise) : profile.otherwise, {});

/** Folder of an attached file, by the row it belongs to and its type. */
export function attachmentFolder(profile: PackageProfile, sheet: unknown, file: { readonly place: string; readonly type: string }): string {
  const [list = '', id = ''] = file.place.split('/');
  const rule = profile.attachments.find(
    (candidate) => candidate.list === list && id.startsWith(candidate.startsWith ?? '') && (candidate.types?.includes(file.type) ?? true),
  );
  return pathOf(profile, rule?.folder ?? profile.otherwise, rowAt(sheet, list, id));
}

/** The row itself, or nothing where it is gone. */
function rowAt(sheet: unknown, list: string, id: string): Readonly<Record<string, unknown>> {
  try {
    const row = list === 'checklist' ? undefined : getAt(sheet, `${list}/${id}`);
    return typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Readonly<Record<string, unknown>>) : {};
  } catch (error) {
    if (error instanceof SchedaPathError) return {};
    throw error;
  }
}

function pathOf(profile: PackageProfile, code: string, row: Readonly<Record<string, unknown>>): string {
  const path = profile.folders.find((folder) => folder.code === code)?.path ?? code;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => segment(row[name] ?? row['id']));
}

/** A value as the name of a folder: letters, digits and hyphens. */
function segment(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'senza-numero' : plain.slice(0, 40);
}
