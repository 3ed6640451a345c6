import { type Node } from '@tiptap/pm/model';
import { textOf } from '@gare/domain/drafting/draft-content';

/** A heading of the draft: what an outline and a cross reference lead to. */
export interface Heading {
  readonly id: string;
  readonly level: number;
  readonly text: string;
}

/** The headings of a draft in their order; those without words are left out. */
export function headingsOf(doc: Node): Heading[] {
  const found: Heading[] = [];
  doc.forEach((node) => {
    const id = node.attrs['id'] as string | null;
    if (node.type.name !== 'heading' || id === null) return;
    const text = textOf(node).trim();
    if (text !== '') found.push({ id, level: Number(node.attrs['level']), text });
  });
  return found;
}

/** The position before the block with this id; null where there is none. */
export function placeOfBlock(doc: Node, id: string): number | null {
  let place: number | null = null;
  doc.descendants((node, pos) => {
    if (place !== null || node.isInline) return false;
    if (node.attrs['id'] === id) place = pos;
    return place === null;
  });
  return place;
}
