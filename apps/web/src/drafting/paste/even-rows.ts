import { type Node } from '@tiptap/pm/model';

/**
 * Rows as a draft has them: a cell that runs down over several rows stands in the first, with empty ones below it, and rows that end early
 * are filled up. So no cell comes to stand under the heading of another.
 */
export function evenRows(rows: readonly Node[]): Node[] {
  const hanging = new Map<number, Hanging>();
  const laid = rows.map((row) => ({ row, cells: laidOut(row, hanging) }));
  const width = Math.max(...laid.map(({ cells }) => widthOf(cells)));
  return laid.map(({ row, cells }) => {
    const missing = Array.from({ length: width - widthOf(cells) }, () => empty(row, 1));
    return row.type.create(row.attrs, [...cells, ...missing]);
  });
}

/** A cell that still runs down: over how many rows more, and how many columns. */
interface Hanging {
  readonly rows: number;
  readonly columns: number;
}

/** @param hanging what runs down from above, by the column it begins in; brought up to date for the next row */
function laidOut(row: Node, hanging: Map<number, Hanging>): Node[] {
  const cells: Node[] = [];
  const underHanging = (): void => {
    for (let above = hanging.get(widthOf(cells)); above !== undefined; above = hanging.get(widthOf(cells))) {
      const column = widthOf(cells);
      if (above.rows === 1) hanging.delete(column);
      else hanging.set(column, { ...above, rows: above.rows - 1 });
      cells.push(empty(row, above.columns));
    }
  };
  for (const cell of row.children) {
    underHanging();
    const down = Number(cell.attrs['rowspan']);
    const column = widthOf(cells);
    cells.push(cell.type.create({ ...cell.attrs, rowspan: 1 }, cell.content));
    if (down > 1) hanging.set(column, { rows: down - 1, columns: Number(cell.attrs['colspan']) });
  }
  underHanging();
  return cells;
}

function widthOf(cells: readonly Node[]): number {
  return cells.reduce((sum, { attrs }) => sum + Number(attrs['colspan']), 0);
}

function empty(row: Node, colspan: number): Node {
  const cell = row.type.schema.nodes['tableCell']?.createAndFill({ colspan });
  if (cell == null) throw new TypeError('not the schema of a draft');
  return cell;
}
