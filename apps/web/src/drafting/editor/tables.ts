import { Extension, type Editor } from '@tiptap/core';
import { type Node, type Schema } from '@tiptap/pm/model';
import { type Command, TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  tableEditing,
} from '@tiptap/pm/tables';

/** Selecting cells, and keeping tables whole. */
export const DraftTables = Extension.create({
  name: 'draftTables',
  addProseMirrorPlugins: () => [tableEditing()],
});

/** What can be done to the table the cursor stands in. */
export const tableActs = {
  rigaSopra: addRowBefore,
  rigaSotto: addRowAfter,
  colonnaPrima: addColumnBefore,
  colonnaDopo: addColumnAfter,
  togliRiga: deleteRow,
  togliColonna: deleteColumn,
  togliTabella: deleteTable,
} as const satisfies Record<string, Command>;

/** A table after the block the cursor stands in: its first row is a heading. */
export function insertTable(editor: Editor, rows: number, columns: number): boolean {
  const { state, view } = editor;
  const { $from } = state.selection;
  if ($from.depth === 0) return false;
  const after = $from.after(1);
  const table = tableOf(state.schema, rows, columns, $from.node(1).attrs['owner'] as string | null);
  if (table === null) return false;
  const transaction = state.tr.insert(after, table);
  view.dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(after + 1))).scrollIntoView());
  return true;
}

function tableOf(schema: Schema, rows: number, columns: number, owner: string | null): Node | null {
  const { table, tableRow, tableCell, paragraph } = schema.nodes;
  if (!table || !tableRow || !tableCell || !paragraph) return null;
  const row = (header: boolean): Node =>
    tableRow.create(
      null,
      Array.from({ length: columns }, () => tableCell.create({ header }, paragraph.create({ owner }))),
    );
  return table.create(
    { owner },
    Array.from({ length: rows }, (_, index) => row(index === 0)),
  );
}
