import { readZipDirectory } from './zip-directory.js';
import { inflateEntry } from './zip-inflate.js';
import { headingLevels, readParagraphs, type WordParagraph } from './word-text.js';
import { type Refusal } from './refusal.js';

/** The text of one part of a document: `word/document.xml`, then headers and footers by name. */
export interface WordPartText {
  readonly part: string;
  readonly paragraphs: readonly WordParagraph[];
}

const TEXT_PART = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/**
 * Text of a Word document by part and paragraph, with the headings above each paragraph and its table cell.
 * Headings are read from document.xml only. Damaged archives are refused like uploads.
 */
export function extractDocxText(bytes: Buffer): { ok: true; parts: WordPartText[] } | Refusal {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return directory;
  const content = (name: string): string => {
    const entry = directory.entries.find((candidate) => candidate.name === name);
    return entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? '');
  };
  const styles = headingLevels(content('word/styles.xml'));
  const names = directory.entries.map(({ name }) => name).filter((name) => TEXT_PART.test(name));
  names.sort((left, right) => Number(right === 'word/document.xml') - Number(left === 'word/document.xml') || (left < right ? -1 : 1));
  return { ok: true, parts: names.map((part) => ({ part, paragraphs: readParagraphs(content(part), styles) })) };
}
