import { type XmlNode } from '@gare/platform/xml';
import { childOf, elementsOf, longField, textOf, unseen, writtenText } from './nodes.js';
import { acceptAll, rejectAll, revisionsIn, type Verdict } from './settle-revisions.js';
import { documentPart, type WordFile } from './word-file.js';

/** Attributes that say when and by which program something was written, not what. */
const history = /^(?:w:rsid|w14:paraId|w14:textId|xmlns(?::|$)|xml:space$|wp14:)/;
const optional = new Set(['w:rPr', 'w:pPr', 'w:trPr', 'w:tcPr', 'w:tblPrEx', 'w:sectPr']);
const linked = /^r:(?:id|embed|link|pict|dm|lo|qs|cs|href)$/;

/**
 * What a part says, as text: equal where two parts say the same with the same look. Runs are joined where they look alike;
 * notes, headers and footers stand in the place that refers to them; what is linked counts by its content, not its number.
 */
export class NormalForm {
  private readonly trees = new Map<string, XmlNode>();
  /** A paragraph is asked for again with every table it stands in. */
  private readonly paragraphs = new WeakMap<XmlNode, string>();

  constructor(
    private readonly file: WordFile,
    /** How tracked changes of the file are taken. */
    private readonly verdict: Verdict = 'accept',
  ) {}

  /** The body with everything it refers to. */
  document(): string {
    const body = childOf(this.tree(documentPart), 'w:body');
    return body === undefined ? '' : this.of(body, documentPart);
  }

  /** One part as the file holds it, tracked changes settled. */
  tree(part: string): XmlNode {
    let tree = this.trees.get(part);
    if (tree === undefined) {
      tree = this.file.tree(part);
      if (revisionsIn(tree) > 0) tree = this.verdict === 'accept' ? acceptAll(tree) : rejectAll(tree);
      this.trees.set(part, tree);
    }
    return tree;
  }

  /** An element of a part; `frames`: without what stands in its text boxes. */
  of(node: XmlNode, part: string, frames = false): string {
    if (node.name !== 'w:p' || frames) return this.worded(node, part, frames);
    let form = this.paragraphs.get(node);
    if (form === undefined) {
      form = this.worded(node, part, frames);
      this.paragraphs.set(node, form);
    }
    return form;
  }

  private worded(node: XmlNode, part: string, frames: boolean): string {
    if (unseen.has(node.name) || (frames && node.name === 'w:txbxContent')) return '';
    const reference = this.reference(node, part);
    if (reference !== null) return reference;
    const elements = elementsOf(node);
    const inner =
      elements.length === 0
        ? escaped(textOf(node))
        : elements.some(({ name }) => name === 'w:r' || name === 'w:fldSimple')
          ? this.line(elements, part, frames)
          : inOrder(node, elements)
              .map((child) => this.of(child, part, frames))
              .join('');
    const attributes = this.attributes(node, part);
    if (inner === '' && attributes === '' && optional.has(node.name)) return '';
    if (inner === '' && /^w:(?:hyperlink|smartTag)$/.test(node.name)) return '';
    return `<${node.name}${attributes}>${inner}</>`;
  }

  /** Runs, and what else stands in a line: text of the same look is one, however many runs write it. */
  private line(elements: readonly XmlNode[], part: string, frames: boolean): string {
    const pieces: string[] = [];
    let look: string | null = null;
    for (const child of elements.flatMap(longField)) {
      if (child.name === 'w:r') {
        const properties = childOf(child, 'w:rPr');
        const own = properties === undefined ? '' : this.of(properties, part);
        for (const content of elementsOf(child)) {
          if (content.name === 'w:rPr' || unseen.has(content.name)) continue;
          const text = content.name === 'w:t' ? escaped(writtenText(content)) : this.of(content, part, frames);
          if (text === '') continue;
          if (look !== own) pieces.push(`[${own}]`);
          look = own;
          pieces.push(text);
        }
      } else {
        const other = this.of(child, part, frames);
        if (other === '') continue;
        pieces.push(other);
        look = null;
      }
    }
    return pieces.join('');
  }

  private reference(node: XmlNode, part: string): string | null {
    switch (node.name) {
      case 'w:headerReference':
      case 'w:footerReference':
        return this.margin(node, part);
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        return this.note(node);
      default:
        return null;
    }
  }

  /** A header or footer in which nothing is written counts like none. */
  private margin(node: XmlNode, part: string): string {
    const target = this.file.relationships(part).get(node.attributes['r:id'] ?? '')?.part ?? null;
    const tree = target === null || !this.file.has(target) ? null : this.tree(target);
    if (target === null || tree === null || isBlank(tree)) return '';
    return `<${node.name} ${node.attributes['w:type'] ?? 'default'}>${elementsOf(tree)
      .map((child) => this.of(child, target))
      .join('')}</>`;
  }

  private note(node: XmlNode): string {
    const kind = node.name === 'w:footnoteReference' ? 'footnotes' : 'endnotes';
    const part = this.file.linked(kind);
    const id = node.attributes['w:id'];
    const note = part === null ? undefined : elementsOf(this.tree(part)).find(({ attributes }) => attributes['w:id'] === id);
    const own = node.attributes['w:customMarkFollows'] ?? '';
    if (part === null || note === undefined) return `<${node.name} ${own}/>`;
    return `<${node.name} ${own}>${elementsOf(note)
      .map((child) => this.of(child, part))
      .join('')}</>`;
  }

  private attributes(node: XmlNode, part: string): string {
    const found: string[] = [];
    for (const name in node.attributes) {
      if (history.test(name)) continue;
      const value = node.attributes[name] ?? '';
      found.push(` ${name}="${escaped(linked.test(name) ? this.target(part, value) : value)}"`);
    }
    return found.length > 1 ? found.sort().join('') : (found[0] ?? '');
  }

  private target(part: string, id: string): string {
    const link = this.file.relationships(part).get(id);
    if (link === undefined) return `none:${id}`;
    return link.part === null ? `${link.type} ${link.target}` : `${link.type} ${this.file.hash(link.part)}`;
  }
}

/** Nothing is written, drawn or worked out in it. */
export function isBlank(story: XmlNode): boolean {
  const empty = new Set(['w:p', 'w:pPr', 'w:r', 'w:rPr', 'w:pPrChange']);
  const blank = (node: XmlNode): boolean =>
    unseen.has(node.name) ||
    ((empty.has(node.name) || node === story) && (node.name === 'w:pPr' || node.name === 'w:rPr' || elementsOf(node).every(blank)));
  return blank(story);
}

/** In which order a section names its headers and footers says nothing. */
function inOrder({ name }: XmlNode, elements: readonly XmlNode[]): readonly XmlNode[] {
  if (name !== 'w:sectPr') return elements;
  const role = (child: XmlNode): string => (/Reference$/.test(child.name) ? `${child.name} ${child.attributes['w:type'] ?? ''}` : '~');
  return elements.toSorted((one, other) => (role(one) < role(other) ? -1 : role(one) > role(other) ? 1 : 0));
}

function escaped(text: string): string {
  return /[&<>[\]]/.test(text) ? text.replace(/[&<>[\]]/g, (sign) => `&${sign.charCodeAt(0)};`) : text;
}
