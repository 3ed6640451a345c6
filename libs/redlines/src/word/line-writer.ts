import { type XmlNode } from '@gare/platform/xml';
import { type Look } from './line-tokens.js';
import { type Marks, type Status } from './marks.js';
import { element, elementsOf, longField, textOf, withChildren } from './nodes.js';

interface Group {
  readonly status: Status | null;
  readonly look: Look;
  /** Of what stays and only looks otherwise: how it looked. */
  readonly was: Look | null;
  readonly content: XmlNode[];
}

/** Containers in which runs stand: tracked changes go inside them, they have no place around them. */
const holders = new Set(['w:hyperlink', 'w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml', 'w:dir', 'w:bdo']);

/** Writes a line again piece by piece: neighbours of one fate and one look share a run, neighbours of one fate a mark. */
export class LineWriter {
  private readonly out: { status: Status | null; nodes: XmlNode[] }[] = [];
  private group: Group | null = null;

  constructor(private readonly marks: Marks) {}

  text(text: string, look: Look, { status, was = null }: { status: Status | null; was?: Look | null }): void {
    const group = this.inGroup(status, look, was);
    const last = group.content.at(-1);
    const name = status === 'del' ? 'w:delText' : 'w:t';
    const joined = last?.name === name ? textOf(last) + text : text;
    if (last?.name === name) group.content.pop();
    group.content.push(element(name, [joined], { 'xml:space': 'preserve' }));
  }

  content(node: XmlNode, look: Look, { status, was = null }: { status: Status | null; was?: Look | null }): void {
    this.inGroup(status, look, was).content.push(status === 'del' ? withDeletedCode(node) : node);
  }

  /** Something that stays whole. */
  whole(nodes: readonly XmlNode[], status: Status | null): void {
    this.flush();
    for (const node of nodes) {
      if (status === null || holders.has(node.name)) this.push(null, status === null ? node : heldIn(node, status, this.marks));
      else this.push(status, status === 'del' ? withDeletedText(node) : node);
    }
  }

  /** What leaves no trace on paper. */
  aside(nodes: readonly XmlNode[]): void {
    if (nodes.length === 0) return;
    this.flush();
    for (const node of nodes) this.push(null, node);
  }

  finish(): XmlNode[] {
    this.flush();
    return this.out.flatMap(({ status, nodes }) => (status === null ? nodes : [this.marks.of(status, nodes)]));
  }

  private inGroup(status: Status | null, look: Look, was: Look | null): Group {
    const changed = was !== null && was.key !== look.key ? was : null;
    const { group } = this;
    if (group?.status === status && group.look.key === look.key && group.was?.key === changed?.key) return group;
    this.flush();
    this.group = { status, look, was: changed, content: [] };
    return this.group;
  }

  private flush(): void {
    const { group } = this;
    if (group === null) return;
    this.group = null;
    this.push(group.status, element('w:r', [...this.look(group), ...group.content]));
  }

  private look({ look, was }: Group): XmlNode[] {
    if (was === null) return look.properties === null ? [] : [look.properties];
    return [this.marks.changed(look.properties ?? element('w:rPr'), was.properties ?? element('w:rPr'))];
  }

  private push(status: Status | null, node: XmlNode): void {
    const last = this.out.at(-1);
    if (last?.status === status) last.nodes.push(node);
    else this.out.push({ status, nodes: [node] });
  }
}

/** A container whose runs are all put in or taken out. */
export function heldIn(node: XmlNode, status: Status, marks: Marks): XmlNode {
  return withChildren(
    node,
    elementsOf(node)
      .flatMap(longField)
      .map((child) => {
        if (holders.has(child.name)) return heldIn(child, status, marks);
        if (child.name !== 'w:r') return child;
        return marks.of(status, [status === 'del' ? withDeletedText(child) : child]);
      }),
  );
}

/** Taken out, text and field codes have other names. */
function withDeletedText(run: XmlNode): XmlNode {
  if (run.name !== 'w:r') return run;
  return withChildren(run, elementsOf(run).map(withDeletedCode));
}

function withDeletedCode(node: XmlNode): XmlNode {
  if (node.name === 'w:t') return { ...node, name: 'w:delText' };
  return node.name === 'w:instrText' ? { ...node, name: 'w:delInstrText' } : node;
}
