import { headingLevels, inflateEntry, writeCanonicalZip, type ZipEntry } from '@gare/platform/docx';

/** The parts of a DOCX as text, with those that were changed. */
export class WordPackage {
  private readonly changed = new Map<string, string>();
  private readonly read = new Map<string, string>();

  constructor(readonly entries: readonly ZipEntry[]) {}

  /** Content of a part; empty where there is none. */
  text(name: string): string {
    const known = this.changed.get(name) ?? this.read.get(name);
    if (known !== undefined) return known;
    const entry = this.entries.find((candidate) => candidate.name === name);
    const text = entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? '');
    this.read.set(name, text);
    return text;
  }

  set(name: string, text: string): void {
    this.changed.set(name, text);
  }

  headingLevels(): ReadonlyMap<string, number> {
    return headingLevels(this.text('word/styles.xml'));
  }

  /** The package with its changes: the same parts give the same bytes. */
  write(): Buffer {
    const kept = this.entries.filter(({ name }) => !name.endsWith('/') && !this.changed.has(name));
    return writeCanonicalZip([...kept, ...[...this.changed].map(([name, text]) => ({ name, data: Buffer.from(text, 'utf8') }))]);
  }
}

/** What stands between the tags of the body, without the settings of the last page. */
export function bodyOf(documentXml: string): string {
  const start = /<w:body(?:\s[^>]*)?>/.exec(documentXml);
  const end = documentXml.lastIndexOf('</w:body>');
  if (start === null || end < 0) return '';
  const body = documentXml.slice(start.index + start[0].length, end);
  const section = body.lastIndexOf('<w:sectPr');
  const last = body.lastIndexOf('</w:p>');
  return section > last && !body.slice(section).includes('</w:tbl>') ? body.slice(0, section) : body;
}

/** Leaves out what only the file it was written in gives a meaning: identifiers of editing sessions, marks, namespaces of its root. */
export function portable(xml: string): string {
  return xml
    .replace(/<w:(?:bookmarkStart|bookmarkEnd|proofErr|permStart|permEnd)\b[^>]*\/>/g, '')
    .replace(/<(w1\d\w*):(\w+)(?:\s[^>]*)?>[\s\S]*?<\/\1:\2>/g, '')
    .replace(/<w1\d\w*:[^>]*\/>/g, '')
    .replace(/\s(?:w1\d\w*:\w+|w:rsid\w*)="[^"]*"/g, '');
}
