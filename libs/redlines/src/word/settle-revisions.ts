import { type XmlChild, type XmlNode } from '@gare/platform/xml';
import { childOf, element, elementsOf, unseen, withChildren, within, without } from './nodes.js';

/**
 * Accepting and refusing tracked changes, as word processors do it (ECMA-376-1, 17.13.5). The proof of every redline stands on
 * this file: it knows nothing of how redlines are made, and is itself held against LibreOffice by the tests.
 */
export type Verdict = 'accept' | 'reject';

const put = new Set(['w:ins', 'w:moveTo']);
const taken = new Set(['w:del', 'w:moveFrom']);
const changes = new Set([
  ...['w:rPrChange', 'w:pPrChange', 'w:sectPrChange', 'w:tblPrChange', 'w:tblGridChange', 'w:trPrChange', 'w:tcPrChange'],
  ...['w:tblPrExChange', 'w:numberingChange', 'w:cellIns', 'w:cellDel', 'w:cellMerge'],
]);
const ranges = /^w:(?:moveFromRange|moveToRange|customXml(?:Ins|Del|MoveFrom|MoveTo)Range)(?:Start|End)$/;
/** Containers that go when everything in them goes. */
const hollow = new Set(['w:hyperlink', 'w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent', 'w:tbl', 'w:fldSimple', 'w:dir', 'w:bdo']);

/** Tracked changes of any kind. */
export function revisionsIn(root: XmlNode): number {
  let count = 0;
  for (const { name } of within(root)) if (put.has(name) || taken.has(name) || changes.has(name)) count += 1;
  return count;
}

export function acceptAll(root: XmlNode): XmlNode {
  return settled(root, 'accept')[0] ?? withChildren(root, []);
}

export function rejectAll(root: XmlNode): XmlNode {
  return settled(root, 'reject')[0] ?? withChildren(root, []);
}

function settled(node: XmlNode, verdict: Verdict): XmlNode[] {
  const { name } = node;
  if (changes.has(name) || ranges.test(name)) return [];
  if (put.has(name) || taken.has(name)) return put.has(name) === (verdict === 'accept') ? settledAll(node, verdict) : [];
  switch (name) {
    case 'w:delText':
      return verdict === 'reject' ? [{ ...node, name: 'w:t' }] : [node];
    case 'w:delInstrText':
      return verdict === 'reject' ? [{ ...node, name: 'w:instrText' }] : [node];
    case 'w:pPr':
      return [paragraphProperties(node, verdict)];
    case 'w:rPr':
    case 'w:tblPr':
    case 'w:trPr':
    case 'w:tcPr':
    case 'w:tblPrEx':
    case 'w:sectPr':
    case 'w:tblGrid':
      return [properties(node, verdict)];
    case 'w:tr':
      return rowGoes(node, verdict) ? [] : [withChildren(node, settledAll(node, verdict))];
    case 'w:tc':
      return cellGoes(node, verdict) ? [] : [withBlocks(node, verdict)];
    default:
      return container(node, verdict);
  }
}

function settledAll(node: XmlNode, verdict: Verdict): XmlNode[] {
  return elementsOf(node).flatMap((child) => settled(child, verdict));
}

function container(node: XmlNode, verdict: Verdict): XmlNode[] {
  const elements = elementsOf(node);
  if (elements.length === 0) return [node];
  if (elements.some(({ name }) => name === 'w:p')) {
    const result = withBlocks(node, verdict);
    return hollow.has(node.name) && isHollow(result) ? [] : [result];
  }
  const children = node.children.flatMap((child): XmlChild[] => (typeof child === 'string' ? [child] : settled(child, verdict)));
  const result = withChildren(node, children);
  return hollow.has(node.name) && !isHollow(node) && isHollow(result) ? [] : [result];
}

/** Nothing is left but what describes the container itself. */
function isHollow(node: XmlNode): boolean {
  const about = new Set(['w:sdtPr', 'w:sdtEndPr', 'w:tblPr', 'w:tblGrid', 'w:smartTagPr', 'w:customXmlPr']);
  return elementsOf(node).every(({ name }) => about.has(name) || unseen.has(name));
}

