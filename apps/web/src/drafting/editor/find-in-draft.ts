import { Extension, type Editor } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where the words stand, whatever their case; a place does not run over the border of a block. */
export function placesOf(doc: Node, words: string): Place[] {
  const sought = words.toLocaleLowerCase('it');
  if (sought === '') return [];
  const found: Place[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    // An atom counts as one character, so that places in the text are places in the block.
    const text = node.textBetween(0, node.content.size, undefined, () => '\uFFFC');
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      found.push({ from: pos + 1 + at, to: pos + 1 + at + sought.length });
    }
    return false;
  });
  return found;
}

interface Found {
  readonly words: string;
  readonly places: readonly Place[];
  readonly current: number | null;
}

const nothing: Found = { words: '', places: [], current: null };
const key = new PluginKey<Found>('findInDraft');

/** Marks what was sought, and keeps its places while the text changes. */
export const FindInDraft = Extension.create({
  name: 'findInDraft',
  addProseMirrorPlugins: () => [
    new Plugin<Found>({
      key,
      state: {
        init: () => nothing,
        apply(transaction, before, _old, state) {
          const asked = transaction.getMeta(key) as Partial<Found> | undefined;
          if (asked === undefined && !transaction.docChanged) return before;
          const words = asked?.words ?? before.words;
          if (words === '') return nothing;
          const places = asked?.words !== undefined || transaction.docChanged ? placesOf(state.doc, words) : before.places;
          const current = asked?.current === undefined ? before.current : asked.current;
          return { words, places, current: current !== null && current < places.length ? current : null };
        },
      },
      props: { decorations: (state) => marked(state) },
    }),
  ],
});

function marked(state: EditorState): DecorationSet {
  const { places, current } = foundIn(state);
  return DecorationSet.create(
    state.doc,
    places.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === current ? 'gi-found gi-found-now' : 'gi-found' })),
  );
}

export function foundIn(state: EditorState): Found {
  return key.getState(state) ?? nothing;
}

export function seek(editor: Editor, words: string): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, { words, current: null }));
}

/** To the next place, or the one before, round the document; from where the cursor stands when it begins. */
export function goToFound(editor: Editor, by: 1 | -1): void {
  const { places, current } = foundIn(editor.state);
  if (places.length === 0) return;
  const cursor = editor.state.selection.from;
  const first = places.findIndex(({ from }) => from >= cursor);
  const begin = by === 1 ? Math.max(0, first) : (first <= 0 ? places.length : first) - 1;
  const next = current === null ? begin : (current + by + places.length) % places.length;
  const place = places[next];
  if (place === undefined) return;
  const transaction = editor.state.tr.setMeta(key, { current: next });
  editor.view.dispatch(transaction.setSelection(TextSelection.create(transaction.doc, place.from, place.to)).scrollIntoView());
}
