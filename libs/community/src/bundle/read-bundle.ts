import { createHash } from 'node:crypto';
import { type z } from 'zod';
import { inflateEntry, readZipDirectory, type ZipEntry, type ZipLimits } from '@gare/platform/docx';
import { manifestName, manifestSchema, signatureName, signatureSchema, type BundleManifest } from './bundle-format.js';
import { fingerprintOf, isSignedBy } from './signing-key.js';

/** Why a bundle is refused, with the file in it. */
export interface BundleFault {
  readonly path: string;
  readonly message: string;
}

export type BundleReading =
  | { readonly ok: true; readonly manifest: BundleManifest; readonly file: (path: string) => Buffer }
  | { readonly ok: false; readonly fault: BundleFault };

/** Bytes: larger ones are no library of models. */
const limits: ZipLimits = { totalSize: 60 * 1024 * 1024, entries: 2_000, ratio: 200 };

/**
 * Reads a bundle and believes nothing of it: sizes before anything is inflated, the signature over the list, the list over each
 * file, no file that is not listed. Whether the signer is known is for the caller to ask; what the files say too.
 */
export function readBundle(bytes: Buffer): BundleReading {
  const directory = readZipDirectory(bytes, limits);
  if (!directory.ok) return refused(directory.part ?? '', `Il file non è un pacchetto di modelli: ${directory.message}`);
  const byName = new Map(directory.entries.map((entry) => [entry.name, entry]));
  if (byName.size !== directory.entries.length) return refused('', 'Due file del pacchetto hanno lo stesso nome.');
  const manifestBytes = contentOf(byName.get(manifestName));
  const manifest = jsonOf(manifestBytes, manifestSchema);
  if (manifestBytes === null || manifest === null) return refused(manifestName, 'L’elenco del contenuto manca o non è leggibile.');
  const signature = jsonOf(contentOf(byName.get(signatureName)), signatureSchema);
  if (signature === null) return refused(signatureName, 'La firma manca o non è leggibile.');
  const { publicKey, fingerprint } = manifest.signer;
  const right = fingerprintOf(publicKey) === fingerprint && signature.fingerprint === fingerprint;
  if (!right || !isSignedBy(manifestBytes, signature.signature, publicKey)) {
    return refused(signatureName, 'La firma non corrisponde all’elenco del contenuto: il pacchetto è stato cambiato dopo la firma.');
  }
  return filesOf(byName, manifest);
}

function filesOf(byName: ReadonlyMap<string, ZipEntry>, manifest: BundleManifest): BundleReading {
  const files = new Map<string, Buffer>();
  for (const { path, sha256, bytes } of manifest.entries.flatMap((entry) => entry.files)) {
    if (files.has(path)) return refused(path, 'Il file è elencato due volte.');
    const data = contentOf(byName.get(path));
    if (data === null) return refused(path, 'Il file è elencato ma nel pacchetto non c’è, o non è leggibile.');
    if (data.length !== bytes || createHash('sha256').update(data).digest('hex') !== sha256) {
      return refused(path, 'Il contenuto del file non è quello firmato: almeno un byte è cambiato.');
    }
    files.set(path, data);
  }
  const stray = [...byName.keys()].find((name) => name !== manifestName && name !== signatureName && !files.has(name));
  if (stray !== undefined) return refused(stray, 'Il file non è nell’elenco firmato.');
  return { ok: true, manifest, file: (path) => fileIn(files, path) };
}

function fileIn(files: ReadonlyMap<string, Buffer>, path: string): Buffer {
  const found = files.get(path);
  if (found === undefined) throw new Error(`${path} is not in the bundle`);
  return found;
}

const contentOf = (entry: ZipEntry | undefined): Buffer | null => (entry === undefined ? null : inflateEntry(entry));

function jsonOf<T extends z.ZodType>(bytes: Buffer | null, schema: T): z.output<T> | null {
  if (bytes === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: told by the caller with the name of the file.
    return null;
  }
}

const refused = (path: string, message: string): BundleReading => ({ ok: false, fault: { path, message } });
