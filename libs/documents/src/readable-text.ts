import { extractDocxText } from '@gare/platform/docx';

/** A heading of a text: its line (from 0), its level (from 1), its words. */
export interface OutlineEntry {
  readonly line: number;
  readonly level: number;
  readonly text: string;
}

export interface ReadableText {
  /** One paragraph a line, body first, then headers and footers; blank paragraphs left out. */
  readonly text: string;
  readonly outline: readonly OutlineEntry[];
  /** First line of a paragraph, by part and number (`word/document.xml 12`). */
  readonly lines: ReadonlyMap<string, number>;
}

/** The text of a Word document for checks and redlines, with its headings; null where it cannot be read. */
export function readableText(docx: Buffer): ReadableText | null {
  const extraction = extractDocxText(docx);
  if (!extraction.ok) return null;
  const written: string[] = [];
  const outline: OutlineEntry[] = [];
  const lines = new Map<string, number>();
  let line = 0;
  for (const { part, paragraphs } of extraction.parts) {
    for (const { number, text, headingLevel } of paragraphs) {
      if (text.trim() === '') continue;
      lines.set(`${part} ${number}`, line);
      if (headingLevel !== null) outline.push({ line, level: headingLevel, text: text.trim() });
      written.push(text);
      line += text.split('\n').length;
    }
  }
  return { text: written.join('\n'), outline, lines };
}
