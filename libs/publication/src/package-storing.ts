import { AppError } from '@gare/platform/errors';
import { StorageError, type ObjectStorage } from '@gare/platform/storage';
import { type AssembledPackage } from './package-assembly.js';
import { measureZip, zipStream } from './package-zip.js';

export interface StoredPackage {
  readonly sha256: string;
  readonly bytes: number;
  readonly storageKey: string;
}

export interface StoringOptions {
  readonly dossierId: string;
  readonly fileName: string;
  readonly retainUntil: Date;
  readonly signal?: AbortSignal;
  /** Called between the reading that finds the hash and the one that writes. */
  onHashed?(): Promise<void>;
}

/**
 * Writes the ZIP once, under the hash of the whole, in constant memory: the files are read twice, first for the hash, then for
 * the store, which refuses a body with another one. A second call finds the object there and writes nothing.
 * @throws AppError package.corrupt_input, StorageError storage.unavailable
 */
export async function storePackage(
  storage: ObjectStorage,
  { files, manifest }: AssembledPackage,
  options: StoringOptions,
): Promise<StoredPackage> {
  const form = { date: manifest.asOf };
  const { sha256, bytes } = await measureZip(files, form, options.signal);
  await options.onHashed?.();
  options.signal?.throwIfAborted();
  const storageKey = `packages/${options.dossierId}/${sha256}/${options.fileName}`;
  const put = { contentType: 'application/zip', sha256, bytes, retainUntil: options.retainUntil, ifAbsent: true };
  await storage.put(storageKey, zipStream(files, form), put).catch((error: unknown) => {
    throw changedUnderway(error);
  });
  return { sha256, bytes, storageKey };
}

/** Bytes that differ between the first reading and the writing are not a fault of the network. */
function changedUnderway(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the package was not written', { cause: error });
  if (!(error instanceof StorageError) || error.code !== 'storage.integrity') return error;
  return new AppError('package.corrupt_input', {
    detail: 'Un documento è cambiato nell’archivio mentre il pacchetto veniva scritto: niente è stato sigillato.',
    cause: error,
  });
}
