import { type Node } from '@tiptap/pm/model';
import { type Transaction } from '@tiptap/pm/state';

/**
 * What new cells take over from those beside them. A cell put into a row of headings is one. A row put into a table with proposed columns
 * has them as proposed too: decided, it must not be left with a cell more or less than the rows around it.
 */
export function settleTables(transaction: Transaction): void {
  const before = new Map(transaction.before.children.filter(isTable).map((table) => [table.attrs['id'] as unknown, table]));
  transaction.doc.forEach((table, pos) => {
    const was = before.get(table.attrs['id']);
    if (was === undefined || was === table || !isTable(table)) return;
    for (const { cell, at, attrs } of [...inHeadings(was, table), ...inNewRows(was, table)]) {
      transaction.setNodeMarkup(pos + 1 + at, null, { ...cell.attrs, ...attrs });
    }
  });
}

const isTable = (node: Node): boolean => node.type.name === 'table';

interface Settled {
  readonly cell: Node;
  /** Before the cell, from the first row of its table. */
  readonly at: number;
  readonly attrs: Readonly<Record<string, unknown>>;
}

function inHeadings(was: Node, table: Node): Settled[] {
  if (was.childCount !== table.childCount) return [];
  const found: Settled[] = [];
  table.forEach((row, offset, index) => {
    const old = was.child(index);
    if (row.childCount <= old.childCount || !old.children.every(({ attrs }) => attrs['header'] === true)) return;
    row.forEach((cell, at) => {
      if (cell.attrs['header'] !== true) found.push({ cell, at: offset + 1 + at, attrs: { header: true } });
    });
  });
  return found;
}

function inNewRows(was: Node, table: Node): Settled[] {
  if (table.childCount <= was.childCount) return [];
  const standing = new Set(was.children);
  const model = was.children.find((row) => row.children.some((cell) => cell.attrs['change'] !== null));
  if (model === undefined) return [];
  const found: Settled[] = [];
  table.forEach((row, offset) => {
    if (standing.has(row) || row.childCount !== model.childCount) return;
    row.forEach((cell, at, index) => {
      const change: unknown = model.child(index).attrs['change'];
      if (cell.attrs['change'] === null && change !== null) found.push({ cell, at: offset + 1 + at, attrs: { change } });
    });
  });
  return found;
}
