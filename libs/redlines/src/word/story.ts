import { type XmlNode } from '@gare/platform/xml';
import { type Marks, type Status } from './marks.js';
import { type Side } from './side.js';
import { type Workspace } from './workspace.js';

/** Two parts that are laid over each other: what the pieces of the merge share. */
export interface Story {
  readonly work: Workspace;
  readonly marks: Marks;
  readonly before: Side;
  readonly after: Side;
  /** Part of the old file, part of the new one, and the part of the redline that is written. */
  readonly from: string;
  readonly to: string;
  readonly into: string;
  readonly references: References;
  readonly containers: Containers;
}

/** Bodies, cells, notes, text boxes: what holds paragraphs and tables, which hold such containers again. */
export interface Containers {
  merged(story: Story, now: XmlNode, old: XmlNode): XmlNode;
  marked(story: Story, container: XmlNode, status: Status): XmlNode;
}

/** What stands elsewhere and is referred to: notes, headers and footers. */
export interface References {
  /** Lays the note referred to over the old one; false where it already lies over another. */
  pairNote(reference: XmlNode, old: XmlNode): boolean;
  /** A reference of the old file, with what it refers to brought along. */
  carried(reference: XmlNode): XmlNode;
  /** The section with the old one kept beside it, its headers and footers laid over the old ones. */
  section(section: XmlNode, old: XmlNode): XmlNode;
}

/** Something of the old part, at home in the new one. */
export function brought(story: Story, node: XmlNode): XmlNode {
  return story.work.home(node, { from: story.from, to: story.into }, (reference) => story.references.carried(reference));
}
