import { refuse, type Refusal } from './refusal.js';
import { documentLimits, readZipDirectory, type ZipEntry, type ZipLimits } from './zip-directory.js';
import { inflateEntry, inflateHead, inflatesAsDeclared } from './zip-inflate.js';

/** What the guard learned of an accepted package. */
export interface AcceptedPackage {
  readonly ok: true;
  readonly entries: readonly ZipEntry[];
}

const WORD_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const EXCEL_MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const SMALL_PART = 1024 * 1024;
const PROLOG = 16 * 1024;

const forbiddenContent: readonly (readonly [RegExp, 'docx.macros' | 'docx.active-x' | 'docx.embedded-object'])[] = [
  [/vbaProject|macroEnabled|vbaData/i, 'docx.macros'],
  [/activeX|controlproperties/i, 'docx.active-x'],
  [/oleObject|embeddings\/|\.package"/i, 'docx.embedded-object'],
];

/**
 * Guards an uploaded Word document before anything opens it: sizes, structure, content type, DOCTYPE, macros,
 * external targets, OLE and ActiveX. Cheap checks come first, so a hostile file costs milliseconds; nothing
 * larger than 1 MB is ever held inflated.
 */
export function inspectDocx(bytes: Buffer, limits: ZipLimits = documentLimits): Promise<AcceptedPackage | Refusal> {
  return inspectPackage(bytes, { mainType: WORD_MAIN, mainPart: /^word\/.+\.xml$/, limits });
}

/** The same guard for an Excel workbook. */
export function inspectXlsx(bytes: Buffer, limits: ZipLimits = documentLimits): Promise<AcceptedPackage | Refusal> {
  return inspectPackage(bytes, { mainType: EXCEL_MAIN, mainPart: /^xl\/.+\.xml$/, limits });
}

async function inspectPackage(
  bytes: Buffer,
  expected: { mainType: string; mainPart: RegExp; limits: ZipLimits },
): Promise<AcceptedPackage | Refusal> {
  const directory = readZipDirectory(bytes, expected.limits);
  if (!directory.ok) return directory;
  const { entries } = directory;
  const refusal =
    refusedByName(entries) ?? refusedByTypes(entries, expected.mainType) ?? refusedByRelationships(entries) ?? refusedByDoctype(entries);
  if (refusal !== null) return refusal;
  if (!entries.some(({ name }) => expected.mainPart.test(name))) return refuse('docx.not-word');
  const smallestFirst = [...entries].sort((left, right) => left.size - right.size);
  for (const entry of smallestFirst) {
    if (!(await inflatesAsDeclared(entry))) return refuse('docx.lying-size', entry.name);
  }
  return refusedByFields(entries) ?? { ok: true, entries };
}

function refusedByName(entries: readonly ZipEntry[]): Refusal | null {
  for (const { name } of entries) {
    for (const [pattern, code] of forbiddenContent) if (pattern.test(name)) return refuse(code, name);
  }
  return null;
}

function refusedByTypes(entries: readonly ZipEntry[], mainType: string): Refusal | null {
  const part = entries.find(({ name }) => name === '[Content_Types].xml');
  if (part === undefined) return refuse('docx.not-word');
  const types = smallText(part);
  if (types === null) return refuse('docx.lying-size', part.name);
  for (const [pattern, code] of forbiddenContent) if (pattern.test(types)) return refuse(code, part.name);
  return types.includes(mainType) ? null : refuse('docx.not-word', part.name);
}

function refusedByRelationships(entries: readonly ZipEntry[]): Refusal | null {
  for (const entry of entries) {
    if (!entry.name.endsWith('.rels')) continue;
    const text = smallText(entry);
    if (text === null) return refuse('docx.lying-size', entry.name);
    for (const relationship of text.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []) {
      const code = refusedTarget(relationship);
      if (code !== null) return refuse(code, entry.name);
    }
  }
  return null;
}

function refusedTarget(relationship: string): 'docx.external-link' | 'docx.macros' | 'docx.active-x' | 'docx.embedded-object' | null {
  const type = attribute(relationship, 'Type');
  const target = attribute(relationship, 'Target');
  if (/\/vbaProject$/i.test(type)) return 'docx.macros';
  if (/\/(?:control|activeXControlBinary)$/i.test(type)) return 'docx.active-x';
  if (/\/(?:oleObject|package|aFChunk|subDocument|frame)$/i.test(type)) return 'docx.embedded-object';
  const outside = /TargetMode\s*=\s*["']\s*External/i.test(relationship) || /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(target);
  if (!outside) return null;
  return /\/hyperlink$/i.test(type) && /^(?:https?:\/\/|mailto:)/i.test(target) ? null : 'docx.external-link';
}

function attribute(element: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  return decodeEntities(match?.[1] ?? match?.[2] ?? '').trim();
}

/** Character references could hide a scheme (`&#102;ile:`), so they are resolved before judging. */
function decodeEntities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** A DOCTYPE stands before the root element; a prolog longer than 16 KB is as strange as a DOCTYPE. */
function refusedByDoctype(entries: readonly ZipEntry[]): Refusal | null {
  for (const entry of entries) {
    if (!/\.(?:xml|rels|vml)$/i.test(entry.name)) continue;
    const bytes = inflateHead(entry, PROLOG);
    if (bytes === null) return refuse('docx.lying-size', entry.name);
    const head = decodeXml(bytes);
    const root = /<[A-Za-z_]/.exec(head.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)));
    if (root === null || /<!(?:DOCTYPE|ENTITY)/i.test(head.slice(0, root.index))) return refuse('docx.doctype', entry.name);
  }
  return null;
}

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (bytes[0] === 0x3c && bytes[1] === 0) return bytes.toString('utf16le');
  return bytes.toString('latin1');
}

/** Field codes that fetch other files when the document is opened or refreshed. */
function refusedByFields(entries: readonly ZipEntry[]): Refusal | null {
  for (const entry of entries) {
    if (!/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(entry.name)) continue;
    const text = inflateEntry(entry)?.toString('utf8') ?? '';
    const instructions = [...text.matchAll(/<w:instrText[^>]*>([^<]*)|w:instr="([^"]*)"/g)]
      .map((match) => match[1] ?? match[2] ?? '')
      .join('');
    if (/\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK)\s/i.test(instructions)) return refuse('docx.external-link', entry.name);
    if (/<w:(?:object|control|altChunk)[\s>/]/.test(text)) return refuse('docx.embedded-object', entry.name);
  }
  return null;
}

function smallText(entry: ZipEntry): string | null {
  return entry.size > SMALL_PART ? null : (inflateEntry(entry)?.toString('utf8') ?? null);
}
