import { Extension } from '@tiptap/core';
import { Plugin, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';

/** The cursor of a person stays where they have put it: beside the cursor of somebody else, and while others write in the same paragraph. */
export const SteadyCursor = Extension.create({
  name: 'steadyCursor',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, before, after) => (transactions.some(isOfOthers) ? stayed(before, after) : null),
      props: {
        handleClick: (view, position) => {
          steady(view, position);
          return false;
        },
      },
    }),
  ],
});

const isOfOthers = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;

/**
 * Where others write before the cursor in its own paragraph, y-tiptap (3.0.9) takes the paragraph for another one, because it reads
 * otherwise, and leaves the cursor at the same count of letters: words typed at the same time would be mixed. Blocks have ids here, so
 * the cursor follows its letter as long as that stands in the same block.
 */
function stayed(before: EditorState, after: EditorState): Transaction | null {
  const binding = (ySyncPluginKey.getState(after) as { binding: ProsemirrorBinding | null } | undefined)?.binding;
  const kept = binding?.beforeTransactionSelection as KeptSelection | null | undefined;
  if (!binding || !kept || !(before.selection instanceof TextSelection)) return null;
  const placeOf = (relative: KeptSelection['anchor']): number | null =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping);
  const [anchor, head] = [placeOf(kept.anchor), placeOf(kept.head)];
  const { $anchor, $head } = before.selection;
  if (anchor === null || head === null || (anchor === after.selection.anchor && head === after.selection.head)) return null;
  const isSame = blockAt(after, anchor) === blockOf($anchor) && blockAt(after, head) === blockOf($head);
  return isSame ? after.tr.setSelection(TextSelection.create(after.doc, anchor, head)) : null;
}

interface KeptSelection {
  readonly anchor: Parameters<typeof relativePositionToAbsolutePosition>[2];
  readonly head: Parameters<typeof relativePositionToAbsolutePosition>[2];
}

const blockOf = ({ parent }: Selection['$head']): unknown => parent.attrs['id'];

/** Undefined outside of any text. */
function blockAt({ doc }: EditorState, position: number): unknown {
  if (position > doc.content.size) return undefined;
  const place = doc.resolve(position);
  return place.parent.isTextblock ? blockOf(place) : undefined;
}

/**
 * A click beside a paragraph at whose end somebody else’s cursor stands leaves the cursor of the browser between two paragraphs. What is
 * typed still goes to the right place, but End and the arrows would go on from the next paragraph: the cursor is put back into the text.
 *
 * @param position of the document under the pointer
 */
function steady(view: EditorView, position: number): void {
  const shown = view.dom.ownerDocument.getSelection();
  if (shown?.isCollapsed !== true || shown.anchorNode !== view.dom) return;
  const { node, offset } = view.domAtPos(Selection.near(view.state.doc.resolve(position), -1).from);
  if (node !== view.dom) shown.collapse(node, offset);
}
