import { createHash } from 'node:crypto';
import { open, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IncomingFile } from './upload.js';

/** Largest file accepted, in bytes. */
export const uploadLimit = 100 * 1024 * 1024;

export interface ReceivedFile {
  /** On local disk, gone after `discard`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** It went past the limit: what is on disk is only its beginning. */
  readonly tooLarge: boolean;
  discard(): Promise<void>;
}

/** Takes an upload to a temporary file with constant memory. What exceeds the limit is read to its end but not kept. */
export async function receive(stream: IncomingFile['stream'], limit = uploadLimit): Promise<ReceivedFile> {
  const directory = await mkdtemp(join(tmpdir(), 'gare-upload-'));
  const discard = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const path = join(directory, 'file');
  try {
    const file = await open(path, 'w', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > limit) continue;
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    return { path, bytes, sha256: hash.digest('hex'), tooLarge: bytes > limit || stream.truncated === true, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
