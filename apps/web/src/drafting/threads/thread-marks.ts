import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type Thread } from './queries';
import { stretchOf, type Stretch } from './thread-places';

/** The open threads of a draft, and the one that is looked at. */
interface Marked {
  readonly threads: readonly Thread[];
  readonly current: string | null;
}

interface MarksState extends Marked {
  readonly places: ReadonlyMap<string, Stretch>;
  readonly marks: DecorationSet;
}

export const threadMarksKey = new PluginKey<MarksState>('commenti');

/** Shows other threads from now on. */
export function markThreads(view: EditorView, marked: Marked): void {
  view.dispatch(view.state.tr.setMeta(threadMarksKey, marked).setMeta('addToHistory', false));
}

/** Where each thread stands that has a place in the text. */
export function placesIn(state: EditorState): ReadonlyMap<string, Stretch> {
  return threadMarksKey.getState(state)?.places ?? new Map<string, Stretch>();
}

/** Ids of the threads on a position, the shortest passage first. */
export function threadsAt(state: EditorState, position: number): string[] {
  return [...placesIn(state)]
    .filter(([, { from, to }]) => from <= position && position <= to)
    .sort(([, a], [, b]) => a.to - a.from - (b.to - b.from))
    .map(([id]) => id);
}

/**
 * Marks commented text. Nothing of a thread is in the document: the places are worked out from what the server keeps, anew whenever
 * others change the text, so that their edits move the mark with the words.
 */
export function threadMarks(onChosen: (threadId: string) => void): Plugin<MarksState> {
  return new Plugin<MarksState>({
    key: threadMarksKey,
    state: {
      init: () => ({ threads: [], current: null, places: new Map(), marks: DecorationSet.empty }),
      apply: (transaction: Transaction, before, _, state) => {
        const marked = transaction.getMeta(threadMarksKey) as Marked | undefined;
        if (marked !== undefined) return placed(marked, state);
        if (!transaction.docChanged) return before;
        // What came from others is in the shared document already; one’s own edit reaches it after this, and is followed here.
        return transaction.getMeta(ySyncPluginKey) === undefined ? moved(before, transaction) : placed(before, state);
      },
    },
    props: {
      decorations: (state) => threadMarksKey.getState(state)?.marks,
      handleClick: (view, position) => {
        const [thread] = threadsAt(view.state, position);
        if (thread !== undefined) onChosen(thread);
        return false;
      },
    },
  });
}

function moved(before: MarksState, { mapping, doc }: Transaction): MarksState {
  const places = new Map<string, Stretch>();
  for (const [id, { from, to }] of before.places) {
    const stretch = { from: mapping.map(from, 1), to: mapping.map(to, -1) };
    if (stretch.from < stretch.to) places.set(id, stretch);
  }
  return { ...before, places, marks: before.marks.map(mapping, doc) };
}

function placed({ threads, current }: Marked, state: EditorState): MarksState {
  const places = new Map<string, Stretch>();
  for (const thread of threads) {
    const stretch = stretchOf(state, thread);
    if (stretch !== null) places.set(thread.id, stretch);
  }
  const marks = threads.flatMap((thread) => {
    const stretch = places.get(thread.id);
    if (stretch === undefined || (thread.risolto !== null && thread.id !== current)) return [];
    const look = thread.visibilita === 'INTERNO' ? 'gi-comment-mark gi-comment-internal' : 'gi-comment-mark';
    const attributes = { class: thread.id === current ? `${look} gi-comment-current` : look, 'data-comment': thread.id };
    return [Decoration.inline(stretch.from, stretch.to, attributes)];
  });
  return { threads, current, places, marks: DecorationSet.create(state.doc, marks) };
}
