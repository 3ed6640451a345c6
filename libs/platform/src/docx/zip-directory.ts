import { refuse, type Refusal } from './refusal.js';

/** One file inside a ZIP; `compressed` is a view on the archive's bytes, nothing is inflated yet. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly size: number;
  readonly crc: number;
  readonly compressed: Buffer;
}

/** Bounds on what an archive may declare; sizes in bytes. */
export interface ZipLimits {
  readonly totalSize: number;
  readonly entries: number;
  readonly ratio: number;
}

export const documentLimits: ZipLimits = { totalSize: 100 * 1024 * 1024, entries: 2000, ratio: 200 };

type Located = { entry: ZipEntry; start: number; end: number };

const END_RECORD = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const SMALL = 4096;

/**
 * Reads the central directory of a ZIP held in memory without inflating anything: at most `limits.entries`
 * files, declared sizes within the limits, every local header equal to its central one, no two files sharing
 * bytes. ZIP64, encryption, data after the directory and names that leave the archive are refused: no Word
 * or Excel file needs them. (APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16)
 */
export function readZipDirectory(bytes: Buffer, limits: ZipLimits = documentLimits): { ok: true; entries: ZipEntry[] } | Refusal {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== LOCAL_HEADER) return refuse('docx.not-zip');
  const end = findEndRecord(bytes);
  if (end < 0) return refuse('docx.not-zip');
  const count = bytes.readUInt16LE(end + 10);
  const directory = bytes.readUInt32LE(end + 16);
  if (count !== bytes.readUInt16LE(end + 8) || directory >= end) return refuse('docx.broken-zip');
  if (count > limits.entries) return refuse('docx.too-many-entries');
  const found: Located[] = [];
  let total = 0;
  let position = directory;
  for (let index = 0; index < count; index += 1) {
    const read = readEntry(bytes, position, end);
    if (!read.ok) return read;
    const { size, compressed, name } = read.located.entry;
    total += size;
    if (total > limits.totalSize) return refuse('docx.too-large', name);
    if (size > SMALL && size > limits.ratio * compressed.length) return refuse('docx.compression-ratio', name);
    found.push(read.located);
    position = read.next;
  }
  if (position !== end) return refuse('docx.broken-zip');
  return overlapping(found) ? refuse('docx.broken-zip') : { ok: true, entries: found.map(({ entry }) => entry) };
}

function findEndRecord(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END_RECORD && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}

function readEntry(bytes: Buffer, at: number, limit: number): { ok: true; located: Located; next: number } | Refusal {
  if (at + 46 > limit || bytes.readUInt32LE(at) !== CENTRAL_HEADER) return refuse('docx.broken-zip');
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const compressedSize = bytes.readUInt32LE(at + 20);
  const nameLength = bytes.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  const local = bytes.readUInt32LE(at + 42);
  const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
  const name = rawName.toString('utf8');
  if ((flags & 0x2041) !== 0) return refuse('docx.encrypted', name);
  if ((method !== 0 && method !== 8) || next > limit || unsafeName(name)) return refuse('docx.broken-zip', name);
  if (local + 30 > limit || bytes.readUInt32LE(local) !== LOCAL_HEADER) return refuse('docx.broken-zip', name);
  const localNameLength = bytes.readUInt16LE(local + 26);
  const start = local + 30 + localNameLength + bytes.readUInt16LE(local + 28);
  const end = start + compressedSize;
  const sameName = bytes.subarray(local + 30, local + 30 + localNameLength).equals(rawName);
  if (!sameName || bytes.readUInt16LE(local + 8) !== method || end > limit) return refuse('docx.broken-zip', name);
  const size = bytes.readUInt32LE(at + 24);
  if (method === 0 && size !== compressedSize) return refuse('docx.lying-size', name);
  const entry: ZipEntry = { name, method, size, crc: bytes.readUInt32LE(at + 16), compressed: bytes.subarray(start, end) };
  return { ok: true, located: { entry, start: local, end }, next };
}

function unsafeName(name: string): boolean {
  return name === '' || name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..');
}

/** Bytes shared by two entries are the trick of the overlapping bombs; a name twice makes two readers see two files. */
function overlapping(found: readonly Located[]): boolean {
  if (new Set(found.map(({ entry }) => entry.name.toLowerCase())).size !== found.length) return true;
  const ordered = [...found].sort((left, right) => left.start - right.start);
  return ordered.some((item, index) => {
    const following = ordered[index + 1];
    return following !== undefined && following.start < item.end;
  });
}
