/**
 * The one byte form of a package (ZIP, APPNOTE 6.3.10): files stored without compression, sizes and CRC in the local
 * header (no data descriptor, which stored entries of streaming readers cannot have), one time stamp for all, mode 0644,
 * no extra field but ZIP64 where a size or an offset needs it. Stored, because PDF, DOCX and images are compressed
 * already and because the output of a deflate differs from version to version: so the same files always make the same
 * bytes, and the header of every file is known before the first byte is written.
 */

/** A file of the package. `path` is plain ASCII with `/`. */
export interface ZipMember {
  readonly path: string;
  readonly bytes: number;
  readonly crc32: number;
}

export interface ZipForm {
  /** `YYYY-MM-DD`, from 1980 to 2107: the time stamp of every file, at midnight. */
  readonly date: string;
  /** Writes ZIP64 records even where sizes do not need them. */
  readonly forceZip64?: boolean;
}

export interface ZipLayout {
  /** In the order of the members: where each header stands; the file itself follows its header. */
  readonly headers: readonly { readonly offset: number; readonly header: Uint8Array<ArrayBuffer> }[];
  /** Central directory and end records, after the last file. */
  readonly trailer: Uint8Array<ArrayBuffer>;
  readonly trailerOffset: number;
  readonly totalBytes: number;
}

const limit32 = 0xffff_ffff;
const limit16 = 0xffff;
const madeBy = (3 << 8) | 63;
const plainVersion = 20;
const zip64Version = 45;
const regularFile0644 = 0o100644 << 16;

/** Lays the members out. Everything but the contents of the files is decided here. */
export function zipLayout(members: readonly ZipMember[], form: ZipForm): ZipLayout {
  const date = dosDate(form.date);
  const headers: { offset: number; header: Uint8Array<ArrayBuffer> }[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const header = localHeader(member, { date, force: form.forceZip64 === true });
    headers.push({ offset, header });
    directory.push(centralHeader(member, offset, { date, force: form.forceZip64 === true }));
    offset += header.length + member.bytes;
  }
  const directoryBytes = directory.reduce((sum, record) => sum + record.length, 0);
  const end = endRecords({ count: members.length, directoryBytes, directoryOffset: offset, force: form.forceZip64 === true });
  const trailer = concat([...directory, end]);
  return { headers, trailer, trailerOffset: offset, totalBytes: offset + trailer.length };
}

/** Year since 1980, month, day in 7, 4 and 5 bits. */
function dosDate(date: string): number {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  if (year < 1980 || year > 2107) throw new RangeError(`a ZIP cannot hold the date ${date}`);
  return ((year - 1980) << 9) | (month << 5) | day;
}

interface Stamp {
  readonly date: number;
  readonly force: boolean;
}

function localHeader(member: ZipMember, { date, force }: Stamp): Uint8Array<ArrayBuffer> {
  const wide = force || member.bytes >= limit32;
  const record = new RecordWriter();
  record.u32(0x04034b50).u16(wide ? zip64Version : plainVersion);
  writeCommon(record, member, { date, wide });
  record.u16(wide ? 20 : 0).ascii(member.path);
  // In a local header both sizes stand together or not at all.
  if (wide) record.u16(0x0001).u16(16).u64(member.bytes).u64(member.bytes);
  return record.bytes();
}

function centralHeader(member: ZipMember, offset: number, { date, force }: Stamp): Uint8Array<ArrayBuffer> {
  const wide = force || member.bytes >= limit32;
  const far = force || offset >= limit32;
  const extraData = (wide ? 16 : 0) + (far ? 8 : 0);
  const record = new RecordWriter();
  record
    .u32(0x02014b50)
    .u16(madeBy)
    .u16(wide || far ? zip64Version : plainVersion);
  writeCommon(record, member, { date, wide });
  record
    .u16(extraData === 0 ? 0 : extraData + 4)
    .u16(0)
    .u16(0)
    .u16(0)
    .u32(regularFile0644 >>> 0);
  record.u32(far ? limit32 : offset).ascii(member.path);
  if (extraData > 0) record.u16(0x0001).u16(extraData);
  if (wide) record.u64(member.bytes).u64(member.bytes);
  if (far) record.u64(offset);
  return record.bytes();
}

/** From the flags to the length of the name: the same in both headers. Flags and method 0: ASCII name, stored. */
function writeCommon(record: RecordWriter, member: ZipMember, { date, wide }: { date: number; wide: boolean }): void {
  const size = wide ? limit32 : member.bytes;
  record.u16(0).u16(0).u16(0).u16(date).u32(member.crc32).u32(size).u32(size).u16(member.path.length);
}

interface Directory {
  readonly count: number;
  readonly directoryBytes: number;
  readonly directoryOffset: number;
  readonly force: boolean;
}

function endRecords({ count, directoryBytes, directoryOffset, force }: Directory): Uint8Array {
  const record = new RecordWriter();
  const large = force || count >= limit16 || directoryBytes >= limit32 || directoryOffset >= limit32;
  if (large) {
    record.u32(0x06064b50).u64(44).u16(madeBy).u16(zip64Version).u32(0).u32(0).u64(count).u64(count);
    record.u64(directoryBytes).u64(directoryOffset);
    record
      .u32(0x07064b50)
      .u32(0)
      .u64(directoryOffset + directoryBytes)
      .u32(1);
  }
  const count16 = large ? limit16 : count;
  record.u32(0x06054b50).u16(0).u16(0).u16(count16).u16(count16);
  record
    .u32(large ? limit32 : directoryBytes)
    .u32(large ? limit32 : directoryOffset)
    .u16(0);
  return record.bytes();
}

/** Little-endian record of known small size. */
class RecordWriter {
  private readonly values: number[] = [];

  u16(value: number): this {
    this.values.push(value & 0xff, (value >>> 8) & 0xff);
    return this;
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(value >>> 16);
  }

  /** Exact up to 2^53. */
  u64(value: number): this {
    return this.u32((value % 0x1_0000_0000) >>> 0).u32(Math.floor(value / 0x1_0000_0000));
  }

  ascii(text: string): this {
    for (const char of text) {
      const code = char.charCodeAt(0);
      if (code < 0x20 || code > 0x7e) throw new RangeError(`the name of a packed file must be plain ASCII: ${text}`);
      this.values.push(code);
    }
    return this;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.values);
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
