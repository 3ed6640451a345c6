import { randomUUID } from 'node:crypto';
import { access, constants, mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { Clock } from '../clock/index.js';
import { BlobDirectory, hasErrorCode } from './fs-blobs.js';
import { type Entry, EntryDirectory, type PlacedEntry } from './fs-entries.js';
import { assertObjectKey } from './object-key.js';
import {
  type GetOptions,
  type ObjectListing,
  ObjectStorage,
  type ObjectStat,
  type PutOptions,
  type StoredObject,
} from './object-storage.js';
import { signFileGrant, verifyFileGrant } from './signed-file-token.js';
import { StorageError } from './storage-error.js';

export interface FsStorageOptions {
  /** Directory of this store; created when missing. */
  directory: string;
  /** Key of the HMAC that signs links; the same in every process that makes or serves them. */
  linkSecret: string;
  /** Origin put before `/files/<token>`, without a final slash; empty for a link relative to the page. */
  publicUrl?: string;
  clock?: Clock;
}

type Content = NonNullable<Entry['content']>;

/**
 * Object storage in a local directory: content-addressed blobs, versions, write-once retention, signed links.
 * Several processes of one machine may use one directory at the same time; a killed one leaves it consistent.
 */
export class FsStorage extends ObjectStorage {
  private readonly blobs: BlobDirectory;
  private readonly entries: EntryDirectory;
  private readonly clock: Clock;

  private constructor(private readonly options: FsStorageOptions) {
    super();
    this.blobs = new BlobDirectory(options.directory);
    this.entries = new EntryDirectory(options.directory);
    this.clock = options.clock ?? new Clock();
  }

  /** @throws StorageError storage.unavailable when the directory cannot be made or written */
  static async open(options: FsStorageOptions): Promise<FsStorage> {
    const storage = new FsStorage(options);
    await storage.guarded(async () => {
      await mkdir(options.directory, { recursive: true, mode: 0o750 });
      await storage.blobs.open();
      await storage.entries.open();
    });
    return storage;
  }

  override async put(key: string, body: Readable | Buffer, options: PutOptions): Promise<StoredObject> {
    assertObjectKey(key);
    return this.guarded(async () => {
      const before = await this.existingInstead(await this.entries.latest(key), options);
      if (before !== undefined) {
        if (!Buffer.isBuffer(body)) body.destroy();
        return before;
      }
      const content = { ...(await this.blobs.write(body, options)), contentType: options.contentType };
      return this.record(key, content, options);
    });
  }

  override async get(key: string, options: GetOptions = {}): Promise<Readable> {
    return this.guarded(async () => {
      const { content } = await this.require(key, options.versionId);
      const stream = this.blobs.read(content.sha256, options.range);
      // A read stream reports a missing file only once it is opened: wait, so that the caller gets the error from here.
      await once(stream, 'open');
      return stream;
    });
  }

  override async stat(key: string, options: { versionId?: string } = {}): Promise<ObjectStat> {
    return this.guarded(async () => {
      const { entry, content } = await this.require(key, options.versionId);
      return {
        key,
        ...content,
        lastModified: new Date(entry.createdAt),
        versionId: entry.versionId,
        ...(entry.retainUntil !== undefined && { retainUntil: new Date(entry.retainUntil) }),
      };
    });
  }

  override async exists(key: string): Promise<boolean> {
    assertObjectKey(key);
    return this.guarded(async () => (await this.entries.latest(key))?.entry.content !== undefined);
  }

  override async *list(prefix: string): AsyncGenerator<ObjectListing> {
    for await (const entry of this.entries.latestUnder(prefix)) {
      if (entry.content !== undefined) yield { key: entry.key, bytes: entry.content.bytes, lastModified: new Date(entry.createdAt) };
    }
  }

  override async delete(key: string, options: { versionId?: string } = {}): Promise<void> {
    assertObjectKey(key);
    await this.guarded(async () => {
      const { versionId } = options;
      if (versionId !== undefined) {
        await this.removeVersion(key, versionId);
        return;
      }
      let appended = false;
      while (!appended) {
        const latest = await this.entries.latest(key);
        if (latest?.entry.content === undefined) return;
        this.refuseRetained(latest);
        appended = await this.append({ key }, latest.sequence);
      }
    });
  }

  override async presignGet(key: string, ttlSeconds: number, options: { fileName?: string; versionId?: string } = {}): Promise<string> {
    await this.stat(key, options);
    const expiresAt = Math.floor(this.clock.now().getTime() / 1000) + ttlSeconds;
    const token = signFileGrant({ key, expiresAt, ...options }, this.options.linkSecret);
    return `${this.options.publicUrl ?? ''}/files/${token}`;
  }

  /**
   * What the api serves under `/files/<token>`.
   * @throws StorageError storage.link_invalid, storage.link_expired, storage.not_found
   */
  async openSigned(token: string): Promise<{ stat: ObjectStat; fileName?: string; body: Readable }> {
    const grant = verifyFileGrant(token, this.options.linkSecret, this.clock.now());
    const version = grant.versionId === undefined ? {} : { versionId: grant.versionId };
    const stat = await this.stat(grant.key, version);
    const body = await this.get(grant.key, version);
    return { stat, body, ...(grant.fileName !== undefined && { fileName: grant.fileName }) };
  }

  override async health(): Promise<void> {
    await this.guarded(() => access(this.options.directory, constants.R_OK | constants.W_OK));
  }

  /** Removes blobs no version refers to and that are older than `minimumAgeMs`. Returns how many. */
  async collectGarbage(minimumAgeMs = 3_600_000): Promise<number> {
    const before = new Date(this.clock.now().getTime() - minimumAgeMs);
    const referenced = new Set<string>();
    for await (const entry of this.entries.all()) if (entry.content !== undefined) referenced.add(entry.content.sha256);
    return this.blobs.removeUnreferenced((sha256) => referenced.has(sha256), before);
  }

  /** The object that makes writing needless (`ifAbsent`), or undefined when the write may go on. */
  private async existingInstead(latest: PlacedEntry | undefined, options: PutOptions): Promise<StoredObject | undefined> {
    if (latest?.entry.content === undefined) return undefined;
    if (options.ifAbsent === true) return this.keep(latest, latest.entry.content, options.retainUntil);
    this.refuseRetained(latest);
    return undefined;
  }

  private async record(key: string, content: Content, options: PutOptions): Promise<StoredObject> {
    for (;;) {
      // Judged and appended against one reading of the index: a version that slips in between makes the append fail.
      const latest = await this.entries.latest(key);
      const existing = await this.existingInstead(latest, options);
      if (existing !== undefined) return existing;
      const versionId = randomUUID();
      const retainUntil = options.retainUntil === undefined ? {} : { retainUntil: options.retainUntil.toISOString() };
      if (await this.append({ key, versionId, content, ...retainUntil }, latest?.sequence ?? 0)) {
        return { key, sha256: content.sha256, bytes: content.bytes, versionId, created: true };
      }
    }
  }

  /** A version whose retention was extended stands in the index more than once: all of it goes. */
  private async removeVersion(key: string, versionId: string): Promise<void> {
    let placed = await this.entries.version(key, versionId);
    while (placed !== undefined) {
      this.refuseRetained(placed);
      await this.entries.remove(placed);
      placed = await this.entries.version(key, versionId);
    }
  }

  /** An object that is already there stays, but a longer retention asked for it is honoured. */
  private async keep(latest: PlacedEntry, content: Content, retainUntil: Date | undefined): Promise<StoredObject> {
    const { entry, sequence } = latest;
    const longer = retainUntil !== undefined && (entry.retainUntil === undefined || new Date(entry.retainUntil) < retainUntil);
    if (longer) await this.append({ ...entry, content, retainUntil: retainUntil.toISOString() }, sequence);
    return { key: entry.key, sha256: content.sha256, bytes: content.bytes, versionId: entry.versionId, created: false };
  }

  private append(entry: Omit<Entry, 'createdAt' | 'versionId'> & { versionId?: string }, previous: number): Promise<boolean> {
    const complete = { versionId: randomUUID(), createdAt: this.clock.now().toISOString(), ...entry };
    return this.entries.append(complete, previous, this.blobs.temporaryPath());
  }

  private async require(key: string, versionId: string | undefined): Promise<{ entry: Entry; content: Content }> {
    assertObjectKey(key);
    const placed = versionId === undefined ? await this.entries.latest(key) : await this.entries.version(key, versionId);
    const content = placed?.entry.content;
    if (placed === undefined || content === undefined) throw new StorageError('storage.not_found', `no object under ${key}`);
    return { entry: placed.entry, content };
  }

  private refuseRetained({ entry }: PlacedEntry): void {
    if (entry.retainUntil === undefined || new Date(entry.retainUntil) <= this.clock.now()) return;
    throw new StorageError('storage.retained', `${entry.key} is kept unchanged until ${entry.retainUntil}`);
  }

  /** Turns what the file system refuses into the typed error; errors of the body pass through untouched. */
  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) throw new StorageError('storage.not_found', 'the stored file is missing', { cause: error });
      if (hasErrorCode(error, 'ENOSPC', 'EACCES', 'EROFS', 'EIO', 'EDQUOT', 'EPERM', 'EMFILE')) {
        throw new StorageError('storage.unavailable', `the storage directory cannot be used: ${String(error)}`, { cause: error });
      }
      throw error;
    }
  }
}
