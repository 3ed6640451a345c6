import { createHash } from 'node:crypto';
import { inflateEntry, readZipDirectory, writeCanonicalZip, type ZipEntry } from '@gare/platform/docx';
import { parseXml, writeXml, XmlRefusal, type XmlNode } from '@gare/platform/xml';
import { elementsOf } from './nodes.js';
import { RedlineRefusal } from './redline-refusal.js';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
  /** Name of the part it leads to; null for an address outside. */
  readonly part: string | null;
}

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const documentPart = 'word/document.xml';
/** Text of all parts a redline reads; beyond it a document is no text any more. */
const maxXml = 40 * 1024 * 1024;

/** A Word file opened for reading: parts as trees, relationships, hashes. Nothing of it is ever changed. */
export class WordFile {
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  private readonly trees = new Map<string, XmlNode>();
  private readonly links = new Map<string, ReadonlyMap<string, Relationship>>();
  private readonly hashes = new Map<string, string>();
  private read = 0;

  /** @throws RedlineRefusal where it is no Word file */
  constructor(bytes: Buffer) {
    const directory = readZipDirectory(bytes);
    if (!directory.ok) throw new RedlineRefusal('unreadable', directory.message);
    this.entries = new Map(directory.entries.filter(({ name }) => !name.endsWith('/')).map((entry) => [entry.name, entry]));
    if (!this.entries.has(documentPart)) throw new RedlineRefusal('unreadable', 'there is no word/document.xml');
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  entry(name: string): ZipEntry | undefined {
    return this.entries.get(name);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  bytes(name: string): Buffer {
    const entry = this.entries.get(name);
    const bytes = entry === undefined ? null : inflateEntry(entry);
    if (bytes === null) throw new RedlineRefusal('unreadable', `${name} cannot be read`);
    return bytes;
  }

  /** @throws RedlineRefusal where the part is broken or written in the rare strict dialect */
  tree(name: string): XmlNode {
    const known = this.trees.get(name);
    if (known !== undefined) return known;
    const bytes = this.bytes(name);
    this.read += bytes.length;
    if (this.read > maxXml) throw new RedlineRefusal('too_large', `${this.read} bytes of text`);
    const tree = parsed(bytes, name);
    this.trees.set(name, tree);
    return tree;
  }

  relationships(part: string): ReadonlyMap<string, Relationship> {
    const known = this.links.get(part);
    if (known !== undefined) return known;
    const name = relationshipsOf(part);
    const found = this.has(name) ? elementsOf(parsed(this.bytes(name), name)) : [];
    const links = new Map(found.map(({ attributes }) => [attributes['Id'] ?? '', relationship(part, attributes)]));
    this.links.set(part, links);
    return links;
  }

  /** The part a kind of relationship of the document leads to, e.g. `footnotes`. */
  linked(kind: string): string | null {
    for (const { type, part } of this.relationships(documentPart).values())
      if (type.endsWith(`/${kind}`) && part !== null && this.has(part)) return part;
    return null;
  }

  hash(part: string): string {
    let hash = this.hashes.get(part);
    if (hash === undefined) {
      hash = this.has(part) ? createHash('sha256').update(this.bytes(part)).digest('hex') : 'missing';
      this.hashes.set(part, hash);
    }
    return hash;
  }

  /** The same file with parts replaced or added. */
  with(parts: ReadonlyMap<string, XmlNode | Uint8Array>): Buffer {
    const kept = [...this.entries.values()].filter(({ name }) => !parts.has(name));
    const fresh = [...parts].map(([name, content]) => ({
      name,
      data: content instanceof Uint8Array ? content : Buffer.from(writeXml(content), 'utf8'),
    }));
    return writeCanonicalZip([...kept, ...fresh]);
  }
}

export function relationshipsOf(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function parsed(bytes: Buffer, name: string): XmlNode {
  try {
    const tree = parseXml(bytes.toString('utf8').replace(/^\uFEFF/, ''));
    const namespace = tree.attributes['xmlns:w'];
    if (tree.name.startsWith('w:') && namespace !== wordNamespace) throw new RedlineRefusal('unreadable', `${name}: ${String(namespace)}`);
    if (name === documentPart && tree.name !== 'w:document') throw new RedlineRefusal('unreadable', `${name}: ${tree.name}`);
    return tree;
  } catch (error) {
    if (error instanceof XmlRefusal) throw new RedlineRefusal('unreadable', `${name}: ${error.message}`);
    throw error;
  }
}

function relationship(part: string, attributes: Readonly<Record<string, string>>): Relationship {
  const target = attributes['Target'] ?? '';
  const external = attributes['TargetMode'] === 'External';
  const base = { id: attributes['Id'] ?? '', type: attributes['Type'] ?? '', target, external };
  return { ...base, part: external ? null : resolvedPart(part, target) };
}

function resolvedPart(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const place = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') place.pop();
    else if (step !== '.') place.push(step);
  }
  return place.join('/');
}
