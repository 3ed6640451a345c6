import { type XmlNode } from '@gare/platform/xml';
import { blocksOf, hasSection, pairBlocks, withBlocks, type Block, type BlockPair } from './blocks.js';
import { lineOf } from './line-tokens.js';
import { markedLine, mergedLine, textBoxes, withTextBoxes } from './merge-line.js';
import { markedTable, mergedTable } from './merge-table.js';
import { type Status, withProperties } from './marks.js';
import { childOf, element, elementsOf, withChildren } from './nodes.js';
import { mergedProperties } from './paragraph-look.js';
import { brought, type Story } from './story.js';

/** Two containers of blocks (body, cell, note, text box, header) laid over each other: the new one with everything that went and came. */
export function mergedContainer(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const [was, is] = [blocksOf(old, story.before, story.from), blocksOf(now, story.after, story.to)];
  const pairs = pairBlocks(was.blocks, is.blocks);
  const nodes: XmlNode[] = [];
  for (let index = 0; index < pairs.length; index += 1) {
    const pair = pairs[index];
    if (pair === undefined) break;
    const shift = shiftAt(pairs, index);
    const merged = mergedPair(story, pair);
    if (shift === null) nodes.push(...merged);
    else {
      nodes.push(...shifted(story, { kept: pair, merged, ...shift }));
      index += shift.stretch.length;
    }
  }
  return withBlocks(now, [...nodes, ...is.tail]);
}

/** A container whose blocks all come or go. */
export function markedContainer(story: Story, container: XmlNode, status: Status): XmlNode {
  const [side, part] = status === 'ins' ? [story.after, story.to] : [story.before, story.from];
  const { blocks, tail } = blocksOf(container, side, part);
  // The last mark of a header must stay; that of a cell goes with its row.
  const nodes = blocks.flatMap((block, index) =>
    markedBlock(story, block, { status, markToo: container.name === 'w:tc' || index < blocks.length - 1 }),
  );
  return withBlocks(container, [...nodes, ...(status === 'ins' ? tail : [])]);
}

function mergedPair(story: Story, { old, now, whole }: BlockPair): XmlNode[] {
  if (now === null) return old === null ? [] : markedBlock(story, old, { status: 'del', markToo: true });
  if (old === null) return markedBlock(story, now, { status: 'ins', markToo: true });
  const [is, was] = [now.nodes[0], old.nodes[0]];
  if (is === undefined || was === undefined || (old.key === now.key && now.kind !== 'paragraph')) return [...now.lead, ...now.nodes];
  if (now.kind === 'table') return [...now.lead, mergedTable(story, is, was)];
  if (now.kind === 'control') {
    const [content, then] = [
      childOf(is, 'w:sdtContent') ?? element('w:sdtContent'),
      childOf(was, 'w:sdtContent') ?? element('w:sdtContent'),
    ];
    const merged = mergedContainer(story, content, then);
    return [
      ...now.lead,
      withChildren(
        is,
        elementsOf(is).map((child) => (child === content ? merged : child)),
      ),
    ];
  }
  return [...now.lead, old.key === now.key ? is : mergedParagraph(story, { now: is, old: was, whole: whole === true })];
}

function mergedParagraph(story: Story, { now, old, whole }: { now: XmlNode; old: XmlNode; whole: boolean }): XmlNode {
  const lines = { now: lineOf(now, story.after, story.to), old: lineOf(old, story.before, story.from), whole };
  const line = mergedLine(story, lines, (drawing, then) => withMergedBoxes(story, drawing, then));
  return withProperties(withChildren(now, line), mergedProperties(story, now, old));
}

function withMergedBoxes(story: Story, drawing: XmlNode, old: XmlNode): XmlNode {
  const then = textBoxes(old);
  const boxes = textBoxes(drawing).map((box, index) => {
    const was = then[index];
    return was === undefined ? box : mergedContainer(story, box, was);
  });
  return withTextBoxes(drawing, boxes);
}

