import { redline } from '@gare/domain/redline/redline';
import { type XmlNode } from '@gare/platform/xml';
import { isPlainTable } from './blocks.js';
import { type Status } from './marks.js';
import { childOf, childrenOf, element, elementsOf, textOf, unseen, withChildren, without } from './nodes.js';
import { brought, type Story } from './story.js';

/** Two tables laid over each other row by row, the cells of a row one by one. */
export function mergedTable(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const rows = pairRows(childrenOf(old, 'w:tr'), childrenOf(now, 'w:tr'), story).flatMap(([was, is]): XmlNode[] => {
    if (is === null) return was === null ? [] : [markedRow(story, was, 'del')];
    return [was === null ? markedRow(story, is, 'ins') : mergedRow(story, is, was)];
  });
  const about = elementsOf(now).filter(({ name }) => name !== 'w:tr');
  const kept = about.map((child) => {
    if (child.name !== 'w:tblPr' && child.name !== 'w:tblGrid') return child;
    return changedProperties(story, child, childOf(old, child.name) ?? element(child.name));
  });
  return withChildren(now, [...kept, ...rows]);
}

/** A table that comes or goes: every row of it. */
export function markedTable(story: Story, table: XmlNode, status: Status): XmlNode {
  const children = elementsOf(table).flatMap((child): XmlNode[] => {
    if (child.name === 'w:tr') return [markedRow(story, child, status)];
    if (unseen.has(child.name)) return status === 'ins' ? [child] : [];
    if (!isPlainTable(table) && child.name !== 'w:tblPr' && child.name !== 'w:tblGrid') return [heldRows(story, child, status)];
    return [status === 'ins' ? child : brought(story, child)];
  });
  return withChildren(table, children);
}

/** Rows inside a content control. */
function heldRows(story: Story, node: XmlNode, status: Status): XmlNode {
  return withChildren(
    node,
    elementsOf(node).map((child) => {
      if (child.name === 'w:tr') return markedRow(story, child, status);
      return child.name === 'w:sdtContent' || child.name === 'w:sdt' ? heldRows(story, child, status) : child;
    }),
  );
}

function markedRow(story: Story, row: XmlNode, status: Status): XmlNode {
  const cells = elementsOf(row).map((child) => {
    if (child.name === 'w:tc') return markedCell(story, child, status);
    return status === 'ins' ? child : brought(story, child);
  });
  const properties = cells.find(({ name }) => name === 'w:trPr') ?? element('w:trPr');
  const marked = withChildren(properties, [...properties.children, story.marks.of(status)]);
  const exceptions = cells.filter(({ name }) => name === 'w:tblPrEx');
  const rest = cells.filter(({ name }) => name !== 'w:tblPrEx' && name !== 'w:trPr');
  return withChildren(row, [...exceptions, marked, ...rest]);
}

function markedCell(story: Story, cell: XmlNode, status: Status): XmlNode {
  const marked = story.containers.marked(story, cell, status);
  if (status === 'ins') return marked;
  return withChildren(
    marked,
    elementsOf(marked).map((child) => (child.name === 'w:tcPr' ? brought(story, child) : child)),
  );
}

type RowPair = readonly [old: XmlNode | null, now: XmlNode | null];

function pairRows(old: readonly XmlNode[], now: readonly XmlNode[], story: Story): RowPair[] {
  const { blocks } = redline(old.map(rowText), now.map(rowText));
  return blocks.flatMap((block): RowPair[] => {
    const was = 'before' in block ? (old[block.before] ?? null) : null;
    const is = 'after' in block ? (now[block.after] ?? null) : null;
    if (was === null || is === null || fits(story, was, is)) return [[was, is]];
    return [
      [was, null],
      [null, is],
    ];
  });
}

function rowText(row: XmlNode): string {
  return childrenOf(row, 'w:tc')
    .map((cell) => textOf(cell))
    .join(' | ');
}

/** The same cells, and nothing that could not be kept beside its change. */
function fits(story: Story, old: XmlNode, now: XmlNode): boolean {
  const plain = (row: XmlNode): boolean =>
    elementsOf(row).every(({ name }) => ['w:tc', 'w:trPr', 'w:tblPrEx'].includes(name) || unseen.has(name));
  if (!plain(old) || !plain(now) || childrenOf(old, 'w:tc').length !== childrenOf(now, 'w:tc').length) return false;
  const exceptions = (row: XmlNode): XmlNode => childOf(row, 'w:tblPrEx') ?? element('w:tblPrEx');
  return story.before.key(exceptions(old), story.from) === story.after.key(exceptions(now), story.to);
}

function mergedRow(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const then = childrenOf(old, 'w:tc');
  const cells = childrenOf(now, 'w:tc').map((cell, index) => mergedCell(story, cell, then[index] ?? element('w:tc')));
  const exceptions = elementsOf(now).filter(({ name }) => name === 'w:tblPrEx');
  const properties = changedProperties(story, childOf(now, 'w:trPr') ?? element('w:trPr'), childOf(old, 'w:trPr') ?? element('w:trPr'));
  const content = elementsOf(now).flatMap((child): XmlNode[] => {
    if (unseen.has(child.name)) return [child];
    return child.name === 'w:tc' ? cells.splice(0, 1) : [];
  });
  return withChildren(now, [...exceptions, ...(properties.children.length === 0 ? [] : [properties]), ...content]);
}

function mergedCell(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const [is, was] = [childOf(now, 'w:tcPr') ?? element('w:tcPr'), childOf(old, 'w:tcPr') ?? element('w:tcPr')];
  const properties = changedProperties(story, is, was);
  const content = story.containers.merged(story, without(now, 'w:tcPr'), without(old, 'w:tcPr'));
  return withChildren(content, [...(properties.children.length === 0 ? [] : [properties]), ...content.children]);
}

function changedProperties(story: Story, now: XmlNode, old: XmlNode): XmlNode {
  const same = story.after.key(now, story.to) === story.before.key(old, story.from);
  return same ? now : story.marks.changed(now, brought(story, old));
}
