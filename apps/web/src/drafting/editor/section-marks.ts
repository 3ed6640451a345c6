import { type Editor, Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blockAttrs, isBlock, type Side } from '@gare/domain/drafting/draft-schema';

/** Blocks one after the other that the same side writes. */
export interface DraftSection {
  readonly owner: Side | null;
  /** Of its first block. */
  readonly blockId: string;
  readonly pos: number;
}

/** The sections of a draft in their order: a new one begins where the side that writes changes. */
export function sectionsOf(doc: Node): DraftSection[] {
  const found: DraftSection[] = [];
  doc.forEach((node, pos) => {
    if (!isBlock(node)) return;
    const { id, owner } = blockAttrs(node);
    if (id === null || (found.length > 0 && found.at(-1)?.owner === owner)) return;
    found.push({ owner, blockId: id, pos });
  });
  return found;
}

interface SectionMarksOptions {
  /** How a side is called at the margin; null where nothing is said. */
  readonly label: (owner: Side | null) => string | null;
}

const key = new PluginKey<DecorationSet>('sectionMarks');

/** At the margin, where a section begins: which side writes it. */
export const SectionMarks = Extension.create<SectionMarksOptions>({
  name: 'sectionMarks',
  addProseMirrorPlugins() {
    const { label } = this.options;
    const marks = (doc: Node): DecorationSet =>
      DecorationSet.create(
        doc,
        sectionsOf(doc).flatMap(({ owner, pos, blockId }) => {
          const text = label(owner);
          if (text === null) return [];
          return [
            Decoration.widget(pos, () => marginLabel(text, owner), {
              side: -1,
              key: `${blockId} ${text}`,
              ignoreSelection: true,
              stopEvent: () => true,
            }),
          ];
        }),
      );
    return [
      new Plugin({
        key,
        state: {
          init: (_config, { doc }) => marks(doc),
          apply: (transaction, before) => (transaction.docChanged ? marks(transaction.doc) : before),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ];
  },
});

function marginLabel(text: string, owner: Side | null): HTMLElement {
  const label = document.createElement('div');
  label.className = owner === 'SUA' ? 'gi-drafting-owner gi-drafting-owner-sua' : 'gi-drafting-owner';
  label.contentEditable = 'false';
  label.textContent = text;
  return label;
}

/** The section the cursor stands in: whose it is, and its blocks. */
export function sectionBlocksAt({ state: { doc, selection } }: Editor): { owner: Side | null; blocks: readonly string[] } | null {
  const index = selection.$from.index(0);
  const here = doc.maybeChild(index);
  if (!here || !isBlock(here)) return null;
  const { owner } = blockAttrs(here);
  const isSame = (at: number): boolean => {
    const block = doc.maybeChild(at);
    return block !== null && isBlock(block) && blockAttrs(block).owner === owner;
  };
  let [first, last] = [index, index];
  while (isSame(first - 1)) first -= 1;
  while (isSame(last + 1)) last += 1;
  const blocks = doc.children.slice(first, last + 1).flatMap((block) => blockAttrs(block).id ?? []);
  return { owner, blocks };
}
