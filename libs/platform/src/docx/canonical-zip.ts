import { crc32 } from 'node:zlib';
import { deflateRaw } from 'pako';

import { type ZipEntry } from './zip-directory.js';

/** A part to write: fresh content, or an entry of another archive taken over with its compressed bytes. */
export type ZipPart = { readonly name: string; readonly data: Uint8Array } | ZipEntry;

interface Prepared {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

// 1 January 1980, 00:00: the earliest DOS time. A real time would change the bytes at every rendering.
const DOS_DATE = 0x21;
const LEVEL = 6;

/**
 * Writes a ZIP whose bytes depend on the parts alone: fixed order, fixed time, no extra fields. Content is
 * compressed with pako, a JavaScript deflate pinned by the lock file: zlib's output may differ between the
 * versions and processors it is built for, and stored parts would make documents ten times larger.
 * At most 65,535 parts and 4 GB (no ZIP64).
 */
export function writeCanonicalZip(parts: readonly ZipPart[]): Buffer {
  const ordered = [...parts].sort((left, right) => rank(left.name) - rank(right.name) || (left.name < right.name ? -1 : 1));
  const chunks: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of ordered) {
    const prepared = prepare(part);
    const local = header(0x04034b50, 30, prepared);
    chunks.push(local, prepared.name, prepared.bytes);
    directory.push(centralHeader(prepared, offset), prepared.name);
    offset += local.length + prepared.name.length + prepared.bytes.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(ordered.length, 8);
  end.writeUInt16LE(ordered.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, central, end]);
}

/** Word and file recognisers expect the content types first, then the package relationships. */
function rank(name: string): number {
  if (name === '[Content_Types].xml') return 0;
  return name === '_rels/.rels' ? 1 : 2;
}

function prepare(part: ZipPart): Prepared {
  const name = Buffer.from(part.name, 'utf8');
  if ('compressed' in part) return { name, method: part.method, crc: part.crc, size: part.size, bytes: part.compressed };
  const deflated = deflateRaw(part.data, { level: LEVEL });
  const smaller = deflated.length < part.data.length;
  return { name, method: smaller ? 8 : 0, crc: crc32(part.data), size: part.data.length, bytes: smaller ? deflated : part.data };
}

function header(signature: number, length: number, part: Prepared): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  const at = length === 30 ? 4 : 6;
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(0x800, at + 2);
  bytes.writeUInt16LE(part.method, at + 4);
  bytes.writeUInt16LE(DOS_DATE, at + 8);
  bytes.writeUInt32LE(part.crc, at + 10);
  bytes.writeUInt32LE(part.bytes.length, at + 14);
  bytes.writeUInt32LE(part.size, at + 18);
  bytes.writeUInt16LE(part.name.length, at + 22);
  return bytes;
}

function centralHeader(part: Prepared, offset: number): Buffer {
  const bytes = header(0x02014b50, 46, part);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt32LE(offset, 42);
  return bytes;
}
