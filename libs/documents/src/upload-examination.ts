import { readFile } from 'node:fs/promises';
import { fileSource, inspectUpload, type Refusal } from '@gare/platform/docx';
import { inspectPdfA } from '@gare/platform/pdf';
import { readableText, type OutlineEntry } from './readable-text.js';

/** What is known of an accepted file. */
export interface Examination {
  readonly ok: true;
  readonly mime: string;
  /** Plain text, one paragraph a line; null where none can be read. */
  readonly text: string | null;
  /** Headings of a Word document. */
  readonly outline: readonly OutlineEntry[] | null;
  readonly pages: number | null;
  /** What keeps a PDF from being PDF/A; empty for other formats. */
  readonly findings: readonly string[];
}

const nothingRead = { ok: true, text: null, outline: null, pages: null, findings: [] } as const;

/** A PDF beyond this many bytes is kept but not opened: reading its structure takes several times its size in memory. */
const pdfLimit = 16 * 1024 * 1024;

/** Is the file what it says, and harmless? Then what can be read of it. */
export async function examine(path: string, declared: { fileName: string; mime: string }): Promise<Examination | Refusal> {
  const source = await fileSource(path);
  try {
    const verdict = await inspectUpload(source, declared.fileName, declared.mime);
    if (!verdict.ok) return verdict;
    const { mime, kind } = verdict;
    if (kind === 'docx') {
      const readable = readableText(await readFile(path));
      return { ...nothingRead, mime, text: readable?.text ?? null, outline: readable?.outline ?? null };
    }
    if (kind !== 'pdf' || source.size > pdfLimit) return { ...nothingRead, mime };
    const { pages, findings } = await inspectPdfA(await readFile(path));
    return { ...nothingRead, mime, pages: pages > 0 ? pages : null, findings: findings.map(({ message }) => message) };
  } finally {
    await source.close();
  }
}
