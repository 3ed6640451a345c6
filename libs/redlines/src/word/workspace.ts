import { type XmlNode } from '@gare/platform/xml';
import { element, elementsOf, rebuilt, unseen, withChildren, within } from './nodes.js';
import { RedlineRefusal } from './redline-refusal.js';
import { relationshipsOf, type Relationship, type WordFile } from './word-file.js';

const contentTypes = '[Content_Types].xml';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageType = 'http://schemas.openxmlformats.org/package/2006';
const linked = /^r:(?:id|embed|link|pict|dm|lo|qs|cs|href)$/;
const history = /^(?:w:rsid|w14:paraId|w14:textId)/;

/** The new file on its way to become a redline: parts rewritten, and what the old one must lend it. */
export class Workspace {
  private readonly parts = new Map<string, XmlNode | Uint8Array>();
  private readonly links = new Map<string, Relationship[]>();
  private readonly types: XmlNode[] = [];
  /** Parts of the old file each part took something from. */
  private readonly lenders = new Map<string, Set<string>>();
  private readonly lentParts = new Map<string, string>();
  private fresh = 0;

  constructor(
    readonly before: WordFile,
    readonly after: WordFile,
  ) {}

  put(part: string, tree: XmlNode): void {
    this.parts.set(part, tree);
  }

  /** Something of a part of the old file made at home in a part of the redline; `reference` changes what points to notes and margins. */
  home(node: XmlNode, { from, to }: { from: string; to: string }, reference: (node: XmlNode) => XmlNode): XmlNode {
    this.lend(from, to);
    const result = rebuilt(node, (one) => {
      if (unseen.has(one.name)) return null;
      const attributes = Object.entries(one.attributes).filter(([name]) => !history.test(name));
      const plain = { ...one, attributes: Object.fromEntries(attributes) };
      if (/Reference$/.test(one.name)) return reference(plain);
      return {
        ...plain,
        attributes: Object.fromEntries(attributes.map(([name, value]) => [name, this.target(name, value, { from, to })])),
      };
    });
    return result ?? element(node.name);
  }

  lend(from: string, to: string): void {
    const lenders = this.lenders.get(to) ?? new Set<string>();
    this.lenders.set(to, lenders.add(from));
  }

  /** A name for a part that no file has. */
  name(stem: string, extension = 'xml'): string {
    let name: string;
    do name = `word/${stem}${(this.fresh += 1) + 900}.${extension}`;
    while (this.after.has(name) || this.parts.has(name));
    return name;
  }

  /** A story of its own: header, footer or notes. */
  addStory(kind: 'header' | 'footer' | 'footnotes' | 'endnotes', name: string, tree: XmlNode): void {
    this.parts.set(name, tree);
    this.types.push(element('Override', [], { PartName: `/${name}`, ContentType: `${mainType}.${kind}+xml` }));
  }

