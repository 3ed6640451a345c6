import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import { type EditorView } from '@tiptap/pm/view';
import { type ValueAttrs, valueKey } from '@gare/domain/drafting/draft-schema';
import { type LeftOut, leftOutOf } from '../paste/left-out';
import { cellBlocks, type Known, pastedBlocks } from '../paste/pasted-blocks';
import { withTypedLists } from '../paste/typed-lists';

interface PasteRulesOptions {
  /** Told when something of what was pasted does not come into the text. */
  readonly onLeftOut: (kinds: readonly LeftOut[]) => void;
}

/** Whatever is pasted or dropped comes as blocks of a draft, read by `pastedBlocks`; a file or picture does not come at all. */
export const PasteRules = Extension.create<PasteRulesOptions>({
  name: 'pasteRules',
  addProseMirrorPlugins() {
    const put = (view: EditorView, data: DataTransfer | null): boolean => {
      const leftOut = data === null || !view.editable ? [] : putIn(view, data);
      // Said after the edit: an edit takes back what was said before it.
      if (leftOut.length > 0) this.options.onLeftOut(leftOut);
      return true;
    };
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => put(view, event.clipboardData),
          handleDrop: (view, event) => {
            // Moved inside the text: the editor knows how. From outside: as if pasted where the cursor is.
            if (view.dragging) return false;
            event.preventDefault();
            return put(view, event.dataTransfer);
          },
        },
      }),
    ];
  },
});

/** @returns what does not come in */
function putIn(view: EditorView, data: DataTransfer): readonly LeftOut[] {
  const html = data.getData('text/html');
  const { blocks, leftOut } = html === '' ? plainBlocks(view, data) : htmlBlocks(view, html);
  if (blocks.length === 0) return leftOut;
  const slice = sliceOf(view, blocks);
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  return leftOut;
}

interface Pasted {
  readonly blocks: Node[];
  readonly leftOut: readonly LeftOut[];
}

/** A document apart: nothing in it runs, nothing is loaded. */
function htmlBlocks({ state }: EditorView, html: string): Pasted {
  const { documentElement } = new DOMParser().parseFromString(html, 'text/html');
  return { blocks: pastedBlocks(documentElement, state.schema, knownIn(state.doc)), leftOut: leftOutOf(documentElement) };
}

function plainBlocks({ state: { schema } }: EditorView, data: DataTransfer): Pasted {
  const { paragraph } = schema.nodes;
  const lines = data
    .getData('text/plain')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll(/[\u0000-\u0008\u000B-\u001F]/g, '').trim());
  const blocks = lines.flatMap((line) => (line === '' || !paragraph ? [] : [paragraph.create(null, schema.text(line))]));
  return { blocks: withTypedLists(blocks), leftOut: data.files.length > 0 ? ['file'] : [] };
}

function knownIn(doc: Node): Known {
  const [values, blocks] = [new Set<string>(), new Set<string>()];
  doc.descendants((node) => {
    if (node.type.name === 'value') values.add(valueKey(node.attrs as ValueAttrs));
    const id = node.attrs['id'] as string | null | undefined;
    if (id != null) blocks.add(id);
    return true;
  });
  return { values, blocks };
}

/** Blocks as they go in at the cursor: open where they begin and end with text, of the owner they come to stand under. */
function sliceOf({ state }: EditorView, pasted: readonly Node[]): Slice {
  const { $from } = state.selection;
  const owner = ($from.depth > 0 ? $from.node(1).attrs['owner'] : null) as string | null;
  const inTable = isInTable(state);
  const blocks = pasted.flatMap((block) => (inTable ? cellBlocks(block, state.schema) : [block])).map((block) => owned(block, owner));
  const [first, last] = [blocks[0], blocks.at(-1)];
  // A heading or item that comes alone, or first into an empty place, stays what it is.
  const empty = $from.parent.isTextblock && $from.parent.content.size === 0;
  const opens = first?.isTextblock === true && !(empty && (blocks.length > 1 || first.type.name !== 'paragraph'));
  return new Slice(Fragment.from(blocks), opens ? 1 : 0, opens || blocks.length > 1 ? (last?.isTextblock === true && opens ? 1 : 0) : 0);
}

function owned(block: Node, owner: string | null): Node {
  const content = block.isTextblock ? block.content : Fragment.from(block.content.content.map((child) => owned(child, owner)));
  return 'owner' in block.attrs ? block.type.create({ ...block.attrs, owner }, content) : block.type.create(block.attrs, content);
}
