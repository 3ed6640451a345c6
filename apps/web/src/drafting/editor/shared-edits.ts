import { Extension } from '@tiptap/core';
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import { comesFromShared } from './edit-rules';

/**
 * Edits of others, and undo, change the blocks they touch and no other. y-tiptap (3.0.9) makes every block of the text anew at each of
 * them and replaces the whole document: in a text of forty pages that took the page 40 ms for each letter somebody else typed.
 */
export const SharedEdits = Extension.create({
  name: 'sharedEdits',
  onCreate() {
    const { binding } = ySyncPluginKey.getState(this.editor.state) as { binding: ProsemirrorBinding | null };
    // What an edit touched, and all it stands in, has been taken out before this is called: the rest still is what it was.
    if (binding) binding.mapping.clear = () => undefined;
  },
  dispatchTransaction({ transaction, next }) {
    next(comesFromShared(transaction) ? (smallest(transaction, this.editor.state) ?? transaction) : transaction);
  },
});

/** The same edit as the smallest replacement that makes it; null where there is none. */
function smallest(transaction: Transaction, state: EditorState): Transaction | null {
  const [before, after] = [state.doc.content, transaction.doc.content];
  const smaller = state.tr;
  const [start, end] = [before.findDiffStart(after), before.findDiffEnd(after)];
  if (start !== null && end !== null) {
    // Where a text repeats itself the two ends may cross.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    smaller.replace(start, end.a + overlap, transaction.doc.slice(start, end.b + overlap));
    if (!smaller.doc.eq(transaction.doc)) return null;
  }
  if (transaction.selectionSet) smaller.setSelection(Selection.fromJSON(smaller.doc, transaction.selection.toJSON()));
  if (transaction.scrolledIntoView) smaller.scrollIntoView();
  return smaller.setMeta(ySyncPluginKey, transaction.getMeta(ySyncPluginKey)).setMeta('addToHistory', false);
}
