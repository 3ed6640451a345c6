import { child, valueOf, type XmlNode } from './xml-tree.js';

/** Tag of the content control around a bound value, in front of its path. */
export const valueTag = 'valore:';

/** What a content control says it holds: the rest of its tag; null for any other control. */
export function valueTagOf(control: XmlNode): string | null {
  const tag = valueOf(child(control, 'w:sdtPr'), 'w:tag') ?? '';
  return tag.startsWith(valueTag) ? tag.slice(valueTag.length) : null;
}
