import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { type EditorState, type Transaction } from '@tiptap/pm/state';
import { goToNextCell, isInTable } from '@tiptap/pm/tables';
import { canSplit } from '@tiptap/pm/transform';

const deepestLevel = 8;

interface DraftKeysOptions {
  readonly onFind: () => void;
  readonly onToolbar: () => void;
}

/** Keys of a word processor that depend on the kinds of blocks of a draft. */
export const DraftKeys = Extension.create<DraftKeysOptions>({
  name: 'draftKeys',
  priority: 950,
  addKeyboardShortcuts() {
    const { editor } = this;
    const run = (make: (state: EditorState) => Transaction | null): boolean => {
      const transaction = make(editor.state);
      if (transaction === null || !editor.isEditable) return false;
      editor.view.dispatch(transaction.scrollIntoView());
      return true;
    };
    return {
      'Mod-b': () => editor.commands.toggleMark('bold'),
      'Mod-i': () => editor.commands.toggleMark('italic'),
      'Mod-u': () => editor.commands.toggleMark('underline'),
      'Mod-,': () => editor.commands.toggleMark('subscript'),
      'Mod-.': () => editor.commands.toggleMark('superscript'),
      'Mod-Alt-0': () => run((state) => asKind(state, 'paragraph')),
      'Mod-Alt-1': () => run((state) => asKind(state, 'heading', { level: 1 })),
      'Mod-Alt-2': () => run((state) => asKind(state, 'heading', { level: 2 })),
      'Mod-Alt-3': () => run((state) => asKind(state, 'heading', { level: 3 })),
      Enter: () => run(afterEnter),
      'Shift-Enter': () => run((state) => withBreak(state)),
      Tab: () => goToNextCell(1)(editor.state, editor.view.dispatch) || run((state) => atLevel(state, 1)),
      'Shift-Tab': () => goToNextCell(-1)(editor.state, editor.view.dispatch) || run((state) => atLevel(state, -1)),
      'Mod-f': () => {
        this.options.onFind();
        return true;
      },
      'Alt-F10': () => {
        this.options.onToolbar();
        return true;
      },
    };
  },
});

/** Enter goes on with the list it is in, ends it in an empty item, and writes plain text after a heading. */
export function afterEnter(state: EditorState): Transaction | null {
  const { $from, empty } = state.selection;
  const block = $from.parent;
  if (!block.isTextblock) return null;
  if (block.type.name === 'listItem' && block.content.size === 0 && empty) return asKind(state, 'paragraph');
  const transaction = state.tr;
  if (!empty) transaction.deleteSelection();
  const $at = transaction.doc.resolve(transaction.mapping.map($from.pos));
  const endsHeading = block.type.name === 'heading' && $at.parentOffset === $at.parent.content.size;
  const next = endsHeading ? state.schema.nodes['paragraph'] : block.type;
  if (next === undefined) return null;
  const attrs = { ...block.attrs, id: null, change: null, ...(endsHeading ? { look: null } : {}) };
  const kinds = [{ type: next, attrs: known(next.spec.attrs, attrs) }];
  return canSplit(transaction.doc, $at.pos, 1, kinds) ? transaction.split($at.pos, 1, kinds) : null;
}

function known(attrs: object | undefined, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in (attrs ?? {})));
}

function withBreak(state: EditorState): Transaction | null {
  const line = state.schema.nodes['hardBreak'];
  return line === undefined ? null : state.tr.replaceSelectionWith(line.create());
}

/** The blocks of text the selection reaches. */
function selectedBlocks({ doc, selection }: EditorState): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  doc.nodesBetween(selection.from, selection.to, (node, pos) => {
    if (node.isTextblock) found.push({ node, pos });
    return !node.isTextblock;
  });
  return found;
}

/** The selected blocks as another kind of block. What they were for the shell (their look) goes: it belongs to the old kind. */
export function asKind(state: EditorState, kind: string, attrs: Record<string, unknown> = {}): Transaction | null {
  const type = state.schema.nodes[kind];
  if (type === undefined) return null;
  const transaction = state.tr;
  for (const { node, pos } of selectedBlocks(state)) {
    if (node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value)) continue;
    const level = kind === 'listItem' && node.type.name !== 'listItem' ? { level: 0 } : {};
    const look = node.type === type ? {} : { look: null };
    transaction.setNodeMarkup(pos, type, known(type.spec.attrs, { ...node.attrs, ...look, ...level, ...attrs }));
  }
  return transaction.docChanged ? transaction : null;
}

/** List items a level in or out; headings a level down or up. Tab is kept from leaving the text only where it does something. */
export function atLevel(state: EditorState, by: 1 | -1): Transaction | null {
  if (isInTable(state) && selectedBlocks(state).every(({ node }) => node.type.name !== 'listItem')) return null;
  const transaction = state.tr;
  for (const { node, pos } of selectedBlocks(state)) {
    if (node.type.name !== 'listItem') continue;
    const level = Math.min(deepestLevel, Math.max(0, Number(node.attrs['level']) + by));
    if (level !== node.attrs['level']) transaction.setNodeAttribute(pos, 'level', level);
  }
  return transaction.docChanged ? transaction : null;
}