  /** The number by which `part` links to another part of the redline. */
  link(part: string, kind: string, target: string): string {
    const relative = target.replace(/^word\//, '');
    return this.add(part, { type: `${relationshipType}/${kind}`, target: relative, external: false, part: target });
  }

  /** The links of a part given to its copy. */
  copyLinks(from: string, to: string): void {
    this.links.set(to, [...this.after.relationships(from).values(), ...(this.links.get(from) ?? [])]);
  }

  finish(): Buffer {
    for (const [part, lenders] of this.lenders) {
      const tree = this.parts.get(part);
      if (tree === undefined || tree instanceof Uint8Array) continue;
      this.parts.set(
        part,
        [...lenders].reduce((root, lender) => withNamespaces(root, this.before.tree(lender)), tree),
      );
    }
    for (const [part, added] of this.links) this.parts.set(relationshipsOf(part), this.relationships(part, added));
    if (this.types.length > 0) {
      const types = this.after.tree(contentTypes);
      const defaults = this.types.filter(({ name }) => name === 'Default');
      const overrides = this.types.filter(({ name }) => name !== 'Default');
      this.parts.set(contentTypes, withChildren(types, [...defaults, ...types.children, ...overrides]));
    }
    return this.after.with(this.parts);
  }

  private target(name: string, value: string, { from, to }: { from: string; to: string }): string {
    if (!linked.test(name)) return value;
    const link = this.before.relationships(from).get(value);
    if (link === undefined) throw new RedlineRefusal('unreadable', `${from} links to nothing by ${value}`);
    if (link.part === null) return this.add(to, { ...link });
    const same = this.all(to).find(({ type, part }) => type === link.type && part !== null && this.sameContent(link.part ?? '', part));
    return same?.id ?? this.add(to, { ...link, ...this.lent(link.part) });
  }

  private sameContent(before: string, part: string): boolean {
    return this.after.has(part) && !this.parts.has(part) && this.before.hash(before) === this.after.hash(part);
  }

  /** A part only the old file has, with all it links to in its turn. */
  private lent(part: string): { part: string; target: string } {
    const known = this.lentParts.get(part);
    if (known !== undefined) return { part: known, target: `/${known}` };
    const extension = part.split('.').at(-1) ?? 'bin';
    const name = this.name('media/redline', extension);
    this.lentParts.set(part, name);
    this.parts.set(name, this.before.bytes(part));
    const links = [...this.before.relationships(part).values()];
    if (links.length > 0)
      this.links.set(
        name,
        links.map((link) => (link.part === null ? link : { ...link, ...this.lent(link.part) })),
      );
    const types = elementsOf(this.before.tree(contentTypes));
    const own = types.find(({ attributes }) => attributes['PartName'] === `/${part}`);
    const type = own ?? types.find(({ attributes }) => attributes['Extension']?.toLowerCase() === extension.toLowerCase());
    this.types.push(
      element('Override', [], { PartName: `/${name}`, ContentType: type?.attributes['ContentType'] ?? 'application/octet-stream' }),
    );
    return { part: name, target: `/${name}` };
  }

  private all(part: string): Relationship[] {
    return [...(this.links.get(part) ?? []), ...this.after.relationships(part).values()];
  }

  private add(part: string, link: Omit<Relationship, 'id'>): string {
    const same = this.all(part).find(
      ({ type, target, external }) => type === link.type && target === link.target && external === link.external,
    );
    if (same !== undefined) return same.id;
    const id = `rIdGi${(this.fresh += 1)}`;
    this.links.set(part, [...(this.links.get(part) ?? []), { ...link, id }]);
    return id;
  }

  private relationships(part: string, added: readonly Relationship[]): XmlNode {
    const name = relationshipsOf(part);
    const root = this.after.has(name) ? this.after.tree(name) : element('Relationships', [], { xmlns: `${packageType}/relationships` });
    const fresh = added.map(({ id, type, target, external }) =>
      element('Relationship', [], { Id: id, Type: type, Target: target, ...(external ? { TargetMode: 'External' } : {}) }),
    );
    return withChildren(root, [...root.children, ...fresh]);
  }
}

/** Prefixes of what came from the old file must mean the same in the new one. */
function withNamespaces(root: XmlNode, lender: XmlNode): XmlNode {
  const attributes: Record<string, string> = { ...root.attributes };
  const ignorable = new Set((attributes['mc:Ignorable'] ?? '').split(/\s+/).filter((prefix) => prefix !== ''));
  const ignored = new Set((lender.attributes['mc:Ignorable'] ?? '').split(/\s+/));
  for (const [name, address] of Object.entries(lender.attributes)) {
    if (!name.startsWith('xmlns:')) continue;
    const known = attributes[name];
    if (known !== undefined && known !== address) throw new RedlineRefusal('unreadable', `${name} means ${known} and ${address}`);
    attributes[name] = address;
    if (known === undefined && ignored.has(name.slice(6))) ignorable.add(name.slice(6));
  }
  if (ignorable.size > 0) attributes['mc:Ignorable'] = [...ignorable].join(' ');
  return { ...root, attributes };
}

/** The greatest number an element of a tree has, so that fresh ones are beyond it. */
export function greatestId(root: XmlNode): number {
  let greatest = 0;
  for (const { attributes } of within(root)) {
    const id = Number(attributes['w:id'] ?? 0);
    if (Number.isSafeInteger(id) && id < 1_000_000_000) greatest = Math.max(greatest, id);
  }
  return greatest;
}