/** What `…Change` keeps is what was; the marks `ins` and `del` among properties only say what happens to their owner. */
function properties(node: XmlNode, verdict: Verdict): XmlNode {
  const change = elementsOf(node).find(({ name }) => name === `${node.name}Change`);
  const plain = without(node, ...put, ...taken, ...changes);
  if (verdict === 'accept' || change === undefined) return plain;
  const before = childOf(change, node.name) ?? element(node.name);
  const references = node.name === 'w:sectPr' ? elementsOf(node).filter(({ name }) => /(?:header|footer)Reference$/.test(name)) : [];
  return withChildren(node, [...references, ...before.children]);
}

function paragraphProperties(node: XmlNode, verdict: Verdict): XmlNode {
  const change = childOf(node, 'w:pPrChange');
  const kept = elementsOf(node).filter(({ name }) => name === 'w:rPr' || name === 'w:sectPr');
  const before = verdict === 'reject' && change !== undefined ? elementsOf(childOf(change, 'w:pPr') ?? element('w:pPr')) : null;
  const own = before ?? elementsOf(without(node, 'w:rPr', 'w:sectPr', 'w:pPrChange'));
  const numbering = own.map((child) => (child.name === 'w:numPr' ? without(child, ...put, ...taken, ...changes) : child));
  return withChildren(node, [...numbering, ...kept.map((child) => properties(child, verdict))]);
}

function goes(marks: XmlNode | undefined, verdict: Verdict): boolean {
  const gone = verdict === 'accept' ? taken : put;
  return marks !== undefined && elementsOf(marks).some(({ name }) => gone.has(name));
}

function rowGoes(row: XmlNode, verdict: Verdict): boolean {
  return goes(childOf(row, 'w:trPr'), verdict);
}

function cellGoes(cell: XmlNode, verdict: Verdict): boolean {
  return childOf(childOf(cell, 'w:tcPr'), verdict === 'accept' ? 'w:cellDel' : 'w:cellIns') !== undefined;
}

interface Settled {
  readonly node: XmlNode;
  /** Of a paragraph: its mark goes, so that it runs on into the next. */
  readonly runsOn: boolean;
}

/** A container of paragraphs: those whose mark goes run on into the next one, which keeps its look. */
function withBlocks(node: XmlNode, verdict: Verdict): XmlNode {
  const blocks = elementsOf(node).flatMap((child): Settled[] => {
    if (child.name !== 'w:p') return settled(child, verdict).map((result) => ({ node: result, runsOn: false }));
    return [{ node: withChildren(child, settledAll(child, verdict)), runsOn: goes(childOf(childOf(child, 'w:pPr'), 'w:rPr'), verdict) }];
  });
  const result: XmlNode[] = [];
  let carried: XmlNode[] = [];
  blocks.forEach(({ node: block, runsOn }, index) => {
    const isParagraph = block.name === 'w:p';
    const whole = isParagraph && carried.length > 0 ? prepended(block, carried) : block;
    if (isParagraph) carried = [];
    if (!runsOn) result.push(whole);
    else if (paragraphFollows(blocks, index)) carried = contentOf(whole);
    else if (contentOf(whole).length > 0 || isLast(blocks, index, node)) result.push(whole);
  });
  return withChildren(node, result);
}

function paragraphFollows(blocks: readonly Settled[], index: number): boolean {
  return blocks.slice(index + 1).find(({ node }) => !unseen.has(node.name))?.node.name === 'w:p';
}

/** The last paragraph of a cell, a note or the document cannot go: there would be nothing to write in. */
function isLast(blocks: readonly Settled[], index: number, { name }: XmlNode): boolean {
  if (name === 'w:sdtContent' || name === 'w:customXml') return false;
  return blocks.slice(index + 1).every(({ node }) => unseen.has(node.name) || node.name === 'w:sectPr');
}

function contentOf(paragraph: XmlNode): XmlNode[] {
  return elementsOf(paragraph).filter(({ name }) => name !== 'w:pPr');
}

function prepended(paragraph: XmlNode, content: readonly XmlNode[]): XmlNode {
  const properties_ = elementsOf(paragraph).filter(({ name }) => name === 'w:pPr');
  return withChildren(paragraph, [...properties_, ...content, ...contentOf(paragraph)]);
}
