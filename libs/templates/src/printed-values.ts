import { readParagraphs } from '@gare/platform/docx';
import { type CompiledTag } from './compile-template.js';

/** A value of a tag as it stands in the finished document. */
export interface PrintedValue {
  /** Part of the document, e.g. `word/document.xml`. */
  readonly part: string;
  /** Paragraph of that part in the finished document, from 1, and where in its text the value begins. */
  readonly paragraph: number;
  readonly offset: number;
  /** As printed. */
  readonly text: string;
  /** Catalogue paths the tag reads (`lotti[].cig`), and the same with the items in hand (`lotti[2].cig`). */
  readonly fields: readonly { readonly path: string; readonly instance: string }[];
  /** Where the tag stands in the template. */
  readonly tag: CompiledTag['place'];
}

/** What one tag printed, in the order of the document. */
export type Printing = Pick<PrintedValue, 'text' | 'fields' | 'tag'>;

/**
 * Around each value while the document is composed. Neither may occur in XML, so no text of a template has them, and a value
 * that has them is refused: what stands between two of them is a value of a tag, to the letter.
 */
export const valueStart = '\ufffe';
export const valueEnd = '\uffff';
const marks = [Buffer.from(valueStart), Buffer.from(valueEnd)] as const;

/** The same bytes without the marks. */
export function withoutMarks(marked: Uint8Array): Buffer {
  const bytes = Buffer.from(marked.buffer, marked.byteOffset, marked.byteLength);
  const pieces: Buffer[] = [];
  let from = 0;
  // Both marks begin with these two bytes, and no other character of a document does but the specials beside them.
  for (let at = bytes.indexOf(lead); at >= 0; at = bytes.indexOf(lead, at + lead.length)) {
    const third = bytes[at + lead.length] ?? 0;
    if (third !== 0xbe && third !== 0xbf) continue;
    pieces.push(bytes.subarray(from, at));
    from = at + marks[0].length;
  }
  if (from === 0) return bytes;
  pieces.push(bytes.subarray(from));
  return Buffer.concat(pieces);
}
const lead = marks[0].subarray(0, 2);

/** Ends of paragraphs and marks. What stands in a fallback is no paragraph of its own (see `readParagraphs`). */
const TOKEN = /<w:p(?:\s[^>]*)?(\/?)>|<\/w:p>|<(\/?)mc:Fallback\b[^>]*>|\ufffe/g;

/** Where each value came to stand in a part: its marked XML read once, the text only of paragraphs that hold a value. */
export function placesIn(part: string, marked: Uint8Array, printings: readonly Printing[]): PrintedValue[] {
  const xml = Buffer.from(marked.buffer, marked.byteOffset, marked.byteLength).toString('utf8');
  const found: PrintedValue[] = [];
  const open: { start: number; holds: boolean }[] = [];
  let [number, next, fallback] = [0, 0, 0];
  const settle = (start: number, end: number): void => {
    for (const { offset, text } of valuesIn(xml.slice(start, end))) {
      const printing = printings[next];
      next += 1;
      if (printing?.text === text) found.push({ ...printing, part, paragraph: number, offset });
    }
  };
  for (const match of xml.matchAll(TOKEN)) {
    const [token, closed, ending] = match;
    if (token === valueStart) Object.assign(open.at(-1) ?? {}, { holds: true });
    else if (token.includes('mc:Fallback')) fallback += ending === '/' ? -1 : 1;
    else if (fallback > 0) continue;
    else if (token !== '</w:p>' && closed !== '/') open.push({ start: match.index, holds: false });
    else {
      number += 1;
      const paragraph = token === '</w:p>' ? open.pop() : undefined;
      if (paragraph?.holds === true) settle(paragraph.start, match.index + token.length);
    }
  }
  return found;
}

/** The values inside the XML of one paragraph, with their places in its text. */
function valuesIn(xml: string): { offset: number; text: string }[] {
  const marked = readParagraphs(xml, new Map())
    .map(({ text }) => text)
    .join('');
  const values: { offset: number; text: string }[] = [];
  let offset = 0;
  for (const [index, text] of marked.split(valueStart).entries()) {
    const [value = '', rest = ''] = index === 0 ? ['', text] : text.split(valueEnd);
    if (index > 0) values.push({ offset, text: value });
    offset += value.length + rest.length;
  }
  return values;
}
