import { readFile } from 'node:fs/promises';
import { extractDocxText, fileSource, inspectUpload, type Refusal } from '@gare/platform/docx';
import { inspectPdfA } from '@gare/platform/pdf';

/** What is known of an accepted file. */
export interface Examination {
  readonly ok: true;
  readonly mime: string;
  /** Plain text, one paragraph a line; null where none can be read. */
  readonly text: string | null;
  readonly pages: number | null;
  /** What keeps a PDF from being PDF/A; empty for other formats. */
  readonly findings: readonly string[];
}

const nothingRead = { ok: true, text: null, pages: null, findings: [] } as const;

/** A PDF beyond this many bytes is kept but not opened: reading its structure takes several times its size in memory. */
const pdfLimit = 16 * 1024 * 1024;

/** Is the file what it says, and harmless? Then what can be read of it. */
export async function examine(path: string, declared: { fileName: string; mime: string }): Promise<Examination | Refusal> {
  const source = await fileSource(path);
  try {
    const verdict = await inspectUpload(source, declared.fileName, declared.mime);
    if (!verdict.ok) return verdict;
    const { mime, kind } = verdict;
    if (kind === 'docx') return { ...nothingRead, mime, text: plainText(await readFile(path)) };
    if (kind !== 'pdf' || source.size > pdfLimit) return { ...nothingRead, mime };
    const { pages, findings } = await inspectPdfA(await readFile(path));
    return { ...nothingRead, mime, pages: pages > 0 ? pages : null, findings: findings.map(({ message }) => message) };
  } finally {
    await source.close();
  }
}

/** The text of a Word document for the checks: one paragraph a line, body first, then headers and footers. */
export function plainText(docx: Buffer): string | null {
  const extraction = extractDocxText(docx);
  if (!extraction.ok) return null;
  return extraction.parts
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    .filter((text) => text.trim() !== '')
    .join('\n');
}
