import { textOf } from './draft-content.js';
import { blockAttrs, isBlock, type DraftNode } from './draft-schema.js';

/** Where something stands in a draft. */
export interface DraftPlace {
  /** The block it stands in. */
  readonly block: string | null;
  /** Words of the nearest heading above. */
  readonly heading: string | null;
}

/** Tells every node of a draft with its place, in reading order. */
export function eachPlace(draft: DraftNode, tell: (node: DraftNode, place: DraftPlace) => void): void {
  let heading: string | null = null;
  let block: string | null = null;
  draft.descendants((node) => {
    if (isBlock(node)) block = blockAttrs(node).id;
    if (node.type.name === 'heading') heading = textOf(node);
    tell(node, { block, heading });
    return true;
  });
}
