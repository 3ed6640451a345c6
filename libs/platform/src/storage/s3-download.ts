import { Readable } from 'node:stream';
import { type Client } from 'minio';
import { Patience, persistently } from './s3-faults.js';
import { StorageError } from './storage-error.js';

export interface DownloadSource {
  client: Client;
  bucket: string;
  key: string;
  versionId: string | undefined;
  /** First byte and number of bytes wanted. */
  start: number;
  length: number;
  retryForMs: number;
}

/** A stream over an object (part) that goes on where it stopped when the connection or the server fails. */
export async function download(source: DownloadSource): Promise<Readable> {
  const first = await persistently(`get ${source.key}`, source.retryForMs, () => openAt(source, 0));
  return Readable.from(continued(source, first), { objectMode: false });
}

async function* continued(source: DownloadSource, first: Readable): AsyncGenerator<Buffer> {
  const patience = new Patience(source.retryForMs);
  let current: Readable | undefined = first;
  let received = 0;
  try {
    while (received < source.length) {
      try {
        current ??= await openAt(source, received);
        for await (const chunk of current as AsyncIterable<Buffer>) {
          received += chunk.length;
          patience.reset();
          yield chunk;
        }
        if (received < source.length) throw Object.assign(new Error(`connection closed at byte ${received}`), { code: 'ECONNRESET' });
      } catch (error) {
        current?.destroy();
        current = undefined;
        await patience.wait(error, `get ${source.key}`);
      }
    }
  } finally {
    current?.destroy();
  }
  if (received > source.length) throw new StorageError('storage.integrity', `${source.key}: ${received} bytes instead of ${source.length}`);
}

async function openAt(source: DownloadSource, received: number): Promise<Readable> {
  const { client, bucket, key, versionId } = source;
  const options = versionId === undefined ? {} : { versionId };
  if (source.length === 0) return Readable.from([]);
  return client.getPartialObject(bucket, key, source.start + received, source.length - received, options);
}
