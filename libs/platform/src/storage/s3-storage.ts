import { type IncomingMessage, Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Readable } from 'node:stream';
import { Client, RETENTION_MODES } from 'minio';
import { Clock } from '../clock/index.js';
import { attachmentDisposition } from './content-disposition.js';
import { assertObjectKey } from './object-key.js';
import {
  type GetOptions,
  type ObjectListing,
  ObjectStorage,
  type ObjectStat,
  type PutOptions,
  type StoredObject,
} from './object-storage.js';
import { download } from './s3-download.js';
import { asStorageError, faultCode, isMissing, Patience, persistently } from './s3-faults.js';
import { AlreadyThere, upload } from './s3-upload.js';
import { StorageError } from './storage-error.js';

export interface S3StorageOptions {
  /** Origin of the store, e.g. `https://s3.example.org` or `http://127.0.0.1:9000`. */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
  region?: string;
  /** Origin put into presigned URLs when browsers reach the store under another name. */
  publicEndpoint?: string;
  /** How long a request is repeated while the store is unreachable before it fails. Default 90 s. */
  retryForMs?: number;
  /** Told of what goes wrong behind a request that itself goes on or fails with another error. */
  onTrouble?: (what: string, error: unknown) => void;
  clock?: Clock;
}

const SOCKET_IDLE_MS = 60_000;
const HEALTH_TIMEOUT_MS = 3_000;
const DEFAULT_RETRY_MS = 90_000;

/** What stores answer to a request they do not know. */
const UNSUPPORTED = ['NotImplemented', 'MethodNotAllowed', 'InvalidArgument', 'InvalidRequest'];

/** What stores answer for an object or bucket without retention: AWS the first, Ceph the second. */
const NO_RETENTION = ['NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'];

/**
 * Object storage on any S3 store. The bucket is made with object lock where the store can; where it cannot, retention
 * is still enforced here, by the metadata of the object, and `objectLock` says so.
 */
export class S3Storage extends ObjectStorage {
  /** Whether the store itself enforces retention in this bucket. */
  objectLock = false;
  private readonly client: Client;
  private readonly presigner: Client;
  private readonly clock: Clock;
  private readonly bucket: string;
  private readonly retryForMs: number;

  private constructor(private readonly options: S3StorageOptions) {
    super();
    this.client = clientFor(options, options.endpoint);
    this.presigner = clientFor(options, options.publicEndpoint ?? options.endpoint);
    this.clock = options.clock ?? new Clock();
    this.bucket = options.bucket;
    this.retryForMs = options.retryForMs ?? DEFAULT_RETRY_MS;
  }

  /** Makes the bucket when it is missing. @throws StorageError storage.unavailable */
  static async open(options: S3StorageOptions): Promise<S3Storage> {
    const storage = new S3Storage(options);
    await persistently(`open bucket ${options.bucket}`, storage.retryForMs, () => storage.prepareBucket());
    return storage;
  }

  override async put(key: string, body: Readable | Buffer, options: PutOptions): Promise<StoredObject> {
    assertObjectKey(key);
    const existing = await this.existingInstead(key, options);
    if (existing !== undefined) {
      if (!Buffer.isBuffer(body)) body.destroy();
      return existing;
    }
    const headers: Record<string, string> = { 'content-type': options.contentType };
    if (options.retainUntil !== undefined) headers['x-amz-meta-retain-until'] = options.retainUntil.toISOString();
    if (options.ifAbsent === true) headers['if-none-match'] = '*';
    try {
      const target = {
        client: this.client,
        bucket: this.bucket,
        key,
        headers,
        retryForMs: this.retryForMs,
        report: this.report.bind(this),
      };
      const { versionId, hashStored, ...content } = await upload(target, body, options);
      if (!hashStored) await this.rememberHash(key, versionId, content.sha256);
      if (options.retainUntil !== undefined) await this.retain(key, versionId, options.retainUntil);
      return { key, ...content, created: true, ...(versionId !== undefined && { versionId }) };
    } catch (error) {
      if (!(error instanceof AlreadyThere)) throw error;
      const winner = await this.existingInstead(key, options);
      if (winner === undefined) throw new StorageError('storage.unavailable', `${key} appeared and vanished during the upload`);
      return winner;
    }
  }

  override async get(key: string, options: GetOptions = {}): Promise<Readable> {
    const stat = await this.head(key, options.versionId);
    const start = options.range?.start ?? 0;
    const end = Math.min(options.range?.end ?? stat.size - 1, stat.size - 1);
    // The version seen by stat is read to its end even if the key is overwritten meanwhile.
    const versionId = stat.versionId ?? options.versionId;
    return download({
      client: this.client,
      bucket: this.bucket,
      key,
      versionId,
      start,
      length: end - start + 1,
      retryForMs: this.retryForMs,
    });
  }

