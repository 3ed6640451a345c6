import { inflateEntry, readZipDirectory, writeCanonicalZip, type ZipPart } from '@gare/platform/docx';
import { propertiesPart, withProperty } from './document-properties.js';
import { lineageProperty, lineageText } from './lineage.js';
import { type Lineage } from './returned.js';

/** The document with its descent written into its properties; every other part keeps its bytes. */
export function stampLineage(docx: Buffer, lineage: Lineage): Buffer {
  const directory = readZipDirectory(docx);
  if (!directory.ok) throw new Error(directory.message);
  const text = (name: string): string | null => {
    const entry = directory.entries.find((one) => one.name === name);
    return entry === undefined ? null : (inflateEntry(entry)?.toString('utf8') ?? null);
  };
  const fresh = withProperty(
    { properties: text(propertiesPart), relations: text('_rels/.rels') ?? '', types: text('[Content_Types].xml') ?? '' },
    lineageProperty,
    lineageText(lineage),
  );
  const replaced = new Map([
    [propertiesPart, fresh.properties],
    ['_rels/.rels', fresh.relations],
    ['[Content_Types].xml', fresh.types],
  ]);
  const kept = directory.entries.filter(({ name }) => !name.endsWith('/') && !replaced.has(name));
  const written = [...replaced].map(([name, data]): ZipPart => ({ name, data: Buffer.from(data, 'utf8') }));
  return writeCanonicalZip([...kept, ...written]);
}
