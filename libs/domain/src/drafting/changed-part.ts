import { Fragment } from 'prosemirror-model';
import { blockAttrs, isBlock, valueKey, type DraftNode, type NodeChange, type Side, type ValueAttrs } from './draft-schema.js';
import { suggestionsOf, type Suggestion } from './suggestions.js';

export interface BlockIdentity {
  readonly owner: Side | null;
  readonly origin: string | null;
}

/** What one block of the first level, with all in it, brings into a draft. */
export interface BlockFacts {
  /** Blocks by their id, itself and those inside it, in their order. */
  readonly blocks: ReadonlyMap<string, BlockIdentity>;
  readonly looks: ReadonlySet<string | null>;
  readonly origins: ReadonlySet<string | null>;
  /** As `valueKey` names them. */
  readonly values: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
  /** Open suggestions by their id. */
  readonly suggestions: ReadonlyMap<string, Pick<Suggestion, 'authorId' | 'modifies'>>;
}

/** Two states of a draft cut down to where they differ; what stands around is the same in both. */
export interface ChangedPart {
  readonly before: DraftNode;
  readonly after: DraftNode;
  readonly prefix: readonly DraftNode[];
  readonly suffix: readonly DraftNode[];
}

const known = new WeakMap<DraftNode, BlockFacts>();

/** Nodes never change, so each is read once. */
export function factsOf(block: DraftNode): BlockFacts {
  const facts = known.get(block) ?? read(block);
  known.set(block, facts);
  return facts;
}

/** Both states as they are. */
export function wholePart(before: DraftNode, after: DraftNode): ChangedPart {
  return { before, after, prefix: [], suffix: [] };
}

/**
 * Cuts away the blocks that both states share at the beginning and at the end, as far as they are the very same nodes. The part begins
 * and ends with a block that stands as it is: a border that is only suggested never reaches beyond it, and it is the neighbour of what changed.
 */
export function changedPart(before: DraftNode, after: DraftNode): ChangedPart {
  const [was, is] = [before.children, after.children];
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < most - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end += 1;
  start = firmBefore(was, start);
  end = was.length - firmAfter(was, was.length - end);
  const cut = (doc: DraftNode): DraftNode => doc.copy(Fragment.from(doc.children.slice(start, doc.childCount - end)));
  return { before: cut(before), after: cut(after), prefix: was.slice(0, start), suffix: was.slice(was.length - end) };
}

/** @returns where the part begins: at the last block before `index` that stands as it is. */
function firmBefore(blocks: readonly DraftNode[], index: number): number {
  let start = index - 1;
  while (start > 0 && !isFirm(blocks[start])) start -= 1;
  return Math.max(0, start);
}

/** @returns where the part ends: after the first block from `index` on that stands as it is. */
function firmAfter(blocks: readonly DraftNode[], index: number): number {
  let end = index;
  while (end < blocks.length && !isFirm(blocks[end])) end += 1;
  return Math.min(blocks.length, end + 1);
}

function isFirm(block: DraftNode | undefined): boolean {
  return ((block?.attrs['change'] as NodeChange | null | undefined) ?? null) === null;
}

function read(block: DraftNode): BlockFacts {
  const blocks = new Map<string, BlockIdentity>();
  const [looks, origins] = [new Set<string | null>(), new Set<string | null>()];
  const [values, kept] = [new Set<string>(), new Set<string>()];
  const note = (node: DraftNode): boolean => {
    if (isBlock(node)) {
      const { id, look, origin, owner } = blockAttrs(node);
      if (id !== null) blocks.set(id, { owner, origin });
      looks.add(look);
      origins.add(origin);
    }
    const name = node.type.name;
    if (name === 'value') values.add(valueKey(node.attrs as ValueAttrs));
    if (name === 'kept' || name === 'keptInline') kept.add(String(node.attrs['key']));
    return true;
  };
  note(block);
  block.descendants(note);
  const alone = block.type.schema.topNodeType.create(null, block);
  const suggestions = new Map(suggestionsOf(alone).map((suggestion) => [suggestion.id, suggestion]));
  return { blocks, looks, origins, values, kept, suggestions };
}