  override async stat(key: string, options: { versionId?: string } = {}): Promise<ObjectStat> {
    const found = await this.head(key, options.versionId);
    const metadata = found.metaData as Record<string, string | undefined>;
    const versionId = found.versionId ?? options.versionId;
    const retainUntil = await this.retainedUntil(key, versionId, metadata['retain-until']);
    return {
      key,
      sha256: metadata['sha256'] ?? (await this.rememberedHash(key, versionId)),
      bytes: found.size,
      contentType: metadata['content-type'] ?? 'application/octet-stream',
      lastModified: found.lastModified,
      ...(versionId !== undefined && { versionId }),
      ...(retainUntil !== undefined && { retainUntil }),
    };
  }

  override async exists(key: string): Promise<boolean> {
    try {
      await this.head(key, undefined);
      return true;
    } catch (error) {
      if (error instanceof StorageError && error.code === 'storage.not_found') return false;
      throw error;
    }
  }

  override async *list(prefix: string): AsyncGenerator<ObjectListing> {
    const patience = new Patience(this.retryForMs);
    let last = '';
    for (;;) {
      try {
        const page = this.client.listObjectsV2(this.bucket, prefix, true, last) as AsyncIterable<{
          name?: string;
          size: number;
          lastModified?: Date;
        }>;
        for await (const item of page) {
          if (item.name === undefined || item.lastModified === undefined) continue;
          last = item.name;
          patience.reset();
          yield { key: item.name, bytes: item.size, lastModified: item.lastModified };
        }
        return;
      } catch (error) {
        await patience.wait(error, `list ${prefix}`);
      }
    }
  }

  override async delete(key: string, options: { versionId?: string } = {}): Promise<void> {
    const stat = await this.statIfPresent(key, options.versionId);
    if (stat === undefined) return;
    this.refuseRetained(stat);
    await this.persist(`delete ${key}`, () => this.client.removeObject(this.bucket, key, options));
  }

  override async presignGet(key: string, ttlSeconds: number, options: { fileName?: string; versionId?: string } = {}): Promise<string> {
    await this.head(key, options.versionId);
    const query: Record<string, string> = {};
    if (options.fileName !== undefined) query['response-content-disposition'] = attachmentDisposition(options.fileName);
    if (options.versionId !== undefined) query['versionId'] = options.versionId;
    return this.presigner.presignedUrl('GET', this.bucket, key, ttlSeconds, query, this.clock.now());
  }

  override async health(): Promise<void> {
    try {
      const timeout = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
      const late = new Promise<never>((_, reject) => {
        timeout.addEventListener('abort', () => {
          reject(new Error(`no answer within ${HEALTH_TIMEOUT_MS} ms`));
        });
      });
      const present = await Promise.race([this.client.bucketExists(this.bucket), late]);
      if (!present) throw new Error(`the bucket ${this.bucket} is gone`);
    } catch (error) {
      throw asStorageError(error, 'health');
    }
  }

  private async prepareBucket(): Promise<void> {
    const region = this.options.region ?? 'us-east-1';
    if (!(await this.client.bucketExists(this.bucket))) {
      try {
        await this.client.makeBucket(this.bucket, region, { ObjectLocking: true });
      } catch (error) {
        // Another process was faster, or the store knows no object lock: in that case a plain bucket has to do.
        const code = faultCode(error);
        if (code !== 'BucketAlreadyOwnedByYou' && code !== 'BucketAlreadyExists') {
          if (!UNSUPPORTED.includes(code)) throw error;
          await this.client.makeBucket(this.bucket, region);
        }
      }
    }
    this.objectLock = await this.lockIsOn();
    if (!this.objectLock) await this.enableVersions();
  }

  /** A store that knows no versions keeps the last write of a key only; keys carry the hash of their content, so none is lost. */
  private async enableVersions(): Promise<void> {
    try {
      await this.client.setBucketVersioning(this.bucket, { Status: 'Enabled' });
    } catch (error) {
      if (!UNSUPPORTED.includes(faultCode(error))) throw error;
      this.report('the store keeps no versions of an object', error);
    }
  }

  private report(what: string, error: unknown): void {
    this.options.onTrouble?.(what, error);
  }

  private async lockIsOn(): Promise<boolean> {
    try {
      // The declared overloads hide that without a callback a promise comes back.
      const read = this.client.getObjectLockConfig.bind(this.client) as unknown as (
        bucket: string,
      ) => Promise<{ objectLockEnabled?: string }>;
      const info = await read(this.bucket);
      return info.objectLockEnabled === 'Enabled';
    } catch (error) {
      // Anything else may pass: taking it for "no lock" would leave packages unlocked for the life of the process.
      const code = faultCode(error);
      if (NO_RETENTION.includes(code) || UNSUPPORTED.includes(code)) return false;
      throw error;
    }
  }

