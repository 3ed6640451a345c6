import { eachPlace, type DraftPlace } from './draft-places.js';
import { blockAttrs, isBlock, type DraftNode, type ValueAttrs } from './draft-schema.js';

/** A place of a draft that leads to nothing any more. */
export interface BrokenPlace extends DraftPlace {
  /** `reference`: a cross reference whose heading or paragraph is gone. `value`: a value that neither template nor scheda print now. */
  readonly kind: 'reference' | 'value';
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
  eachPlace(draft, (node, place) => {
    if (node.type.name === 'crossRef' && !targets.has(String(node.attrs['target']))) found.push({ kind: 'reference', ...place, text: '' });
    else if (node.type.name === 'value' && (node.attrs as ValueAttrs).gone === true)
      found.push({ kind: 'value', ...place, text: (node.attrs as ValueAttrs).text });
  });
  return found;
}
