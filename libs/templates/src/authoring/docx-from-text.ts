import { canonicalDocx } from './canonical-docx.js';
import { DialectError, parseTemplateSource } from './dialect.js';
import { wordDocument } from './word-document.js';

export type Authored =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * The Word file of a text in the dialect of `testo.md`; the same text gives the same bytes. With `part` the text is a shared part or
 * a clause: it has no title of its own.
 * @returns the DOCX, or the line (from 1) and what is wrong with it in Italian.
 */
export async function docxFromText(text: string, { part = false }: { part?: boolean } = {}): Promise<Authored> {
  try {
    const source = parseTemplateSource(text, part);
    const captions = source.blocks.flatMap((block) => (block.kind === 'table' ? [block.caption] : []));
    return { ok: true, bytes: canonicalDocx(await wordDocument(source), captions) };
  } catch (error) {
    if (!(error instanceof DialectError)) throw error;
    return { ok: false, line: error.line, message: error.message };
  }
}