/** A block that comes or goes; `markToo`: with its paragraph mark, else it is the last that must stay. */
function markedBlock(story: Story, block: Block, { status, markToo }: { status: Status; markToo: boolean }): XmlNode[] {
  const nodes = block.nodes.map((node) => {
    if (node.name === 'w:p') {
      const paragraph = markedParagraph(story, node, status);
      return markToo ? story.marks.onMark(paragraph, status) : paragraph;
    }
    if (node.name === 'w:tbl') return markedTable(story, node, status);
    if (node.name === 'w:sdt') return markedControl(story, node, status);
    if (node.name === 'w:customXml') return markedInside(story, node, status);
    return story.marks.of(status, [status === 'ins' ? node : brought(story, node)]);
  });
  return status === 'ins' ? [...block.lead, ...nodes] : nodes;
}

function markedControl(story: Story, control: XmlNode, status: Status): XmlNode {
  return withChildren(
    control,
    elementsOf(control).map((child) => (child.name === 'w:sdtContent' ? markedInside(story, child, status) : child)),
  );
}

/** What only frames blocks: there is no mark for the frame, it goes with the last of them. */
function markedInside(story: Story, frame: XmlNode, status: Status): XmlNode {
  const [side, part] = status === 'ins' ? [story.after, story.to] : [story.before, story.from];
  const { blocks } = blocksOf(frame, side, part);
  const about = elementsOf(frame).filter(({ name }) => name === 'w:customXmlPr');
  return withChildren(frame, [...about, ...blocks.flatMap((block) => markedBlock(story, block, { status, markToo: true }))]);
}

/** A paragraph whose text comes or goes; its properties are those of its own file. */
function markedParagraph(story: Story, paragraph: XmlNode, status: Status): XmlNode {
  const [side, part] = status === 'ins' ? [story.after, story.to] : [story.before, story.from];
  const line = markedLine(story, lineOf(paragraph, side, part), status);
  const properties = childOf(paragraph, 'w:pPr');
  const own = properties === undefined || status === 'ins' ? properties : brought(story, properties);
  const shell = status === 'ins' ? paragraph : element('w:p');
  return withChildren(shell, own === undefined ? line : [own, ...line]);
}

interface Shift {
  readonly stretch: readonly Block[];
  readonly status: Status;
}

/**
 * Paragraphs that come or go at the end of a container, or before a table: no mark can go there. The change then runs from the
 * mark of the paragraph before to the text of the last one, as when a person presses Enter at the end of a text.
 */
function shiftAt(pairs: readonly BlockPair[], index: number): Shift | null {
  const kept = pairs[index];
  if (kept?.old?.kind !== 'paragraph' || kept.now?.kind !== 'paragraph') return null;
  let end = index + 1;
  while (end < pairs.length && (pairs[end]?.old === null || pairs[end]?.now === null)) end += 1;
  const stretch = pairs.slice(index + 1, end);
  const next = pairs[end];
  if (stretch.length === 0 || next?.now?.kind === 'paragraph') return null;
  const come = stretch.flatMap(({ now }) => (now === null ? [] : [now]));
  const gone = stretch.flatMap(({ old }) => (old === null ? [] : [old]));
  if (come.length > 0 && gone.length > 0) return null;
  const blocks = come.length > 0 ? come : gone;
  const [last, first] = [blocks.at(-1)?.nodes[0], kept.now.nodes[0]];
  if (blocks.at(-1)?.kind !== 'paragraph' || last === undefined || first === undefined) return null;
  if (hasSection(last) || hasSection(first)) return null;
  return { stretch: blocks, status: come.length > 0 ? 'ins' : 'del' };
}

function shifted(story: Story, { kept, merged, stretch, status }: Shift & { kept: BlockPair; merged: readonly XmlNode[] }): XmlNode[] {
  const start = merged.map((node) => (node.name === 'w:p' ? story.marks.onMark(node, status) : node));
  const middle = stretch.slice(0, -1).flatMap((block) => markedBlock(story, block, { status, markToo: true }));
  const last = stretch.at(-1);
  const [end, now, old] = [last?.nodes[0], kept.now?.nodes[0], kept.old?.nodes[0]];
  if (last === undefined || end === undefined || now === undefined || old === undefined) return [...start, ...middle];
  const paragraph = markedParagraph(story, end, status);
  // Where the change is undone the paragraph before runs on into this one, and must look as it did.
  const look = status === 'ins' ? mergedProperties(story, end, old) : mergedProperties(story, now, end);
  return [...start, ...middle, ...(status === 'ins' ? last.lead : []), withProperties(paragraph, look)];
}
