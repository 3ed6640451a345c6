import { authorshipOf } from './package-parts.js';
import { reformattingOf } from './paragraph-draft.js';
import { type Authorship } from './returned.js';
import { child, type XmlNode } from './xml-tree.js';

const emphasised = new Set(['w:b', 'w:bCs', 'w:i', 'w:iCs', 'w:u', 'w:vertAlign']);
/** Says nothing that is seen, or something of its own. */
const unseen = new Set(['w:lang', 'w:noProof', 'w:rPrChange', 'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);

/** Tracked changes of the look (`w:rPrChange`) that are read as emphasis of the text: all others are told one by one. */
export class LookRecords {
  readonly read = new Set<XmlNode>();
  /** Authors of those in the paragraph in hand. */
  private authors = new Set<string>();

  /** A run of text with these properties; whoever put it in brings its look along. */
  run(properties: XmlNode | undefined, inserted: Authorship | null): void {
    const record = child(properties, 'w:rPrChange');
    if (record === undefined || properties === undefined || !isEmphasisOnly(properties, record)) return;
    const { author } = authorshipOf(record);
    if (inserted === null ? reformattingOf(properties) === null : author !== inserted.author) return;
    this.read.add(record);
    this.authors.add(author);
  }

  /** The end of a paragraph. Its mark has no letters: emphasis of it goes with that of the words before it. */
  paragraphMark(properties: XmlNode | undefined): void {
    const record = child(properties, 'w:rPrChange');
    const isRead = record !== undefined && this.authors.has(authorshipOf(record).author);
    this.authors = new Set();
    if (isRead && properties !== undefined && isEmphasisOnly(properties, record)) this.read.add(record);
  }
}

function isEmphasisOnly(properties: XmlNode, record: XmlNode): boolean {
  return rest(properties) === rest(child(record, 'w:rPr'));
}

function rest(properties: XmlNode | undefined): string {
  const others = (properties?.children ?? []).filter(({ name }) => !emphasised.has(name) && !unseen.has(name));
  return others
    .map(({ name, attributes }) => JSON.stringify([name, ...attributes]))
    .sort()
    .join('\n');
}
