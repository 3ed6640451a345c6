/** As much of a DOM node as reading the clipboard needs: the browser has it, and so does any parser a test uses. */
export interface ClipboardNode {
  /** 1 element, 3 text; everything else is passed over. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<ClipboardNode>;
  getAttribute?(name: string): string | null;
}

export const isElement = ({ nodeType }: ClipboardNode): boolean => nodeType === 1;
export const isText = ({ nodeType }: ClipboardNode): boolean => nodeType === 3;
export const tagOf = ({ nodeName }: ClipboardNode): string => nodeName.toLowerCase();
export const childrenOf = ({ childNodes }: ClipboardNode): readonly ClipboardNode[] => Array.from(childNodes);

export function attribute(node: ClipboardNode, name: string): string | null {
  return node.getAttribute?.(name) ?? null;
}

/** The style an element says of itself, by property. */
export function styleOf(node: ClipboardNode): ReadonlyMap<string, string> {
  const style = attribute(node, 'style') ?? '';
  const found = new Map<string, string>();
  for (const rule of style.split(';')) {
    const at = rule.indexOf(':');
    if (at > 0)
      found.set(
        rule.slice(0, at).trim().toLowerCase(),
        rule
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      );
  }
  return found;
}

/** All the words under a node. */
export function wordsOf(node: ClipboardNode): string {
  return isText(node) ? (node.nodeValue ?? '') : childrenOf(node).map(wordsOf).join('');
}