  private async existingInstead(key: string, options: PutOptions): Promise<StoredObject | undefined> {
    const stat = await this.statIfPresent(key, undefined);
    if (stat === undefined) return undefined;
    if (options.ifAbsent !== true) {
      this.refuseRetained(stat);
      return undefined;
    }
    const { retainUntil } = options;
    if (retainUntil !== undefined && (stat.retainUntil === undefined || stat.retainUntil < retainUntil)) {
      await this.retain(key, stat.versionId, retainUntil);
    }
    const { sha256 = '', bytes, versionId } = stat;
    return { key, sha256, bytes, created: false, ...(versionId !== undefined && { versionId }) };
  }

  private head(key: string, versionId: string | undefined): ReturnType<Client['statObject']> {
    assertObjectKey(key);
    const version = versionId === undefined ? {} : { versionId };
    return this.persist(`stat ${key}`, () => this.client.statObject(this.bucket, key, version));
  }

  private async statIfPresent(key: string, versionId: string | undefined): Promise<ObjectStat | undefined> {
    try {
      return await this.stat(key, versionId === undefined ? {} : { versionId });
    } catch (error) {
      if (error instanceof StorageError && error.code === 'storage.not_found') return undefined;
      throw error;
    }
  }

  private refuseRetained(stat: ObjectStat): void {
    if (stat.retainUntil === undefined || stat.retainUntil <= this.clock.now()) return;
    throw new StorageError('storage.retained', `${stat.key} is kept unchanged until ${stat.retainUntil.toISOString()}`);
  }

  private async retain(key: string, versionId: string | undefined, until: Date): Promise<void> {
    if (!this.objectLock) return;
    const retention: { mode: RETENTION_MODES; retainUntilDate: string; versionId: string } = {
      mode: RETENTION_MODES.COMPLIANCE,
      retainUntilDate: until.toISOString(),
      versionId: versionId ?? '',
    };
    await this.persist(`retain ${key}`, () => this.client.putObjectRetention(this.bucket, key, retention));
  }

  private async retainedUntil(key: string, versionId: string | undefined, remembered: string | undefined): Promise<Date | undefined> {
    const fromMetadata = remembered === undefined ? undefined : new Date(remembered);
    if (!this.objectLock) return fromMetadata;
    try {
      const version = { versionId: versionId ?? '' };
      const lock = await persistently(`retention of ${key}`, this.retryForMs, () =>
        this.client.getObjectRetention(this.bucket, key, version),
      );
      const until = lock?.retainUntilDate === undefined ? undefined : new Date(lock.retainUntilDate);
      return until ?? fromMetadata;
    } catch (error) {
      const cause = error instanceof StorageError ? error.cause : error;
      if (isMissing(cause) || NO_RETENTION.includes(faultCode(cause))) return fromMetadata;
      throw error;
    }
  }

  /** The hash of a streamed object is known only after its metadata was sent: it is kept as a tag. */
  private async rememberHash(key: string, versionId: string | undefined, sha256: string): Promise<void> {
    const version = { versionId: versionId ?? '' };
    await this.persist(`tag ${key}`, () => this.client.setObjectTagging(this.bucket, key, { sha256 }, version));
  }

  private async rememberedHash(key: string, versionId: string | undefined): Promise<string | undefined> {
    const version = versionId === undefined ? {} : { versionId };
    const tags = await this.persist(`tags of ${key}`, () => this.client.getObjectTagging(this.bucket, key, version));
    return tags.find((tag) => tag.Key === 'sha256')?.Value;
  }

  private persist<T>(what: string, request: () => Promise<T>): Promise<T> {
    return persistently(what, this.retryForMs, request);
  }
}

function clientFor(options: S3StorageOptions, origin: string): Client {
  const url = new URL(origin);
  const secure = url.protocol === 'https:';
  return new Client({
    endPoint: url.hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    useSSL: secure,
    accessKey: options.accessKey,
    secretKey: options.secretKey,
    region: options.region ?? 'us-east-1',
    pathStyle: true,
    retryOptions: { disableRetry: true },
    transportAgent: secure ? new HttpsAgent({ keepAlive: true, maxSockets: 64 }) : new HttpAgent({ keepAlive: true, maxSockets: 64 }),
    transport: { request: secure ? impatient(httpsRequest) : impatient(httpRequest) } as never,
  });
}

type Request = (options: RequestOptions, callback?: (response: IncomingMessage) => void) => ReturnType<typeof httpRequest>;

/** The client sets no time limit of its own: a store that accepts and then hangs would hold the caller for ever. */
function impatient(request: Request): Request {
  return (options, callback) => {
    const sent = request(options, callback);
    sent.setTimeout(SOCKET_IDLE_MS, () => {
      sent.destroy(Object.assign(new Error(`the store was silent for ${SOCKET_IDLE_MS} ms`), { code: 'ETIMEDOUT' }));
    });
    return sent;
  };
}
