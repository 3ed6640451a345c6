import * as Y from 'yjs';
import { draftFragment } from '@gare/domain/drafting/draft-schema';

/** A stretch of a block with the same marks; what is no text (a value, a break) reads as one sign. */
export interface Stretch {
  readonly text: string;
  readonly marks: Readonly<Record<string, unknown>>;
}

const writable = ['paragraph', 'listItem'];

/** Blocks people type in, by their id. */
export function blocksOf(doc: Y.Doc): Map<string, Y.XmlElement> {
  const found = new Map<string, Y.XmlElement>();
  for (const piece of doc.getXmlFragment(draftFragment).toArray()) {
    if (!(piece instanceof Y.XmlElement) || !writable.includes(piece.nodeName)) continue;
    const id = piece.getAttribute('id');
    if (id !== undefined && lastText(piece) !== null) found.set(id, piece);
  }
  return found;
}

export function lastText(block: Y.XmlElement): Y.XmlText | null {
  return block.toArray().findLast((piece) => piece instanceof Y.XmlText) ?? null;
}

export function stretchesOf(text: Y.XmlText): Stretch[] {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(({ insert, attributes }) => ({
    text: typeof insert === 'string' ? insert : '\u{fffc}',
    marks: attributes ?? {},
  }));
}

/** All that stands in a draft, in order, so that two copies can be held together. */
export function fingerprint(doc: Y.Doc): string {
  return JSON.stringify(doc.getXmlFragment(draftFragment).toJSON());
}
