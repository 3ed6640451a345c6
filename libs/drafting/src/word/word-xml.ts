import { unescapeXml } from '@gare/platform/docx';

/** An element of a Word part with its place in the XML; text stands between the places of its children. */
export interface WordElement {
  readonly name: string;
  /** As written between name and bracket. */
  readonly attributes: string;
  /** Offsets of the whole element, and of what stands between its tags (both the same where it is closed at once). */
  readonly from: number;
  readonly to: number;
  readonly inner: { readonly from: number; readonly to: number };
  readonly children: readonly WordElement[];
}

const TAG = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

interface Open {
  name: string;
  attributes: string;
  from: number;
  innerFrom: number;
  children: WordElement[];
}

/** Elements of a well-formed part, outermost first; parts come from the product or have been through `inspectDocx`. */
export function readElements(xml: string): WordElement[] {
  const roots: WordElement[] = [];
  const open: Open[] = [];
  const put = (element: WordElement): void => {
    (open.at(-1)?.children ?? roots).push(element);
  };
  for (const match of xml.matchAll(TAG)) {
    const [token, ending, name, attributes = '', closed] = match;
    if (name === undefined) continue;
    const to = match.index + token.length;
    if (ending === '/') {
      const last = open.pop();
      if (last === undefined) continue;
      const { innerFrom, ...rest } = last;
      put({ ...rest, to, inner: { from: innerFrom, to: match.index } });
    } else if (closed === '/') put({ name, attributes, from: match.index, to, inner: { from: to, to }, children: [] });
    else open.push({ name, attributes, from: match.index, innerFrom: to, children: [] });
  }
  return roots;
}

/** The first child of that name. */
export function child(element: WordElement | undefined, name: string): WordElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** The first element of that name anywhere inside. */
export function within(element: WordElement, name: string): WordElement | undefined {
  for (const one of element.children) {
    const found = one.name === name ? one : within(one, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An attribute as text; null where it is not there. */
export function attribute(element: WordElement | undefined, name: string): string | null {
  const found = element === undefined ? undefined : new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(element.attributes)?.[1];
  return found === undefined ? null : unescapeXml(found);
}

/** `w:val` of a child; null where there is no such child. */
export function valueOf(element: WordElement | undefined, name: string): string | null {
  const found = child(element, name);
  return found === undefined ? null : (attribute(found, 'w:val') ?? '');
}

/** Whether a switch such as `w:b` is on. */
export function isOn(element: WordElement | undefined, name: string): boolean {
  const value = valueOf(element, name);
  return value !== null && !['0', 'false', 'off', 'none'].includes(value);
}

export function escapeXml(text: string): string {
  // Characters that XML cannot hold are no text.
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
