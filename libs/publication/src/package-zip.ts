import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { zipLayout, type ZipForm, type ZipMember } from '@gare/domain/package/zip-format';

/** A file to pack whose content can be read more than once; `open` yields the same bytes each time. */
export interface PackSource {
  readonly path: string;
  open(): Promise<Readable>;
}

export interface MeasuredFile extends PackSource, ZipMember {
  readonly sha256: string;
}

/** Reads a file once, in constant memory, for what the ZIP and the manifest say of it. */
export async function measure(source: PackSource, signal?: AbortSignal): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  let crc = 0;
  let bytes = 0;
  for await (const chunk of chunksOf(await source.open())) {
    signal?.throwIfAborted();
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  return { ...source, open: () => source.open(), sha256: hash.digest('hex'), crc32: crc, bytes };
}

/** A file already in memory. */
export function bufferSource(path: string, content: Buffer): PackSource {
  return { path, open: () => Promise.resolve(Readable.from([content], { objectMode: false })) };
}

/**
 * The ZIP of the files as a stream: one chunk of one file in memory at a time. Its bytes follow from the files alone.
 * @throws (on the stream) when a file no longer has the measured length
 */
export function zipStream(files: readonly MeasuredFile[], form: ZipForm): Readable {
  return Readable.from(zipChunks(files, form), { objectMode: false });
}

async function* zipChunks(files: readonly MeasuredFile[], form: ZipForm): AsyncGenerator<Uint8Array> {
  const layout = zipLayout(files, form);
  for (const [index, file] of files.entries()) {
    const place = layout.headers[index];
    if (place) yield place.header;
    let bytes = 0;
    for await (const chunk of chunksOf(await file.open())) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes !== file.bytes) throw new Error(`${file.path}: ${bytes} bytes instead of ${file.bytes}`);
  }
  yield layout.trailer;
}

/** SHA-256 and length of the ZIP that `zipStream` yields. */
export async function measureZip(
  files: readonly MeasuredFile[],
  form: ZipForm,
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number }> {
  const { sha256, bytes } = await measure({ path: '', open: () => Promise.resolve(zipStream(files, form)) }, signal);
  return { sha256, bytes };
}

async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array);
}
