import { type XmlNode } from '@gare/platform/xml';
import { type Marks } from './marks.js';
import { childOf, element, elementsOf, withChildren, without } from './nodes.js';
import { isBlank } from './normal-form.js';
import { NotesMerge } from './notes-merge.js';
import { type Side } from './side.js';
import { brought, type Containers, type References, type Story } from './story.js';
import { documentPart } from './word-file.js';
import { type Workspace } from './workspace.js';

export interface Merging {
  readonly work: Workspace;
  readonly marks: Marks;
  readonly before: Side;
  readonly after: Side;
  readonly containers: Containers;
}

type Margin = 'header' | 'footer';

/** Notes, headers and footers of two files, laid over each other where the body refers to them. */
export class Referred implements References {
  private readonly notes: { readonly footnotes: NotesMerge; readonly endnotes: NotesMerge };
  /** Which old part lies over which new one; a new one over which another lies already is copied. */
  private readonly margins = new Map<string, string>();
  private readonly taken = new Map<string, string>();
  private readonly lent = new Map<string, string>();

  constructor(private readonly merging: Merging) {
    this.notes = { footnotes: new NotesMerge(merging, 'footnotes', this), endnotes: new NotesMerge(merging, 'endnotes', this) };
  }

  pairNote(reference: XmlNode, old: XmlNode): boolean {
    const mark = 'w:customMarkFollows';
    if (reference.name !== old.name || reference.attributes[mark] !== old.attributes[mark]) return false;
    return this.notesOf(reference).pair(reference.attributes['w:id'] ?? '', old.attributes['w:id'] ?? '');
  }

  carried(reference: XmlNode): XmlNode {
    if (reference.name === 'w:footnoteReference' || reference.name === 'w:endnoteReference') {
      const id = this.notesOf(reference).carried(reference.attributes['w:id'] ?? '');
      return { ...reference, attributes: { ...reference.attributes, 'w:id': id } };
    }
    const margin = marginOf(reference);
    const part = margin === null ? null : this.partOf(reference, 'before');
    if (margin === null || part === null) return reference;
    let id = this.lent.get(part);
    if (id === undefined) {
      id = this.lend(margin, part, (story, root) => brought(story, root));
      this.lent.set(part, id);
    }
    return { ...reference, attributes: { ...reference.attributes, 'r:id': id } };
  }

  section(section: XmlNode, old: XmlNode): XmlNode {
    const { before, after, marks } = this.merging;
    const own = (node: XmlNode): XmlNode => without(node, 'w:headerReference', 'w:footerReference', 'w:sectPrChange');
    const differs = after.key(own(section), documentPart) !== before.key(own(old), documentPart);
    const children = [...this.laidMargins(section, old), ...elementsOf(own(section))];
    return withChildren(section, differs ? [...children, marks.change(this.plain(own(old)))] : children);
  }

  finish(): void {
    this.notes.footnotes.finish();
    this.notes.endnotes.finish();
  }

  private plain(section: XmlNode): XmlNode {
    return this.merging.work.home(section, { from: documentPart, to: documentPart }, (same) => same);
  }

  private laidMargins(section: XmlNode, old: XmlNode): XmlNode[] {
    const references = (node: XmlNode): XmlNode[] => elementsOf(node).filter((child) => marginOf(child) !== null);
    const role = ({ name, attributes }: XmlNode): string => `${name} ${attributes['w:type'] ?? 'default'}`;
    const then = new Map(references(old).map((reference) => [role(reference), reference]));
    const laid = references(section).map((reference) => {
      const was = then.get(role(reference));
      then.delete(role(reference));
      return this.laid(reference, was === undefined ? null : this.partOf(was, 'before'));
    });
    return [...laid, ...[...then.values()].flatMap((reference) => this.gone(reference))];
  }

  private laid(reference: XmlNode, from: string | null): XmlNode {
    const margin = marginOf(reference);
    const to = this.partOf(reference, 'after');
    if (margin === null || to === null) return reference;
    const pair = `${to} ${from ?? ''}`;
    let id = this.margins.get(pair);
    if (id === undefined) {
      const owner = this.taken.get(to);
      this.taken.set(to, owner ?? pair);
      id = this.merge({ margin, to, from, id: reference.attributes['r:id'] ?? '', copy: owner !== undefined });
      this.margins.set(pair, id);
    }
    return { ...reference, attributes: { ...reference.attributes, 'r:id': id } };
  }

  /** Lays an old header over the new one; without an old one everything in it has come. Returns the number to refer to it by. */
  private merge({ margin, to, from, id, copy }: { margin: Margin; to: string; from: string | null; id: string; copy: boolean }): string {
    const { work, before, after, containers } = this.merging;
    const now = after.tree(to);
    const into = copy ? work.name(margin) : to;
    const story = this.story({ from: from ?? to, to, into });
    const old = from === null ? withChildren(now, []) : before.tree(from);
    const key = (side: Side, node: XmlNode, part: string): string =>
      elementsOf(node)
        .map((child) => side.key(child, part))
        .join('');
    const same = from === null ? isBlank(now) : key(after, now, to) === key(before, old, from);
    if (same && !copy) return id;
    const merged = from === null ? containers.marked(story, now, 'ins') : containers.merged(story, now, old);
    const tree = same ? now : merged;
    if (!copy) {
      work.put(into, tree);
      return id;
    }
    work.copyLinks(to, into);
    work.addStory(margin, into, tree);
    return work.link(documentPart, margin, into);
  }

  /** A header only the old file has: brought along with everything in it taken out. */
  private gone(reference: XmlNode): XmlNode[] {
    const margin = marginOf(reference);
    const part = this.partOf(reference, 'before');
    if (margin === null || part === null || isBlank(this.merging.before.tree(part))) return [];
    const id = this.lend(margin, part, (story, root) => story.containers.marked(story, root, 'del'));
    return [{ ...reference, attributes: { ...reference.attributes, 'r:id': id } }];
  }

  private lend(margin: Margin, part: string, content: (story: Story, root: XmlNode) => XmlNode): string {
    const { work, before } = this.merging;
    const into = work.name(margin);
    const tree = content(this.story({ from: part, to: part, into }), before.tree(part));
    work.lend(part, into);
    work.addStory(margin, into, tree);
    return work.link(documentPart, margin, into);
  }

  private story(parts: Pick<Story, 'from' | 'to' | 'into'>): Story {
    return { ...this.merging, ...parts, references: this };
  }

  private notesOf(reference: XmlNode): NotesMerge {
    return reference.name === 'w:footnoteReference' ? this.notes.footnotes : this.notes.endnotes;
  }

  private partOf(reference: XmlNode, side: 'before' | 'after'): string | null {
    const { file } = this.merging[side];
    const part = file.relationships(documentPart).get(reference.attributes['r:id'] ?? '')?.part ?? null;
    return part !== null && file.has(part) ? part : null;
  }
}

function marginOf({ name }: XmlNode): Margin | null {
  if (name === 'w:headerReference') return 'header';
  return name === 'w:footerReference' ? 'footer' : null;
}

/** The section a body ends with; one without any is like an empty one. */
export function lastSection(body: XmlNode): XmlNode | undefined {
  return childOf(body, 'w:sectPr');
}

export function withLastSection(body: XmlNode, section: XmlNode): XmlNode {
  const rest = elementsOf(body).filter(({ name }) => name !== 'w:sectPr');
  return withChildren(body, section.children.length === 0 ? rest : [...rest, section]);
}

export const noSection = element('w:sectPr');
