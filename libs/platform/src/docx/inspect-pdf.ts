import { inflateSync } from 'node:zlib';
import { refuse, type Refusal, type RefusalCode } from './refusal.js';
import { type ByteSource } from './inspect-upload.js';

// Names are looked for everywhere, stream data included, because a false `stream` keyword could hide a
// dictionary. They are long enough that compressed bytes do not spell one by chance (7 letters: 2^-56); the
// short `/JS` is not needed, an action that runs a script always says `/S /JavaScript` (ISO 32000-1 12.6.4.16).
const forbidden: readonly (readonly [RegExp, RefusalCode])[] = [
  [/\/Encrypt(?![A-Za-z])/, 'pdf.encrypted'],
  [/\/JavaScript(?![A-Za-z])/, 'pdf.javascript'],
  [/\/Launch(?![A-Za-z])/, 'pdf.launch'],
  [/\/(?:EmbeddedFiles?|RichMedia)(?![A-Za-z])/, 'pdf.embedded-files'],
];

const CHUNK = 1024 * 1024;
const OVERLAP = 256;
const OBJECT_STREAM_LIMIT = 4 * 1024 * 1024;

/**
 * Structural scan of an uploaded PDF: header and end marker present, no encryption, JavaScript, launch action
 * or embedded file. The file is read in pieces of 1 MB; names hidden with `#xx` are resolved, and object
 * streams (ISO 32000-1 7.5.7), where dictionaries may sit compressed, are opened one by one, at most 4 MB each.
 */
export async function inspectPdf(file: ByteSource): Promise<Refusal | null> {
  const head = (await file.read(0, 1024)).toString('latin1');
  if (!head.startsWith('%PDF-')) return refuse('upload.type-mismatch');
  const tail = (await file.read(Math.max(0, file.size - 2048), 2048)).toString('latin1');
  if (!tail.includes('%%EOF') || !tail.includes('startxref')) return refuse('pdf.broken');
  for (let offset = 0; offset < file.size; offset += CHUNK) {
    const bytes = await file.read(offset, CHUNK + OVERLAP);
    const text = bytes.toString('latin1');
    const code = forbiddenName(text) ?? (await forbiddenInObjectStreams(file, offset, text));
    if (code !== null) return refuse(code);
  }
  return null;
}

function forbiddenName(text: string): RefusalCode | null {
  const plain = text.includes('#')
    ? text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return forbidden.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

async function forbiddenInObjectStreams(file: ByteSource, base: number, text: string): Promise<RefusalCode | null> {
  for (const match of text.matchAll(/\/ObjStm[\s\S]{0,400}?stream\r?\n/g)) {
    if (match.index >= CHUNK) continue;
    const start = base + match.index + match[0].length;
    const inflated = inflatePrefix(await file.read(start, OBJECT_STREAM_LIMIT));
    const code = inflated === null ? null : forbiddenName(inflated);
    if (code !== null) return code;
  }
  return null;
}

function inflatePrefix(bytes: Buffer): string | null {
  const end = bytes.indexOf('endstream');
  try {
    return inflateSync(end < 0 ? bytes : bytes.subarray(0, end), { finishFlush: 2, maxOutputLength: OBJECT_STREAM_LIMIT * 4 }).toString(
      'latin1',
    );
  } catch {
    return null;
  }
}
