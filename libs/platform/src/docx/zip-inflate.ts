import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { type ZipEntry } from './zip-directory.js';

const IN_ONE_GO = 512 * 1024;

/** The whole content of an entry, or null when it does not inflate to exactly the size its header declares. */
export function inflateEntry(entry: ZipEntry): Buffer | null {
  if (entry.method === 0) return entry.compressed;
  try {
    const data = inflateRawSync(entry.compressed, { maxOutputLength: Math.max(1, entry.size) });
    return data.length === entry.size ? data : null;
  } catch {
    return null;
  }
}

/** The first bytes of an entry (at most `limit`), inflating only a prefix: enough to see an XML prolog. */
export function inflateHead(entry: ZipEntry, limit: number): Buffer | null {
  if (entry.method === 0) return entry.compressed.subarray(0, limit);
  try {
    // A prefix of a deflate stream inflates as far as it goes when the end is flushed softly; the ratio of
    // deflate is at most 1032, which bounds the output of this call.
    const finishFlush = 2; // Z_SYNC_FLUSH
    return inflateRawSync(entry.compressed.subarray(0, limit), { finishFlush, maxOutputLength: limit * 1100 }).subarray(0, limit);
  } catch {
    return null;
  }
}

/** True when the entry inflates to exactly its declared size; large ones are streamed, so memory stays flat. */
export async function inflatesAsDeclared(entry: ZipEntry): Promise<boolean> {
  if (entry.method === 0) return true;
  if (entry.size <= IN_ONE_GO) return inflateEntry(entry) !== null;
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  inflate.end(entry.compressed);
  let seen = 0;
  try {
    for await (const chunk of inflate) {
      seen += (chunk as Buffer).length;
      if (seen > entry.size) return false;
    }
  } catch {
    return false;
  } finally {
    inflate.destroy();
  }
  return seen === entry.size;
}
