import { createHash, type Hash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { type Client } from 'minio';
import { faultCode, persistently } from './s3-faults.js';
import { StorageError } from './storage-error.js';

/** Parts of a multipart upload: at least 5 MiB by the protocol, at most 10 000 of them. */
const FIRST_PART_BYTES = 8 * 1024 * 1024;

/** From this part on parts grow, so that 10 000 of them reach far beyond any package. */
const GROW_EVERY = 1000;

export interface UploadTarget {
  client: Client;
  bucket: string;
  key: string;
  headers: Record<string, string>;
  retryForMs: number;
  /** Told when a broken upload could not be taken back: its parts stay in the store until the store's own clean-up. */
  report: (what: string, error: unknown) => void;
}

export interface Uploaded {
  sha256: string;
  bytes: number;
  versionId: string | undefined;
  /** Whether the hash went along in the metadata. */
  hashStored: boolean;
}

/** Thrown inside an upload when `If-None-Match: *` found an object. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere';
}

/**
 * Uploads a body whose length need not be known, one part in memory at a time. Each part is sent again until it
 * arrives; an upload that cannot be finished is aborted, so nothing of it remains.
 * The multipart code of the client itself is not used: it continues any unfinished upload of the same key, which
 * mixes the parts of two writers, and waits for ever when the source stream fails.
 */
export async function upload(
  target: UploadTarget,
  body: Readable | Buffer,
  announced: { sha256?: string; bytes?: number },
): Promise<Uploaded> {
  const hash = createHash('sha256');
  const parts = partsOf(body);
  const first = await parts.next();
  const firstPart = first.done === true ? Buffer.alloc(0) : first.value;
  const second = first.done === true ? first : await parts.next();
  hash.update(firstPart);
  if (second.done === true) {
    const result = { sha256: hash.digest('hex'), bytes: firstPart.length };
    assertAnnounced(result, announced);
    return { ...result, versionId: await putWhole(target, firstPart, result.sha256), hashStored: true };
  }
  return new MultipartUpload(target, hash, announced).run([firstPart, second.value], parts);
}

function assertAnnounced(actual: { sha256: string; bytes: number }, announced: { sha256?: string; bytes?: number }): void {
  if (announced.bytes !== undefined && announced.bytes !== actual.bytes) {
    throw new StorageError('storage.integrity', `announced ${announced.bytes} bytes, received ${actual.bytes}`);
  }
  if (announced.sha256 !== undefined && announced.sha256 !== actual.sha256) {
    throw new StorageError('storage.integrity', `announced sha256 ${announced.sha256}, received ${actual.sha256}`);
  }
}

async function putWhole(target: UploadTarget, body: Buffer, sha256: string): Promise<string | undefined> {
  const headers = { ...target.headers, 'x-amz-meta-sha256': sha256, ...bodyHeaders(body) };
  const response = await persistently(`put ${target.key}`, target.retryForMs, async () => {
    try {
      return await target.client.makeRequestAsyncOmit({ method: 'PUT', bucketName: target.bucket, objectName: target.key, headers }, body);
    } catch (error) {
      if (faultCode(error) === 'PreconditionFailed') throw new AlreadyThere();
      throw error;
    }
  });
  return versionHeader(response.headers['x-amz-version-id']);
}

class MultipartUpload {
  private readonly etags: { part: number; etag: string }[] = [];
  private bytes = 0;
  private uploadId = '';

  constructor(
    private readonly target: UploadTarget,
    private readonly hash: Hash,
    private readonly announced: { sha256?: string; bytes?: number },
  ) {}

  async run(first: [Buffer, Buffer], rest: AsyncGenerator<Buffer>): Promise<Uploaded> {
    const { client, bucket, key } = this.target;
    this.uploadId = await this.persist('begin upload of', () => client.initiateNewMultipartUpload(bucket, key, this.initialHeaders()));
    try {
      await this.send(first[0]);
      this.hash.update(first[1]);
      await this.send(first[1]);
      for await (const part of rest) {
        this.hash.update(part);
        await this.send(part);
      }
      const result = { sha256: this.hash.digest('hex'), bytes: this.bytes };
      assertAnnounced(result, this.announced);
      return { ...result, versionId: await this.complete(), hashStored: this.announced.sha256 !== undefined };
    } catch (error) {
      // The error that matters is the one that stopped the upload.
      await this.persist('abort upload of', () => client.abortMultipartUpload(bucket, key, this.uploadId)).catch((leftover: unknown) => {
        this.target.report(`an unfinished upload of ${key} could not be taken back`, leftover);
      });
      throw error;
    }
  }

  private async complete(): Promise<string | undefined> {
    const { client, bucket, key } = this.target;
    let mayBeDone = false;
    return this.persist('finish upload of', async () => {
      try {
        return versionHeader((await client.completeMultipartUpload(bucket, key, this.uploadId, this.etags)).versionId);
      } catch (error) {
        // An attempt whose answer got lost has finished the upload: then the id is unknown and the object is ours.
        if (mayBeDone && faultCode(error) === 'NoSuchUpload') {
          const found = await client.statObject(bucket, key);
          if (found.size === this.bytes && found.etag.endsWith(`-${this.etags.length}`)) return versionHeader(found.versionId);
        }
        mayBeDone = true;
        throw error;
      }
    });
  }

  private initialHeaders(): Record<string, string> {
    const headers: Record<string, string> = { ...this.target.headers };
    // The condition belongs to the request that makes the object visible; there the caller checks again.
    delete headers['if-none-match'];
    if (this.announced.sha256 !== undefined) headers['x-amz-meta-sha256'] = this.announced.sha256;
    return headers;
  }

  private async send(part: Buffer): Promise<void> {
    const { client, bucket, key } = this.target;
    const partNumber = this.etags.length + 1;
    const query = `partNumber=${partNumber}&uploadId=${encodeURIComponent(this.uploadId)}`;
    const headers = bodyHeaders(part);
    const response = await this.persist(`send part ${partNumber} of`, () =>
      client.makeRequestAsyncOmit({ method: 'PUT', bucketName: bucket, objectName: key, headers, query }, part),
    );
    this.etags.push({ part: partNumber, etag: (response.headers.etag ?? '').replaceAll('"', '') });
    this.bytes += part.length;
  }

  private persist<T>(what: string, request: () => Promise<T>): Promise<T> {
    return persistently(`${what} ${this.target.key}`, this.target.retryForMs, request);
  }
}

function bodyHeaders(body: Buffer): Record<string, string> {
  return { 'content-length': String(body.length), 'content-md5': createHash('md5').update(body).digest('base64') };
}

function versionHeader(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined;
}

/** Cuts a body into parts of equal size, the last one shorter; an empty body yields none. */
async function* partsOf(body: Readable | Buffer): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(body)) {
    for (let start = 0; start < body.length; start += FIRST_PART_BYTES) yield body.subarray(start, start + FIRST_PART_BYTES);
    return;
  }
  let part = Buffer.allocUnsafe(FIRST_PART_BYTES);
  let filled = 0;
  let made = 0;
  for await (const piece of body) {
    let chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string | Uint8Array);
    while (chunk.length > 0) {
      const taken = chunk.copy(part, filled);
      chunk = chunk.subarray(taken);
      filled += taken;
      if (filled < part.length) continue;
      yield part;
      made += 1;
      part = Buffer.allocUnsafe(FIRST_PART_BYTES * (1 + Math.floor(made / GROW_EVERY)));
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
