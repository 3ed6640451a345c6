import { redline } from '@gare/domain/redline/redline';
import { isNode, type XmlNode } from '@gare/platform/xml';
import { fieldBalance, lineOf, plainLine } from './line-tokens.js';
import { childOf, elementsOf, unseen, withChildren } from './nodes.js';
import { type Side } from './side.js';

/** What follows one another in a body, a cell, a note. A field over several paragraphs (a table of contents) is one. */
export interface Block {
  readonly kind: 'paragraph' | 'table' | 'control' | 'group' | 'other';
  readonly nodes: readonly XmlNode[];
  readonly text: string;
  readonly key: string;
  /** What leaves no trace on paper and stands before it. */
  readonly lead: readonly XmlNode[];
}

export interface Blocks {
  readonly blocks: readonly Block[];
  readonly tail: readonly XmlNode[];
}

const about = new Set(['w:sectPr', 'w:tcPr', 'w:footnotePr', 'w:sdtPr', 'w:customXmlPr']);

export function blocksOf(container: XmlNode, side: Side, part: string): Blocks {
  const blocks: Block[] = [];
  let lead: XmlNode[] = [];
  const children = elementsOf(container).filter(({ name }) => !about.has(name));
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) break;
    if (unseen.has(child.name)) {
      lead.push(child);
      continue;
    }
    const end = groupEnd(children, index);
    const nodes = children.slice(index, end + 1);
    blocks.push({ ...blockOf(nodes, side, part), lead });
    lead = [];
    index = end;
  }
  return { blocks, tail: lead };
}

/** The paragraph in which the field ends that is left open in this one. */
function groupEnd(children: readonly XmlNode[], start: number): number {
  let depth = 0;
  for (let index = start; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) break;
    depth += fieldBalance(child);
    if (depth <= 0) return depth < 0 && index > start ? start : index;
  }
  return start;
}

function blockOf(nodes: readonly XmlNode[], side: Side, part: string): Omit<Block, 'lead'> {
  const [first] = nodes;
  const key = nodes.map((node) => side.key(node, part)).join('');
  const text = nodes.map((node) => wordsIn(node, side, part)).join(' ');
  const kinds: Record<string, Block['kind']> = { 'w:p': 'paragraph', 'w:tbl': 'table', 'w:sdt': 'control' };
  return { kind: nodes.length > 1 ? 'group' : (kinds[first?.name ?? ''] ?? 'other'), nodes, text, key };
}

/** Paragraphs and cells apart from each other, so that words do not run together. */
function wordsIn(node: XmlNode, side: Side, part: string): string {
  if (node.name === 'w:p') return plainLine(lineOf(node, side, part));
  return node.children
    .filter(isNode)
    .map((child) => wordsIn(child, side, part))
    .filter((text) => text !== '')
    .join(' ');
}

export interface BlockPair {
  readonly old: Block | null;
  readonly now: Block | null;
  /** Partners in place only: nothing in them is alike. */
  readonly whole?: true;
}

/** Which blocks belong together, in reading order; what went stands before what came in its place. */
export function pairBlocks(old: readonly Block[], now: readonly Block[]): BlockPair[] {
  const { blocks } = redline(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
  );
  const pairs = blocks.flatMap((found): BlockPair[] => {
    const was = 'before' in found ? (old[found.before] ?? null) : null;
    const is = 'after' in found ? (now[found.after] ?? null) : null;
    if (was === null || is === null || fits(was, is)) return [{ old: was, now: is }];
    return [
      { old: was, now: null },
      { old: null, now: is },
    ];
  });
  return stretches(pairs).flatMap(({ alone, partner }) => [...seated(alone, partner), ...(partner === null ? [] : [partner])]);
}

/** Whether one can be shown as the other changed. */
function fits(old: Block, now: Block): boolean {
  if (old.kind !== now.kind) return false;
  if (old.kind === 'group' || old.kind === 'other') return old.key === now.key;
  const [was, is] = [old.nodes[0], now.nodes[0]];
  if (was === undefined || is === undefined) return false;
  if (old.kind === 'paragraph') return hasSection(was) === hasSection(is);
  if (old.kind === 'control') return JSON.stringify(childOf(was, 'w:sdtPr')) === JSON.stringify(childOf(is, 'w:sdtPr'));
  return isPlainTable(was) && isPlainTable(is);
}

export function hasSection(paragraph: XmlNode): boolean {
  return childOf(childOf(paragraph, 'w:pPr'), 'w:sectPr') !== undefined;
}

/** Rows and nothing around them. */
export function isPlainTable(table: XmlNode): boolean {
  return elementsOf(table).every(({ name }) => ['w:tblPr', 'w:tblGrid', 'w:tr'].includes(name) || unseen.has(name));
}

interface Stretch {
  readonly alone: readonly BlockPair[];
  /** What follows; null at the end. */
  readonly partner: BlockPair | null;
}

function stretches(pairs: readonly BlockPair[]): Stretch[] {
  const result: Stretch[] = [];
  let alone: BlockPair[] = [];
  for (const pair of pairs) {
    if (pair.old === null || pair.now === null) alone.push(pair);
    else {
      result.push({ alone, partner: pair });
      alone = [];
    }
  }
  return [...result, { alone, partner: null }];
}

/**
 * Tables without a partner take the table in whose place they came: two tables side by side would run into one another.
 * The last paragraphs before a table or an end take each other, because a mark there cannot go.
 */
function seated(alone: readonly BlockPair[], partner: BlockPair | null): BlockPair[] {
  const gone = alone.flatMap(({ old }) => (old === null ? [] : [old]));
  const come = alone.flatMap(({ now }) => (now === null ? [] : [now]));
  const table = ({ kind }: Block): boolean => kind === 'table';
  const [left, right] = [gone.findIndex(table), come.findIndex(table)];
  const [was, is] = [gone[left], come[right]];
  if (was !== undefined && is !== undefined && fits(was, is)) {
    const pair: BlockPair = { old: was, now: is, whole: true };
    const rest = [...gone.slice(left + 1).map((old) => ({ old, now: null })), ...come.slice(right + 1).map((now) => ({ old: null, now }))];
    const before = [...gone.slice(0, left).map((old) => ({ old, now: null })), ...come.slice(0, right).map((now) => ({ old: null, now }))];
    return [...seated(before, pair), pair, ...seated(rest, partner)];
  }
  const [last, latest] = [gone.at(-1), come.at(-1)];
  const marksStay = partner === null || partner.now?.kind !== 'paragraph';
  if (marksStay && last?.kind === 'paragraph' && latest?.kind === 'paragraph' && fits(last, latest))
    return [...ordered(gone.slice(0, -1), come.slice(0, -1)), { old: last, now: latest, whole: true }];
  return ordered(gone, come);
}

function ordered(gone: readonly Block[], come: readonly Block[]): BlockPair[] {
  return [...gone.map((old) => ({ old, now: null })), ...come.map((now) => ({ old: null, now }))];
}

/** `nodes` before the section properties a container may end with. */
export function withBlocks(container: XmlNode, nodes: readonly XmlNode[]): XmlNode {
  const children = elementsOf(container);
  const first = children.filter(({ name }) => name === 'w:tcPr' || name === 'w:sdtPr');
  const last = children.filter(({ name }) => name === 'w:sectPr');
  return withChildren(container, [...first, ...nodes, ...last]);
}
