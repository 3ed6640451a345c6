import { type Editor, Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type DraftNumbering, numbersOf, referenceLabels } from '@gare/domain/drafting/numbering';

interface Numbers {
  readonly numbering: DraftNumbering;
  /** What each block is numbered with, and what a reference to it prints, by its id. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly shown: DecorationSet;
}

const none: DraftNumbering = { looks: {}, kinds: {}, levels: {} };
const key = new PluginKey<Numbers>('draftNumbers');

/** What a cross reference is told by its decoration: what it prints; null where its target is gone. */
export interface ReferenceLook {
  readonly label: string | null;
}

function numbered(doc: Node, numbering: DraftNumbering): Numbers {
  const numbers = numbersOf(doc, numbering);
  const labels = referenceLabels(doc, numbers);
  const decorations: Decoration[] = [];
  doc.descendants((node, pos) => {
    const number = numbers.get(String(node.attrs['id']));
    if (number !== undefined && node.isTextblock) decorations.push(Decoration.node(pos, pos + node.nodeSize, { 'data-number': number }));
    if (node.type.name === 'crossRef') {
      const label = labels.get(String(node.attrs['target'])) ?? null;
      decorations.push(Decoration.node(pos, pos + node.nodeSize, {}, { label }));
    }
    return true;
  });
  return { numbering, numbers, labels, shown: DecorationSet.create(doc, decorations) };
}

/** The numbers of articles and lists as Word prints them, and with them what cross references read: both follow every edit. */
export const DraftNumbers = Extension.create({
  name: 'draftNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<Numbers>({
      key,
      state: {
        init: (_config, { doc }) => numbered(doc, none),
        apply: (transaction, before) => {
          const numbering = (transaction.getMeta(key) as DraftNumbering | undefined) ?? before.numbering;
          return transaction.docChanged || numbering !== before.numbering ? numbered(transaction.doc, numbering) : before;
        },
      },
      props: { decorations: (state) => key.getState(state)?.shown },
    }),
  ],
});

/** Tells the editor how the document counts. */
export function setNumbering(editor: Editor, numbering: DraftNumbering): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, numbering).setMeta('addToHistory', false));
}

/** The number a block is shown with; null for none. */
export function numberOf(editor: Editor, id: string): string | null {
  return key.getState(editor.state)?.numbers.get(id) ?? null;
}
