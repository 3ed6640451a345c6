import { type ParagraphEdit } from '@gare/domain/facts/hand-edits';
import {
  extractDocxText,
  inflateEntry,
  paragraphRanges,
  readZipDirectory,
  writeCanonicalZip,
  type ParagraphRange,
} from '@gare/platform/docx';

const body = 'word/document.xml';

/** The body of a Word document paragraph by paragraph, blank ones included; null where it cannot be read. */
export function bodyParagraphs(docx: Buffer): string[] | null {
  const extraction = extractDocxText(docx);
  const part = extraction.ok ? extraction.parts.find((candidate) => candidate.part === body) : undefined;
  return part === undefined ? null : part.paragraphs.map(({ text }) => text);
}

/**
 * A generated document with paragraphs of a hand-edited one carried over: the text with its emphasis (bold, italic, underlined…)
 * comes from the person's file, the look of the paragraph (style, numbering, alignment) stays that of the model.
 * Both files have been through the guard of uploads or come from the product.
 */
export function carryOver(generated: Buffer, mine: Buffer, edits: readonly ParagraphEdit[]): Buffer {
  const directory = readZipDirectory(generated);
  if (!directory.ok) throw new Error(directory.message);
  const [ours, theirs] = [bodyXml(generated), bodyXml(mine)];
  const xml = edited(ours, edits, (place) => runsOf(theirs, place));
  const parts = directory.entries
    .filter(({ name }) => !name.endsWith('/'))
    .map((entry) => (entry.name === body ? { name: body, data: Buffer.from(xml, 'utf8') } : entry));
  return writeCanonicalZip(parts);
}

function bodyXml(docx: Buffer): string {
  const directory = readZipDirectory(docx);
  const entry = directory.ok ? directory.entries.find(({ name }) => name === body) : undefined;
  const xml = entry === undefined ? undefined : inflateEntry(entry)?.toString('utf8');
  if (xml === undefined) throw new Error('the document has no body');
  return xml;
}

type RunsAt = (place: number) => string;

function edited(xml: string, edits: readonly ParagraphEdit[], runsAt: RunsAt): string {
  const ranges = paragraphRanges(xml);
  // From the end, so that places before stay what they are; at one place what is added behind comes first, the last of them foremost.
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((one, other) => other.edit.at - one.edit.at || addedFirst(one.edit) - addedFirst(other.edit) || other.order - one.order);
  return ordered.reduce((result, { edit }) => withEdit(result, edit, { range: ranges[Math.max(0, edit.at)], runsAt }), xml);
}

const addedFirst = ({ kind }: ParagraphEdit): number => (kind === 'added' ? 0 : 1);

function withEdit(xml: string, edit: ParagraphEdit, { range, runsAt }: { range: ParagraphRange | undefined; runsAt: RunsAt }): string {
  if (range === undefined) return xml;
  const paragraph = xml.slice(range.start, range.end);
  const look = propertiesOf(paragraph);
  const runs = edit.mineAt === null ? '' : runsAt(edit.mineAt);
  const fresh = `<w:p>${edit.kind === 'added' ? withoutSection(look) : look}${runs}</w:p>`;
  if (edit.kind === 'added') {
    const at = edit.at < 0 ? range.start : range.end;
    return xml.slice(0, at) + fresh + xml.slice(at);
  }
  // A paragraph may be the only one of its cell, or end a section: taken out, an empty one stays in its place there.
  const keeps = edit.text !== null || look.includes('<w:sectPr') || /^\s*<\/w:tc>/.test(xml.slice(range.end));
  return xml.slice(0, range.start) + (keeps ? fresh : '') + xml.slice(range.end);
}

function propertiesOf(paragraph: string): string {
  return /^<w:p(?:\s[^>]*)?>\s*(<w:pPr>[\s\S]*?<\/w:pPr>|<w:pPr\/>)/.exec(paragraph)?.[1] ?? '';
}

function withoutSection(properties: string): string {
  return properties.replace(/<w:sectPr[\s\S]*?<\/w:sectPr>/, '');
}

const emphasis = /<w:(?:b|bCs|i|iCs|u|strike|vertAlign|caps|smallCaps)(?:\s[^>]*)?\/>/g;
const inRun = /<w:t(?:\s[^>]*)?>[^<]*<\/w:t>|<w:t\/>|<w:tab\/>|<w:br(?:\s[^>]*)?\/>|<w:cr\/>/g;

/** The text of a paragraph run by run, with its emphasis and nothing else: no fields, drawings, comments or tracked deletions. */
function runsOf(xml: string, place: number): string {
  const range = paragraphRanges(xml)[place];
  if (range === undefined) return '';
  return [...xml.slice(range.start, range.end).matchAll(/<w:r(?:\s[^>]*)?>([\s\S]*?)<\/w:r>/g)]
    .map(([, run = '']) => {
      const properties = /<w:rPr>([\s\S]*?)<\/w:rPr>/.exec(run)?.[1] ?? '';
      const marks = (properties.match(emphasis) ?? []).join('');
      const text = (run.replace(/<w:rPr>[\s\S]*?<\/w:rPr>/, '').match(inRun) ?? []).join('');
      if (text === '') return '';
      return `<w:r>${marks === '' ? '' : `<w:rPr>${marks}</w:rPr>`}${text.replaceAll(/<w:t(?:\s[^>]*)?>/g, '<w:t xml:space="preserve">')}</w:r>`;
    })
    .join('');
}
