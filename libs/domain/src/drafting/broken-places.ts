import { textOf } from './draft-content.js';
import { blockAttrs, isBlock, type DraftNode, type ValueAttrs } from './draft-schema.js';

/** A place of a draft that leads to nothing any more. */
export interface BrokenPlace {
  /** `reference`: a cross reference whose heading or paragraph is gone. `value`: a value that neither template nor scheda print now. */
  readonly kind: 'reference' | 'value';
  /** The block it stands in. */
  readonly block: string | null;
  /** Words of the nearest heading above. */
  readonly heading: string | null;
  /** The last words of a value; empty for a reference. */
  readonly text: string;
}

/** What has to be put right before a document is formed, in reading order. Open suggestions count as they stand in the draft given. */
export function brokenPlaces(draft: DraftNode): BrokenPlace[] {
  const targets = new Set<string | null>();
  draft.descendants((node) => {
    if (node.isTextblock && isBlock(node)) targets.add(blockAttrs(node).id);
    return !node.isTextblock;
  });
  const found: BrokenPlace[] = [];
  let heading: string | null = null;
  let block: string | null = null;
  draft.descendants((node) => {
    if (isBlock(node)) block = blockAttrs(node).id;
    if (node.type.name === 'heading') heading = textOf(node);
    if (node.type.name === 'crossRef' && !targets.has(String(node.attrs['target']))) {
      found.push({ kind: 'reference', block, heading, text: '' });
    } else if (node.type.name === 'value' && (node.attrs as ValueAttrs).gone === true) {
      found.push({ kind: 'value', block, heading, text: (node.attrs as ValueAttrs).text });
    }
    return true;
  });
  return found;
}
