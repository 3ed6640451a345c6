import { type Readable } from 'node:stream';

export interface PutOptions {
  contentType: string;
  /** Lower-case hex. When given, a body with another hash is refused and nothing is kept. */
  sha256?: string;
  /** Length in bytes. When given, a body of another length is refused and nothing is kept. */
  bytes?: number;
  /** Until this instant the object can be neither overwritten nor deleted. Whole seconds count. */
  retainUntil?: Date;
  /** When the key already holds an object, keep that one and report it instead of writing. */
  ifAbsent?: boolean;
}

export interface StoredObject {
  key: string;
  sha256: string;
  bytes: number;
  versionId?: string;
  /**
   * False when `ifAbsent` found an object and nothing was written. Some S3 stores answer true to several simultaneous
   * writers, each with a version of its own: use it to save work, not as a lock.
   */
  created: boolean;
}

export interface ObjectStat {
  key: string;
  sha256: string | undefined;
  bytes: number;
  contentType: string;
  lastModified: Date;
  versionId?: string;
  retainUntil?: Date;
}

export interface GetOptions {
  versionId?: string;
  /** Both ends inclusive, counted from 0, as in an HTTP Range header. */
  range?: { start: number; end?: number };
}

export interface ObjectListing {
  key: string;
  bytes: number;
  lastModified: Date;
}

/**
 * The one seam to object storage. Keys are UTF-8 paths with `/` (see assertObjectKey); every write makes a
 * new version; a write is either complete or absent. All methods reject with StorageError.
 */
export abstract class ObjectStorage {
  /**
   * Stores the body under the key, as a new version. Streams are consumed with constant memory.
   * @throws StorageError storage.retained when the current version is under retention,
   *   storage.integrity when the body does not match `sha256` or `bytes`, storage.unavailable
   */
  abstract put(key: string, body: Readable | Buffer, options: PutOptions): Promise<StoredObject>;

  /** Opens the current or the named version. @throws StorageError storage.not_found, storage.unavailable */
  abstract get(key: string, options?: GetOptions): Promise<Readable>;

  /** @throws StorageError storage.not_found, storage.unavailable */
  abstract stat(key: string, options?: { versionId?: string }): Promise<ObjectStat>;

  abstract exists(key: string): Promise<boolean>;

  /** Current objects whose key starts with the prefix (any prefix, not only whole segments), in no promised order. */
  abstract list(prefix: string): AsyncIterable<ObjectListing>;

  /**
   * Hides the current version (older ones stay readable by id); with `versionId` removes that version for good.
   * Deleting what is not there is no error. @throws StorageError storage.retained, storage.unavailable
   */
  abstract delete(key: string, options?: { versionId?: string }): Promise<void>;

  /** A URL that serves the current version for `ttlSeconds`, as a download named `fileName` when given. */
  abstract presignGet(key: string, ttlSeconds: number, options?: { fileName?: string; versionId?: string }): Promise<string>;

  /** Resolves when objects can be written and read now; rejects at once otherwise. @throws StorageError storage.unavailable */
  abstract health(): Promise<void>;
}
