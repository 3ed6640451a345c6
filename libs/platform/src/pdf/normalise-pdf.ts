import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { deflate } from 'pako';
import { objectRange, objectText, readLayout, reference, UnknownPdfLayout, type Layout } from './libreoffice-layout.js';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: Buffer;
}

/**
 * Gives a PDF written by LibreOffice bytes that depend on its content and on `formedAt` alone. What changes
 * from one export to the next is replaced: the dates in the information dictionary and in XMP, the date in
 * the header of the ICC profile, `/ID` and `/DocChecksum` (both then derived from the rest of the file).
 * The cross-reference table is written again, so the result stays valid. Throws UnknownPdfLayout.
 */
export function normalisePdf(bytes: Buffer, formedAt: Date): Buffer {
  const layout = readLayout(bytes);
  const edits = [...dateEdits(layout, formedAt), ...profileEdits(layout), ...identityEdits(layout, '0'.repeat(32))];
  const draft = rewrite(layout, edits);
  const identity = createHash('sha256').update(draft).digest('hex').slice(0, 32).toUpperCase();
  const final = Buffer.from(draft);
  for (const edit of identityEdits(readLayout(final), identity)) edit.text.copy(final, edit.start);
  return final;
}

/** PDF/A wants the two dates equal (ISO 19005-1 6.7.3), so both are written from the same instant, to the second. */
function dateEdits(layout: Layout, formedAt: Date): Edit[] {
  const iso = `${formedAt.toISOString().slice(0, 19)}Z`;
  const digits = iso.replace(/\D/g, '');
  const information = objectRange(layout, reference(layout.trailer, 'Info'));
  const metadata = objectRange(layout, reference(objectText(layout, reference(layout.trailer, 'Root')), 'Metadata'));
  return [
    ...replacements(layout, information, /\/(?:CreationDate|ModDate)\(D:([^)]*)\)/g, `${digits}+00'00'`),
    ...replacements(layout, metadata, /<xmp:(?:CreateDate|ModifyDate|MetadataDate)>([^<]*)</g, iso, true),
  ];
}

/** The creation date of an ICC profile stands in bytes 24 to 35 of its header, its MD5 in 84 to 99 (ICC.1:2010 7.2). */
function profileEdits(layout: Layout): Edit[] {
  const intent = objectText(layout, reference(objectText(layout, reference(layout.trailer, 'Root')), 'OutputIntents'));
  const number = reference(intent, 'DestOutputProfile');
  const { start, end } = objectRange(layout, number);
  const head = layout.bytes.toString('latin1', start, Math.min(end, start + 400));
  const opening = /stream\r?\n/.exec(head);
  const dictionary = head.slice(0, opening?.index ?? 0);
  const length = lengthOf(layout, dictionary, start);
  if (opening === null || !dictionary.includes('FlateDecode')) throw new UnknownPdfLayout('ICC profile');
  const from = start + opening.index + opening[0].length;
  const profile = inflateSync(layout.bytes.subarray(from, from + length.value));
  profile.set([0x07, 0xd0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0], 24);
  profile.fill(0, 84, 100);
  const packed = Buffer.from(deflate(profile, { level: 9 }));
  return [
    { start: from, end: from + length.value, text: packed },
    { start: length.start, end: length.start + length.digits, text: Buffer.from(String(packed.length)) },
  ];
}

/** Where a stream's length is written: in its dictionary, or in an object of its own. */
function lengthOf(layout: Layout, dictionary: string, start: number): { value: number; start: number; digits: number } {
  const indirect = /\/Length (\d+) 0 R/.exec(dictionary);
  const text = indirect === null ? dictionary : objectText(layout, Number(indirect[1]));
  const base = indirect === null ? start : (layout.offsets[Number(indirect[1])] ?? 0);
  const match = (indirect === null ? /\/Length (\d+)/d : /obj\s+(\d+)/d).exec(text);
  const [from = 0, to = 0] = match?.indices?.[1] ?? [];
  if (match === null) throw new UnknownPdfLayout('stream length');
  return { value: Number(match[1]), start: base + from, digits: to - from };
}

function identityEdits(layout: Layout, identity: string): Edit[] {
  const range = { start: layout.trailerAt, end: layout.trailerAt + layout.trailer.length };
  return [
    ...replacements(layout, range, /\/ID\s*\[\s*<([0-9A-F]{32})>\s*<[0-9A-F]{32}>/gi, identity, true),
    ...replacements(layout, range, /\/ID\s*\[\s*<[0-9A-F]{32}>\s*<([0-9A-F]{32})>/gi, identity, true),
    ...replacements(layout, range, /\/DocChecksum\s*\/([0-9A-F]{32})/gi, identity, true),
  ];
}

/** Edits that replace the first group of each match; `sameLength` guards streams, whose length is written elsewhere. */
function replacements(
  layout: Layout,
  range: { start: number; end: number },
  pattern: RegExp,
  ...[value, sameLength]: [string, boolean?]
): Edit[] {
  const text = layout.bytes.toString('latin1', range.start, range.end);
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}d`))].map((match) => {
    const [from = 0, to = 0] = match.indices?.[1] ?? [];
    if (sameLength === true && to - from !== value.length) throw new UnknownPdfLayout(`${match[0]} has another length`);
    return { start: range.start + from, end: range.start + to, text: Buffer.from(value, 'latin1') };
  });
}

function rewrite({ bytes, table, trailerAt, offsets }: Layout, edits: readonly Edit[]): Buffer {
  const ordered = [...edits].sort((left, right) => left.start - right.start);
  const pieces: Buffer[] = [];
  const copy = (start: number, end: number): void => {
    let at = start;
    for (const edit of ordered) {
      if (edit.start < start || edit.start >= end) continue;
      pieces.push(bytes.subarray(at, edit.start), edit.text);
      at = edit.end;
    }
    pieces.push(bytes.subarray(at, end));
  };
  const moved = (offset: number): number =>
    ordered.reduce((sum, edit) => (edit.start < offset ? sum + edit.text.length - (edit.end - edit.start) : sum), offset);
  copy(0, table);
  const entries = offsets.map((offset) => (offset < 0 ? '0000000000 65535 f \n' : `${String(moved(offset)).padStart(10, '0')} 00000 n \n`));
  pieces.push(Buffer.from(`xref\n0 ${offsets.length}\n${entries.join('')}`, 'latin1'));
  copy(trailerAt, bytes.lastIndexOf('startxref'));
  pieces.push(Buffer.from(`startxref\n${moved(table)}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(pieces);
}
