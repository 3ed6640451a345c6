import { Extension } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import { type EditorView } from '@tiptap/pm/view';

/**
 * A click beside a paragraph at whose end somebody else’s cursor stands leaves the cursor of the browser between two paragraphs. What is
 * typed still goes to the right place, but End and the arrows would go on from the next paragraph: the cursor is put back into the text.
 */
export const SteadyCursor = Extension.create({
  name: 'steadyCursor',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleClick: (view, position) => {
          steady(view, position);
          return false;
        },
      },
    }),
  ],
});

/** @param position of the document under the pointer */
function steady(view: EditorView, position: number): void {
  const shown = view.dom.ownerDocument.getSelection();
  if (shown?.isCollapsed !== true || shown.anchorNode !== view.dom) return;
  const { node, offset } = view.domAtPos(Selection.near(view.state.doc.resolve(position), -1).from);
  if (node !== view.dom) shown.collapse(node, offset);
}
