import { wordsOf } from '@gare/domain/redline/changed-words';
import { type XmlNode } from '@gare/platform/xml';
import { childOf, elementsOf, longField, unseen, withChildren, within, writtenText } from './nodes.js';
import { type Side } from './side.js';

/** How a run looks: its properties, and the same as text to compare by. */
export interface Look {
  readonly key: string;
  readonly properties: XmlNode | null;
}

export interface Span {
  readonly text: string;
  readonly look: Look;
}

/** What a line is compared by: a word (over as many runs as write it), one thing of a run, or something that stays whole. */
export type Token = (
  | { readonly kind: 'text'; readonly spans: readonly Span[] }
  | { readonly kind: 'run'; readonly content: XmlNode; readonly look: Look }
  | { readonly kind: 'whole'; readonly nodes: readonly XmlNode[] }
) & {
  readonly key: string;
  /** What leaves no trace on paper and stands before it. */
  readonly lead: readonly XmlNode[];
};

export interface Line {
  readonly tokens: readonly Token[];
  readonly tail: readonly XmlNode[];
}

const noteReferences = new Set(['w:footnoteReference', 'w:endnoteReference']);

/** A paragraph as tokens. */
export function lineOf(paragraph: XmlNode, side: Side, part: string): Line {
  const reader = new LineReader(side, part);
  const children = elementsOf(paragraph).filter(({ name }) => name !== 'w:pPr');
  for (let index = 0; index < children.length; index += 1) {
    const end = fieldEnd(children, index);
    const child = children[index];
    if (end !== null) {
      reader.whole(children.slice(index, end + 1));
      index = end;
    } else if (child !== undefined) reader.child(child);
  }
  return reader.finish();
}

/** Text of a line to find its partner by; what is no text counts as one sign. */
export function plainLine({ tokens }: Line): string {
  return tokens.map((token) => (token.kind === 'text' ? token.spans.map(({ text }) => text).join('') : '\ufffc')).join('');
}

/** The words and signs of a field code and its result belong together: from its begin to its end they are one. */
function fieldEnd(children: readonly XmlNode[], start: number): number | null {
  let depth = 0;
  for (let index = start; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) break;
    const before = depth;
    depth += fieldBalance(child);
    if (index === start && depth <= 0 && !opensField(child)) return null;
    if (depth === 0 && (before > 0 || index === start)) return index;
  }
  return null;
}

function opensField(node: XmlNode): boolean {
  return node.name === 'w:r' && childOf(node, 'w:fldChar')?.attributes['w:fldCharType'] === 'begin';
}

/** Fields begun less fields ended in it. */
export function fieldBalance(node: XmlNode): number {
  let depth = 0;
  for (const { name, attributes } of within(node)) {
    if (name !== 'w:fldChar') continue;
    if (attributes['w:fldCharType'] === 'begin') depth += 1;
    if (attributes['w:fldCharType'] === 'end') depth -= 1;
  }
  return depth;
}

class LineReader {
  private readonly tokens: Token[] = [];
  private spans: Span[] = [];
  private lead: XmlNode[] = [];

  constructor(
    private readonly side: Side,
    private readonly part: string,
  ) {}

  child(node: XmlNode): void {
    if (unseen.has(node.name)) this.aside(node);
    else if (node.name === 'w:r') this.run(node);
    else this.whole([node]);
  }

  whole(nodes: readonly XmlNode[]): void {
    this.flush();
    const long = nodes.flatMap(longField);
    const key = `=${this.side.key(withChildren({ name: 'w:p', attributes: {}, children: [] }, long), this.part)}`;
    this.tokens.push({ kind: 'whole', key, nodes: long, lead: this.taken() });
  }

  finish(): Line {
    this.flush();
    return { tokens: this.tokens, tail: this.taken() };
  }

  private run(run: XmlNode): void {
    const properties = childOf(run, 'w:rPr') ?? null;
    const look: Look = { key: properties === null ? '' : this.side.key(properties, this.part), properties };
    for (const content of elementsOf(run)) {
      if (content.name === 'w:rPr' || content.name === 'w:lastRenderedPageBreak') continue;
      if (content.name === 'w:t') {
        const text = writtenText(content);
        if (text !== '') this.spans.push({ text, look });
      } else if (unseen.has(content.name)) {
        this.aside(withChildren(run, properties === null ? [content] : [properties, content]));
      } else this.thing(content, look);
    }
  }

  private thing(content: XmlNode, look: Look): void {
    this.flush();
    const key = noteReferences.has(content.name) ? content.name : `+${this.side.frame(content, this.part)}`;
    this.tokens.push({ kind: 'run', key, content, look, lead: this.taken() });
  }

  private aside(node: XmlNode): void {
    this.flush();
    this.lead.push(node);
  }

  private taken(): XmlNode[] {
    const lead = this.lead;
    this.lead = [];
    return lead;
  }

  private flush(): void {
    const spans = this.spans;
    if (spans.length === 0) return;
    this.spans = [];
    let [at, used] = [0, 0];
    for (const word of wordsOf(spans.map(({ text }) => text).join(''))) {
      const own: Span[] = [];
      for (let left = word.length; left > 0;) {
        const span = spans[at];
        if (span === undefined) throw new Error('a line has fewer letters than its words');
        const length = Math.min(left, span.text.length - used);
        own.push({ text: span.text.slice(used, used + length), look: span.look });
        left -= length;
        used += length;
        if (used === span.text.length) [at, used] = [at + 1, 0];
      }
      this.tokens.push({ kind: 'text', key: `.${word}`, spans: own, lead: this.taken() });
    }
  }
}
