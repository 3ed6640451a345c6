import * as Y from 'yjs';
import { draftFragment, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { valueChange, type ValueNow } from '@gare/domain/drafting/values-now';

/** A value of a draft that says something else than before. */
export interface FollowedValue {
  readonly before: ValueAttrs;
  readonly after: ValueNow;
}

/**
 * Writes into each value of a draft what it reads now. Only attributes of the values change: text, comments, cursors and suggestions
 * around them stay where they are, and whoever types beside them at the same moment is not disturbed. Done twice, nothing changes.
 */
export function followValues(doc: Y.Doc, valueNow: (value: ValueAttrs) => ValueNow): FollowedValue[] {
  const followed: FollowedValue[] = [];
  const visit = (element: Y.XmlElement): void => {
    if (element.nodeName === 'value') {
      const before = element.getAttributes() as unknown as ValueAttrs;
      const after = valueChange(before, valueNow);
      if (after === null) return;
      write(element, after);
      followed.push({ before, after });
      return;
    }
    for (const child of element.toArray()) if (child instanceof Y.XmlElement) visit(child);
  };
  for (const block of doc.getXmlFragment(draftFragment).toArray()) if (block instanceof Y.XmlElement) visit(block);
  return followed;
}

/** As the editor binds them: an attribute that is null is not there. */
function write(element: Y.XmlElement, attrs: ValueNow): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (value === null) element.removeAttribute(name);
    // Attributes of these elements are any JSON; the type of the library knows texts alone.
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value as string);
  }
}
