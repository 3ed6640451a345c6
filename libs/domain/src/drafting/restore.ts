import { blockContent } from './draft-content.js';
import { blockAttrs, blocksOf, isBlock, type DraftNode, type Side } from './draft-schema.js';

/**
 * The content of an old version as it is written anew: the text of then, open suggestions of then included. What is not its text
 * stays as it is now: the printed values of the scheda, and who has which section in hand. A value the draft no longer holds keeps its
 * old words until the draft is brought up to date.
 */
export function restoredContent(old: DraftNode, now: DraftNode): DraftNode {
  const printed = new Map<unknown, unknown>();
  const owners = new Map<string | null, Side | null>();
  now.descendants((node) => {
    if (node.type.name === 'value') printed.set(node.attrs['instance'], node.attrs['text']);
  });
  for (const { node } of blocksOf(now)) owners.set(blockAttrs(node).id, blockAttrs(node).owner);
  return asNow(old, { printed, owners });
}

interface Present {
  readonly printed: ReadonlyMap<unknown, unknown>;
  readonly owners: ReadonlyMap<string | null, Side | null>;
}

function asNow(node: DraftNode, present: Present): DraftNode {
  if (node.isText) return node;
  const attrs: Record<string, unknown> = { ...node.attrs };
  if (node.type.name === 'value') attrs['text'] = present.printed.get(attrs['instance']) ?? attrs['text'];
  if (isBlock(node)) {
    const { id, owner } = blockAttrs(node);
    attrs['owner'] = present.owners.has(id) ? present.owners.get(id) : owner;
  }
  const children = node.children.map((child) => asNow(child, present));
  return node.type.create(attrs, children, node.marks);
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
