import { type XmlNode } from '@gare/platform/xml';
import { type Marks } from './marks.js';
import { elementsOf, withChildren } from './nodes.js';
import { type Side } from './side.js';
import { brought, type Containers, type References, type Story } from './story.js';
import { documentPart } from './word-file.js';
import { type Workspace } from './workspace.js';

interface Merging {
  readonly work: Workspace;
  readonly marks: Marks;
  readonly before: Side;
  readonly after: Side;
  readonly containers: Containers;
}

/** The notes of one kind: those both refer to laid over each other, those only the old file has brought along. */
export class NotesMerge {
  private readonly from: string | null;
  private readonly to: string | null;
  private readonly merged = new Map<string, { readonly old: string; readonly note: XmlNode }>();
  private readonly brought = new Map<string, XmlNode>();
  private next: number;

  constructor(
    private readonly merging: Merging,
    private readonly kind: 'footnotes' | 'endnotes',
    private readonly references: References,
  ) {
    this.from = merging.before.file.linked(kind);
    this.to = merging.after.file.linked(kind);
    this.next = 1 + Math.max(0, ...this.notes('after').map(({ attributes }) => Number(attributes['w:id'] ?? 0)));
  }

  pair(id: string, old: string): boolean {
    const known = this.merged.get(id);
    if (known !== undefined) return known.old === old;
    const [now, then] = [this.note('after', id), this.note('before', old)];
    if (now === undefined || then === undefined || this.from === null || this.to === null) return false;
    const note = this.merging.containers.merged(this.story(this.from, this.to, this.to), now, then);
    this.merged.set(id, { old, note });
    return true;
  }

  /** The number a note of the old file has in the redline. */
  carried(old: string): string {
    const note = this.note('before', old);
    if (note === undefined || this.from === null) return old;
    const id = String(this.next++);
    const into = this.to ?? this.fresh;
    const own = brought(this.story(this.from, this.from, into), note);
    this.brought.set(id, { ...own, attributes: { ...own.attributes, 'w:id': id } });
    return id;
  }

  finish(): void {
    if (this.merged.size === 0 && this.brought.size === 0) return;
    const { work, before, after } = this.merging;
    if (this.to !== null) {
      const root = after.tree(this.to);
      const notes = elementsOf(root).map((note) => this.merged.get(note.attributes['w:id'] ?? '')?.note ?? note);
      work.put(this.to, withChildren(root, [...notes, ...this.brought.values()]));
    } else if (this.from !== null) {
      const root = before.tree(this.from);
      const separators = elementsOf(root).filter(({ attributes }) => attributes['w:type'] !== undefined);
      work.addStory(this.kind, this.fresh, withChildren(root, [...separators, ...this.brought.values()]));
      work.link(documentPart, this.kind, this.fresh);
    }
  }

  /** Where the new file has no notes at all. */
  private get fresh(): string {
    return `word/${this.kind}.xml`;
  }

  private story(from: string, to: string, into: string): Story {
    return { ...this.merging, from, to, into, references: this.references };
  }

  private note(side: 'before' | 'after', id: string): XmlNode | undefined {
    return this.notes(side).find(({ attributes }) => attributes['w:id'] === id);
  }

  private notes(side: 'before' | 'after'): XmlNode[] {
    const part = this.merging[side].file.linked(this.kind);
    return part === null ? [] : elementsOf(this.merging[side].tree(part));
  }
}
