import { type XmlNode } from '@gare/platform/xml';
import { childOf, element, elementsOf, withChildren } from './nodes.js';

export type Status = 'ins' | 'del';

/** Who changed and when, as Word shows it on every change. */
export interface Authorship {
  readonly author: string;
  /** Instant, ISO 8601. */
  readonly at: string;
}

/** Makes the marks of tracked changes, each with a number of its own. */
export class Marks {
  constructor(
    private readonly by: Authorship,
    private next: number,
  ) {}

  /** Content put in or taken out; as a mark among properties it has no content. */
  of(status: Status, content: readonly XmlNode[] = []): XmlNode {
    return element(`w:${status}`, content, this.attributes());
  }

  /** `properties` with what they were kept beside them; the same where nothing differs. */
  changed(properties: XmlNode, before: XmlNode): XmlNode {
    return withChildren(properties, [...properties.children, this.change(before)]);
  }

  change(before: XmlNode): XmlNode {
    const { 'w:id': id = '', ...rest } = this.attributes();
    return element(`${before.name}Change`, [before], before.name === 'w:tblGrid' ? { 'w:id': id } : { 'w:id': id, ...rest });
  }

  /** A paragraph whose mark is put in or taken out. */
  onMark(paragraph: XmlNode, status: Status): XmlNode {
    const properties = childOf(paragraph, 'w:pPr') ?? element('w:pPr');
    const run = childOf(properties, 'w:rPr') ?? element('w:rPr');
    const marked = withChildren(run, [this.of(status), ...run.children]);
    return withProperties(paragraph, withRunProperties(properties, marked));
  }

  private attributes(): Record<string, string> {
    return { 'w:id': String(this.next++), 'w:author': this.by.author, 'w:date': this.by.at };
  }
}

/** Order matters in Word: run properties, section, what was. */
export function withRunProperties(properties: XmlNode, run: XmlNode): XmlNode {
  const late = new Set(['w:sectPr', 'w:pPrChange']);
  const own = elementsOf(properties).filter(({ name }) => name !== 'w:rPr' && !late.has(name));
  return withChildren(properties, [...own, run, ...elementsOf(properties).filter(({ name }) => late.has(name))]);
}

export function withProperties(paragraph: XmlNode, properties: XmlNode): XmlNode {
  const content = elementsOf(paragraph).filter(({ name }) => name !== 'w:pPr');
  return withChildren(paragraph, properties.children.length === 0 ? content : [properties, ...content]);
}
