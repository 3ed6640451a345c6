import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rm, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { StorageError } from './storage-error.js';

const IMMUTABLE = 0o440;

/** Makes a finished rename or link survive a power cut: the directory itself has to reach the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function hasErrorCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}

/**
 * Immutable files named by their SHA-256 (`blobs/ab/cd/<sha256>`). A body is written to `tmp/`, synced and then
 * linked to its name, so a reader never sees half a file and a killed writer leaves only a temporary one.
 */
export class BlobDirectory {
  private readonly blobs: string;
  private readonly temporary: string;

  constructor(root: string) {
    this.blobs = join(root, 'blobs');
    this.temporary = join(root, 'tmp');
  }

  /** Creates the directories and removes what writers that are gone have left behind. */
  async open(): Promise<void> {
    await mkdir(this.blobs, { recursive: true });
    await mkdir(this.temporary, { recursive: true });
    for (const name of await readdir(this.temporary)) {
      const writer = Number.parseInt(name, 10);
      if (writer !== process.pid && !existsSync(`/proc/${writer}`)) await rm(join(this.temporary, name), { force: true });
    }
  }

  temporaryPath(): string {
    return join(this.temporary, `${process.pid}-${randomUUID()}`);
  }

  path(sha256: string): string {
    return join(this.blobs, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /**
   * Writes the body unless a blob with its hash is already there.
   * @throws StorageError storage.integrity when it does not match what was announced
   */
  async write(body: Readable | Buffer, announced: { sha256?: string; bytes?: number }): Promise<{ sha256: string; bytes: number }> {
    const temporary = this.temporaryPath();
    try {
      const written = await this.writeTemporary(temporary, body);
      if (announced.bytes !== undefined && announced.bytes !== written.bytes) {
        throw new StorageError('storage.integrity', `announced ${announced.bytes} bytes, received ${written.bytes}`);
      }
      if (announced.sha256 !== undefined && announced.sha256 !== written.sha256) {
        throw new StorageError('storage.integrity', `announced sha256 ${announced.sha256}, received ${written.sha256}`);
      }
      await this.publish(temporary, written.sha256);
      return written;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  read(sha256: string, range?: { start: number; end?: number }): Readable {
    return createReadStream(this.path(sha256), range);
  }

  /** Removes blobs that `isReferenced` denies and that nobody has written or reused since `before`. */
  async removeUnreferenced(isReferenced: (sha256: string) => boolean, before: Date): Promise<number> {
    let removed = 0;
    for (const entry of await readdir(this.blobs, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || isReferenced(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      if ((await stat(path)).mtime >= before) continue;
      await unlink(path);
      removed += 1;
    }
    return removed;
  }

  private async writeTemporary(path: string, body: Readable | Buffer): Promise<{ sha256: string; bytes: number }> {
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await open(path, 'wx', IMMUTABLE);
    try {
      for await (const chunk of chunksOf(body)) {
        hash.update(chunk);
        bytes += chunk.length;
        await writeFully(handle, chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  private async publish(temporary: string, sha256: string): Promise<void> {
    const target = this.path(sha256);
    const directory = join(target, '..');
    const firstCreated = await mkdir(directory, { recursive: true });
    try {
      await link(temporary, target);
      await syncDirectory(directory);
      if (firstCreated !== undefined) await syncDirectory(join(firstCreated, '..'));
    } catch (error) {
      if (!hasErrorCode(error, 'EEXIST')) throw error;
      // A fresh time stamp keeps the collector away until the new entry refers to the blob.
      const now = performance.timeOrigin + performance.now();
      await utimes(target, now / 1000, now / 1000);
    }
  }
}

async function* chunksOf(body: Readable | Buffer): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(body)) {
    yield body;
    return;
  }
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array);
}

async function writeFully(handle: FileHandle, chunk: Buffer): Promise<void> {
  let offset = 0;
  while (offset < chunk.length) offset += (await handle.write(chunk, offset)).bytesWritten;
}
