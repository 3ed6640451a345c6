import { draftSchema, type DraftNode, type NodeChange } from '@gare/domain/drafting/draft-schema';
import { changeOf, trackedBy, type Tracked } from './inline-from-word.js';
import { type BlockIds } from './block-ids.js';
import { type ShellRegister } from './shell-index.js';
import { attribute, child, within, type WordElement } from './word-xml.js';
import { isHeaderRow } from './word-styles.js';

const { nodes } = draftSchema;

/** What the reader of a body lends to its tables. */
export interface TableContext {
  readonly xml: string;
  readonly register: ShellRegister;
  readonly ids: BlockIds;
  paragraph(element: WordElement, inTable: boolean): { node: DraftNode; mark: Tracked | null };
  kept(element: WordElement, label: string): DraftNode;
  originInside(element: WordElement): string | null;
  ownerOf(origin: string | null): string | null;
}

/** A table row by row; one with cells merged downwards, tables inside or anything else between its rows is kept whole. */
export function readTable(context: TableContext, element: WordElement): DraftNode {
  const fault = whyKept(element);
  if (fault !== null) return context.kept(element, fault);
  const slice = (one: WordElement | undefined): string => (one === undefined ? '' : context.xml.slice(one.from, one.to));
  const rows = element.children.filter(({ name }) => name === 'w:tr');
  const look = context.register.piece(slice(child(element, 'w:tblPr')) + slice(child(element, 'w:tblGrid')));
  const origin = context.originInside(element);
  const id = context.ids.next(rows[0] ?? null, `table ${context.xml.slice(element.from, element.to)}`);
  const content = rows.map((row) => readRow(context, row));
  const changes = content.map(({ attrs }) => attrs['change'] as NodeChange | null);
  const whole = changes.every((change) => isSame(change, changes[0] ?? null)) ? (changes[0] ?? null) : null;
  const inside = whole === null ? content : content.map((row) => row.type.create({ ...row.attrs, change: null }, row.content));
  return nodes.table.create({ id, look, origin, owner: context.ownerOf(origin), change: whole }, inside);
}

function isSame(one: NodeChange | null, other: NodeChange | null): boolean {
  return one?.kind === other?.kind && one?.author === other?.author && one?.at === other?.at;
}

function whyKept(table: WordElement): string | null {
  const rows = table.children.filter(({ name }) => name === 'w:tr');
  if (rows.length === 0) return 'Tabella vuota';
  const known = new Set(['w:tr', 'w:tblPr', 'w:tblGrid']);
  if (table.children.some(({ name }) => !known.has(name))) return 'Tabella con contenuti conservati';
  const cells = rows.flatMap((row) => row.children.filter(({ name }) => name === 'w:tc'));
  if (rows.some((row) => row.children.some(({ name }) => !['w:tc', 'w:trPr'].includes(name)))) return 'Tabella con righe particolari';
  if (cells.some((cell) => within(cell, 'w:tbl') !== undefined)) return 'Tabella con tabelle annidate';
  if (cells.some((cell) => child(child(cell, 'w:tcPr'), 'w:vMerge') !== undefined)) return 'Tabella con celle unite';
  return null;
}

function readRow(context: TableContext, row: WordElement): DraftNode {
  const properties = child(row, 'w:trPr');
  const parts = (properties?.children ?? []).filter(({ name }) => !['w:ins', 'w:del', 'w:trPrChange'].includes(name));
  const look = context.register.piece(parts.map(({ from, to }) => context.xml.slice(from, to)).join(''));
  const tracked = trackedAs(child(properties, 'w:ins'), child(properties, 'w:del'));
  const header = isHeaderRow(row);
  const cells = row.children.filter(({ name }) => name === 'w:tc').map((cell, column) => readCell(context, cell, { header, column }));
  return nodes.tableRow.create({ look, change: changeOf(tracked) }, cells);
}

function readCell(context: TableContext, cell: WordElement, { header, column }: { header: boolean; column: number }): DraftNode {
  const properties = child(cell, 'w:tcPr');
  const parts = (properties?.children ?? []).filter(({ name }) => !['w:cellIns', 'w:cellDel', 'w:tcPrChange'].includes(name));
  const look = context.register.piece(parts.map(({ from, to }) => context.xml.slice(from, to)).join(''));
  const tracked = trackedAs(child(properties, 'w:cellIns'), child(properties, 'w:cellDel'));
  const colspan = Math.max(1, Number(attribute(child(properties, 'w:gridSpan'), 'w:val') ?? 1));
  const content: DraftNode[] = [];
  let border: Tracked | null = null;
  for (const one of cell.children.filter(({ name }) => name !== 'w:tcPr' && name !== 'w:proofErr')) {
    if (one.name !== 'w:p') {
      content.push(context.kept(one, 'Contenuto conservato'));
      border = null;
      continue;
    }
    const { node, mark } = context.paragraph(one, true);
    const change = node.attrs['change'] as NodeChange | null;
    const isPending = change?.kind === 'insertion' || change?.kind === 'deletion';
    content.push(isPending ? node : withBorder(node, border));
    if (!isPending) border = mark;
  }
  if (content.length === 0) content.push(nodes.paragraph.create({ id: context.ids.next(null, 'empty cell') }));
  return nodes.tableCell.create({ look, header, colspan, change: changeOf(ofColumn(tracked, column)) }, content);
}

/** Word numbers the cells of a column one by one: here they are one suggestion. */
function ofColumn(tracked: Tracked | null, column: number): Tracked | null {
  return tracked === null ? null : { ...tracked, id: `word-column-${column}-${tracked.author}-${tracked.at}` };
}

function trackedAs(inserted: WordElement | undefined, deleted: WordElement | undefined): Tracked | null {
  if (inserted !== undefined) return trackedBy(inserted, 'insertion');
  return deleted === undefined ? null : trackedBy(deleted, 'deletion');
}

/** The block with the tracked change of the paragraph mark before it. */
export function withBorder(node: DraftNode, border: Tracked | null): DraftNode {
  const { previous } = (node.attrs['change'] as NodeChange | null) ?? {};
  if (border === null || !node.isTextblock || (node.attrs['change'] !== null && previous === undefined)) return node;
  const kind = border.kind === 'insertion' ? 'split' : 'join';
  const change: NodeChange = { ...border, kind, ...(previous === undefined ? {} : { previous }) };
  return node.type.create({ ...node.attrs, change }, node.content);
}
