import { type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { placeOfBlock } from './references';

/** Brings a block into view and puts the cursor into it; false where the text has no such block. */
export function goToBlock(editor: Editor, id: string): boolean {
  const place = placeOfBlock(editor.state.doc, id);
  if (place === null) return false;
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(place + 1))));
  const element = view.nodeDOM(place);
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  view.focus();
  return true;
}
