import { blockContent } from './draft-content.js';
import { blockAttrs, blocksOf, isBlock, type DraftNode, type Side, type ValueAttrs } from './draft-schema.js';

/**
 * The content of an old version as it is written anew: the text of then, open suggestions of then included. What is not its text
 * stays as it is now: the printed values of the scheda, and who has which section in hand. A value the draft no longer holds keeps its
 * old words until the draft is brought up to date.
 */
export function restoredContent(old: DraftNode, now: DraftNode): DraftNode {
  const printed = new Map<string, ValueAttrs[]>();
  const owners = new Map<string | null, Side | null>();
  now.descendants((node) => {
    if (node.type.name !== 'value') return;
    const value = node.attrs as ValueAttrs;
    printed.set(value.instance, [...(printed.get(value.instance) ?? []), value]);
  });
  for (const { node } of blocksOf(now)) owners.set(blockAttrs(node).id, blockAttrs(node).owner);
  return asNow(old, { printed, owners });
}

interface Present {
  readonly printed: ReadonlyMap<string, readonly ValueAttrs[]>;
  readonly owners: ReadonlyMap<string | null, Side | null>;
}

function asNow(node: DraftNode, present: Present): DraftNode {
  if (node.isText) return node;
  const attrs: Record<string, unknown> = {
    ...node.attrs,
    ...(node.type.name === 'value' ? wordsNow(node.attrs as ValueAttrs, present) : {}),
  };
  if (isBlock(node)) {
    const { id, owner } = blockAttrs(node);
    attrs['owner'] = present.owners.has(id) ? present.owners.get(id) : owner;
  }
  const children = node.children.map((child) => asNow(child, present));
  return node.type.create(attrs, children, node.marks);
}

/** One fact may be printed in figures and in words: only what the same tag prints is the same value. */
function wordsNow({ instance, tag = null }: ValueAttrs, { printed }: Present): Partial<ValueAttrs> {
  const all = printed.get(instance) ?? [];
  const texts = new Set(all.map(({ text }) => text));
  const same = all.find((value) => (tag === null ? texts.size === 1 : value.tag === tag));
  return same === undefined ? {} : { text: same.text, gone: same.gone ?? null };
}

/**
 * Ids of the blocks that belong to a side not among `sides` and that would read otherwise, come or go. Restoring is writing: who
 * writes for one side alone does not write the other's sections.
 */
export function foreignBlocksChanged(before: DraftNode, after: DraftNode, sides: readonly Side[]): string[] {
  const [own, next] = [foreign(before, sides), foreign(after, sides)];
  return [...new Set([...own.keys(), ...next.keys()])].filter((id) => own.get(id) !== next.get(id));
}

function foreign(draft: DraftNode, sides: readonly Side[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { node } of blocksOf(draft)) {
    const { id, owner } = blockAttrs(node);
    if (id !== null && owner !== null && !sides.includes(owner)) found.set(id, blockContent(node));
  }
  return found;
}
