import { eachPlace, type DraftPlace } from './draft-places.js';
import { type DraftNode, type ValueAttrs } from './draft-schema.js';

/** Where a value of the scheda stands in a draft. */
export interface ValuePlace extends DraftPlace, Pick<ValueAttrs, 'path' | 'instance' | 'text'> {
  /** Nothing prints it any more. */
  readonly gone: boolean;
}

/** Every value of a draft in reading order, those in open suggestions included. */
export function valuePlaces(draft: DraftNode): ValuePlace[] {
  const found: ValuePlace[] = [];
  eachPlace(draft, (node, place) => {
    if (node.type.name !== 'value') return;
    const { path, instance, text, gone } = node.attrs as ValueAttrs;
    found.push({ path, instance, text, ...place, gone: gone === true });
  });
  return found;
}
