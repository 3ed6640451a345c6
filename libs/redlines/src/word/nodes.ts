import { isNode, type XmlChild, type XmlNode } from '@gare/platform/xml';

/** Builds and takes apart elements of WordprocessingML; nothing here knows what they mean. */
export function element(name: string, children: readonly XmlChild[] = [], attributes: Readonly<Record<string, string>> = {}): XmlNode {
  return { name, attributes, children };
}

export function elementsOf(node: XmlNode): XmlNode[] {
  return node.children.filter(isNode);
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child): child is XmlNode => typeof child !== 'string' && child.name === name);
}

export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return elementsOf(node).filter((child) => child.name === name);
}

export function withChildren(node: XmlNode, children: readonly XmlChild[]): XmlNode {
  return { name: node.name, attributes: node.attributes, children };
}

export function without(node: XmlNode, ...names: readonly string[]): XmlNode {
  return withChildren(
    node,
    node.children.filter((child) => typeof child === 'string' || !names.includes(child.name)),
  );
}

export function textOf(node: XmlNode): string {
  const [only] = node.children;
  if (node.children.length === 1 && typeof only === 'string') return only;
  return node.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Every element of a tree, itself first, in document order. */
export function within(node: XmlNode): XmlNode[] {
  const found: XmlNode[] = [node];
  collect(node, found);
  return found;
}

function collect(node: XmlNode, found: XmlNode[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    found.push(child);
    collect(child, found);
  }
}

/** The tree with every element passed through `change`, from the leaves up; null takes it out. */
export function rebuilt(node: XmlNode, change: (node: XmlNode) => XmlNode | null): XmlNode | null {
  const children = node.children.flatMap((child): XmlChild[] => {
    if (typeof child === 'string') return [child];
    const result = rebuilt(child, change);
    return result === null ? [] : [result];
  });
  return change(withChildren(node, children));
}

/** What `w:t` says: Word drops blanks at its ends unless they are to be preserved. */
export function writtenText(node: XmlNode): string {
  const text = textOf(node);
  return node.attributes['xml:space'] === 'preserve' ? text : text.trim();
}

/** Elements that leave no trace on paper: places for links and comments, leave to edit, notes of the spelling checker. */
export const unseen: ReadonlySet<string> = new Set([
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:proofErr',
  'w:permStart',
  'w:permEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:annotationRef',
  'w:lastRenderedPageBreak',
]);

/** A simple field in the long form word processors turn it into: a field that changes has no other form. */
export function longField(node: XmlNode): XmlNode[] {
  if (node.name !== 'w:fldSimple') return [node];
  const mark = (type: string): XmlNode => element('w:r', [element('w:fldChar', [], { 'w:fldCharType': type })]);
  const code = element('w:r', [element('w:instrText', [node.attributes['w:instr'] ?? ''], { 'xml:space': 'preserve' })]);
  return [mark('begin'), code, mark('separate'), ...elementsOf(node), mark('end')];
}
