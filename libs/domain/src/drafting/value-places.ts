import { textOf } from './draft-content.js';
import { blockAttrs, isBlock, type DraftNode, type ValueAttrs } from './draft-schema.js';

/** Where a value of the scheda stands in a draft. */
export interface ValuePlace extends Pick<ValueAttrs, 'path' | 'instance' | 'text'> {
  /** The block it stands in. */
  readonly block: string | null;
  /** Words of the nearest heading above. */
  readonly heading: string | null;
  /** Nothing prints it any more. */
  readonly gone: boolean;
}

/** Every value of a draft in reading order, those in open suggestions included. */
export function valuePlaces(draft: DraftNode): ValuePlace[] {
  const found: ValuePlace[] = [];
  let heading: string | null = null;
  let block: string | null = null;
  draft.descendants((node) => {
    if (isBlock(node)) block = blockAttrs(node).id;
    if (node.type.name === 'heading') heading = textOf(node);
    if (node.type.name !== 'value') return true;
    const { path, instance, text, gone } = node.attrs as ValueAttrs;
    found.push({ path, instance, text, block, heading, gone: gone === true });
    return false;
  });
  return found;
}
