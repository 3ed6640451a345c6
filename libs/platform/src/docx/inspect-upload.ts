import { open } from 'node:fs/promises';
import { inspectDocx, inspectXlsx } from './inspect-docx.js';
import { readXml } from '../xml/index.js';
import { inspectPdf } from './inspect-pdf.js';
import { refuse, type Refusal } from './refusal.js';

export type UploadKind = 'pdf' | 'docx' | 'xlsx' | 'p7m' | 'zip' | 'xml';

/** Random access to an uploaded file, so a large one is never held in memory. */
export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; shorter at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
}

export interface AcceptedUpload {
  readonly ok: true;
  readonly kind: UploadKind;
  readonly mime: string;
}

interface KindOfFile {
  readonly extension: RegExp;
  readonly mime: string;
  readonly alsoDeclaredAs: readonly string[];
}

const kinds: Readonly<Record<UploadKind, KindOfFile>> = {
  pdf: { extension: /\.pdf$/i, mime: 'application/pdf', alsoDeclaredAs: ['application/x-pdf'] },
  docx: { extension: /\.docx$/i, mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', alsoDeclaredAs: [] },
  xlsx: { extension: /\.xlsx$/i, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', alsoDeclaredAs: [] },
  p7m: { extension: /\.p7m$/i, mime: 'application/pkcs7-mime', alsoDeclaredAs: ['application/x-pkcs7-mime'] },
  zip: { extension: /\.zip$/i, mime: 'application/zip', alsoDeclaredAs: ['application/x-zip-compressed'] },
  xml: { extension: /\.xml$/i, mime: 'application/xml', alsoDeclaredAs: ['text/xml'] },
};

const OFFICE_FILE_LIMIT = 64 * 1024 * 1024;
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

/**
 * Says whether an upload is what its name and declared type claim, looking at the bytes alone; for Word and
 * Excel files the whole guard of `inspectDocx`, for PDF the structural scan of `inspectPdf`. An absent or
 * generic `declaredMime` proves nothing and is ignored.
 */
export async function inspectUpload(file: ByteSource, declaredName: string, declaredMime = ''): Promise<AcceptedUpload | Refusal> {
  if (file.size === 0) return refuse('upload.empty');
  const kind = (Object.keys(kinds) as UploadKind[]).find((candidate) => kinds[candidate].extension.test(declaredName));
  if (kind === undefined) return refuse('upload.type-not-accepted');
  const { mime, alsoDeclaredAs } = kinds[kind];
  const declared = declaredMime.split(';')[0]?.trim().toLowerCase() ?? '';
  const generic = ['', 'application/octet-stream', 'binary/octet-stream'].includes(declared);
  if (!generic && declared !== mime && !alsoDeclaredAs.includes(declared)) return refuse('upload.type-mismatch');
  const verdict = await inspectContent(file, kind);
  return verdict ?? { ok: true, kind, mime };
}

async function inspectContent(file: ByteSource, kind: UploadKind): Promise<Refusal | null> {
  const head = await file.read(0, 4096);
  switch (kind) {
    case 'pdf':
      return inspectPdf(file);
    case 'p7m':
      return inspectSigned(head);
    case 'zip':
      return head.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) && (await hasEndRecord(file)) ? null : refuse('upload.type-mismatch');
    case 'xml': {
      if (file.size > OFFICE_FILE_LIMIT) return refuse('upload.too-large');
      const reading = readXml(await file.read(0, file.size));
      return reading.ok ? null : refuse(xmlRefusals[reading.reason]);
    }
    case 'docx':
    case 'xlsx': {
      if (!head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return refuse('docx.not-zip');
      if (file.size > OFFICE_FILE_LIMIT) return refuse('upload.too-large');
      const bytes = await file.read(0, file.size);
      const verdict = await (kind === 'docx' ? inspectDocx(bytes) : inspectXlsx(bytes));
      return verdict.ok ? null : verdict;
    }
  }
}

const xmlRefusals = { broken: 'xml.broken', doctype: 'xml.doctype', 'too-large': 'upload.too-large' } as const;

/** CMS SignedData (RFC 5652) in DER, BER, or base64 with or without PEM lines. */
function inspectSigned(head: Buffer): Refusal | null {
  const text = head
    .toString('latin1')
    .replace(/-----BEGIN [A-Z0-9 ]+-----/, '')
    .replace(/\s+/g, '');
  const der = head[0] === 0x30 ? head : /^MI[A-Za-z0-9+/]{20}/.test(text) ? Buffer.from(text, 'base64') : null;
  return der !== null && der.subarray(0, 32).includes(SIGNED_DATA) ? null : refuse('p7m.broken');
}

async function hasEndRecord(file: ByteSource): Promise<boolean> {
  const length = Math.min(file.size, 22 + 0xffff);
  const tail = await file.read(file.size - length, length);
  return tail.lastIndexOf(Buffer.from('PK\x05\x06')) >= 0;
}

/** A source over bytes already in memory. */
export function bufferSource(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)) };
}

/** A source over a file on disk; `close` when done. */
export async function fileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      const target = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(target, 0, target.length, offset);
      return target.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}
