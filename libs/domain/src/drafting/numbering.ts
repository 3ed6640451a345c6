import { textOf } from './draft-content.js';
import { blockAttrs, blocksOf, isBlock, type DraftNode } from './draft-schema.js';
import { bareNumber, NumberLabels, type ListLevel, type ListPlace } from './number-labels.js';

/** How the document counts its paragraphs, as far as a draft shows it; plain JSON, made of the shell. */
export interface DraftNumbering {
  /** The list each look counts in, and the kind of block it is a look of; looks that do not count are left out. */
  readonly looks: Readonly<Record<string, ListPlace & { readonly kind: string }>>;
  /** The list of new blocks of a kind, which take its most used look, by `kindKey`. */
  readonly kinds: Readonly<Record<string, ListPlace>>;
  /** Levels of lists by `numId level`. */
  readonly levels: Readonly<Record<string, ListLevel>>;
}

/** Names a kind of text block: headings and list items by their level. */
export function kindKey(type: string, { level = 0, list = null }: { readonly level?: number; readonly list?: string | null }): string {
  return JSON.stringify([type, level, list]);
}

/** The number each block of the first level is printed with (`12.3`, `a)`), by its id; what does not count is left out. */
export function numbersOf(draft: DraftNode, { looks, kinds, levels }: DraftNumbering): ReadonlyMap<string, string> {
  const counting = new NumberLabels(new Map(Object.entries(levels)));
  const numbers = new Map<string, string>();
  for (const node of draft.children) {
    if (!node.isTextblock || !isBlock(node)) continue;
    const { id, look } = blockAttrs(node);
    const own = look === null ? undefined : looks[look];
    const kind = kindKey(node.type.name, node.attrs);
    // A new item of a list begins one of its own, or goes on with the one beside it: it is counted by the page.
    const place = own?.kind === kind ? own : node.type.name === 'heading' ? kinds[kind] : undefined;
    const number = place === undefined ? null : counting.next(place);
    if (number !== null && id !== null) numbers.set(id, number);
  }
  return numbers;
}

/** What every cross reference may print, by the id of its target: the number of the block, else its first words. */
export function referenceLabels(draft: DraftNode, numbers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { node } of blocksOf(draft)) {
    const { id } = blockAttrs(node);
    if (id === null || !node.isTextblock) continue;
    const number = numbers.get(id);
    labels.set(id, number === undefined ? referenceWords(node) : bareNumber(number));
  }
  return labels;
}

/** What a reference to a block that nothing counts prints: the number it begins with, else its first words. */
export function referenceWords(node: DraftNode): string {
  const text = textOf(node).trim();
  const number = /^(?:art(?:icolo|\.)?\s*)?(\d+(?:\.\d+)*)/i.exec(text)?.[1];
  return number ?? (text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
