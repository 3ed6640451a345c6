import { clauseContentSchema } from '@gare/contracts/clauses';
import { type Clause } from '@gare/domain/clauses/clause';
import { loadKind } from '@gare/domain/kinds/kind';
import { inspectDocx } from '@gare/platform/docx';
import { templateManifest } from '@gare/templates';
import { type BundleEntry } from './bundle/bundle-format.js';
import { type BundleFault, type BundleReading } from './bundle/read-bundle.js';

type Opened = Extract<BundleReading, { ok: true }>;

/** The clause of an entry; null when the file says no clause of that code. */
export function clauseIn(bundle: Pick<Opened, 'file'>, { code }: BundleEntry): Clause | null {
  try {
    const value = JSON.parse(bundle.file(`clausole/${code}.json`).toString('utf8')) as { code?: unknown };
    const parsed = clauseContentSchema.safeParse(value);
    return parsed.success && value.code === code ? { code, ...parsed.data } : null;
  } catch {
    // Not JSON, or not the file an entry of that code has: told by the caller.
    return null;
  }
}

/**
 * What is wrong with what a bundle holds, whoever signed it: files of no known shape, Word files with macros, external links or
 * other contents that are refused everywhere, kinds that do not load. The first fault refuses the whole.
 */
export async function contentFault({ manifest, file }: Opened): Promise<BundleFault | null> {
  const codes = new Set<string>();
  for (const entry of manifest.entries) {
    const name = `${entry.kind} ${entry.code}`;
    const first = entry.files[0]?.path ?? '';
    if (codes.has(name)) return { path: first, message: `«${entry.code}» c’è due volte.` };
    codes.add(name);
    const fault = await entryFault(entry, { file });
    if (fault !== null) return fault;
  }
  return null;
}

function entryFault(entry: BundleEntry, bundle: Pick<Opened, 'file'>): Promise<BundleFault | null> | BundleFault | null {
  switch (entry.kind) {
    case 'CLAUSOLA':
      return clauseFault(entry, bundle);
    case 'MODELLO':
      return modelFault(entry, bundle);
    case 'TIPO':
      return kindFault(entry, bundle);
  }
}

function clauseFault(entry: BundleEntry, bundle: Pick<Opened, 'file'>): BundleFault | null {
  const path = `clausole/${entry.code}.json`;
  const alone = entry.files.length === 1 && entry.files[0]?.path === path;
  return alone && clauseIn(bundle, entry) !== null ? null : { path, message: `La clausola ${entry.code} non è scritta come serve.` };
}

function kindFault({ code, files }: BundleEntry, { file }: Pick<Opened, 'file'>): BundleFault | null {
  const path = `tipi/${code}.json`;
  if (files.length !== 1 || files[0]?.path !== path) return { path, message: `Il tipo di fascicolo ${code} non è scritto come serve.` };
  const loaded = loadKind(file(path).toString('utf8'));
  if (loaded.ok)
    return loaded.kind.code === code ? null : { path, message: `Il file è di un altro tipo di fascicolo: ${loaded.kind.code}.` };
  const [finding] = loaded.findings;
  const line = finding?.line == null ? '' : `riga ${finding.line}: `;
  return { path, message: `Il tipo di fascicolo ${code} ha errori: ${line}${finding?.message ?? ''}` };
}

async function modelFault({ code, files }: BundleEntry, { file }: Pick<Opened, 'file'>): Promise<BundleFault | null> {
  const base = `modelli/${code}`;
  const paths = new Set(files.map(({ path }) => path));
  for (const needed of [`${base}/manifest.json`, `${base}/template.docx`]) {
    if (!paths.has(needed)) return { path: needed, message: `Al modello ${code} manca questo file.` };
  }
  const stray = [...paths].find((path) => !/^modelli\/[^/]+\/(?:manifest\.json|template\.docx|prove\/[\w.-]+\.(?:json|txt))$/.test(path));
  if (stray !== undefined) return { path: stray, message: 'Un modello non ha file di questo tipo.' };
  const inspection = await inspectDocx(file(`${base}/template.docx`));
  if (!inspection.ok) return { path: `${base}/template.docx`, message: inspection.message };
  const manifest = parsedJson(file(`${base}/manifest.json`));
  const parsed = templateManifest.safeParse(manifest);
  return parsed.success && parsed.data.code === code
    ? null
    : { path: `${base}/manifest.json`, message: `La descrizione del modello ${code} non è scritta come serve.` };
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Not JSON: the schema refuses it.
    return null;
  }
}
