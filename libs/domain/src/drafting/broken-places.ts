import { eachPlace, type DraftPlace } from './draft-places.js';
import { blockAttrs, isBlock, type DraftNode, type ValueAttrs } from './draft-schema.js';
import { isMissingText } from './missing-value.js';

/** A place of a draft that leads to nothing. */
export interface BrokenPlace extends DraftPlace {
  /**
   * `reference`: a cross reference whose heading or paragraph is gone. `value`: a value that neither template nor scheda print now.
   * `missing`: a value the scheda does not have yet.
   */
  readonly kind: 'reference' | 'value' | 'missing';
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
    else if (node.type.name === 'value') {
      const { text, gone } = node.attrs as ValueAttrs;
      if (gone === true || isMissingText(text)) found.push({ kind: gone === true ? 'value' : 'missing', ...place, text });
    }
  });
  return found;
}
