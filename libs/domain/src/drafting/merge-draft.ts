import { redline } from '../redline/redline.js';
import { blockContent, textOf } from './draft-content.js';
import { blockAttrs, type DraftNode, type NodeChange, type SuggestionAuthor, type ValueAttrs } from './draft-schema.js';
import { hasSuggestions, rejectSuggestions, suggestionsOf } from './suggestions.js';
import { valueChange, type ValueNow } from './values-now.js';

export interface DraftMerge {
  readonly draft: DraftNode;
  /** Blocks that both a person and the new formation changed: a person has to choose. */
  readonly conflicts: number;
}

/** Beginning of the ids of suggestions that ask a person to choose between their text and the one generated now. */
const conflictPrefix = 'conflitto-';

/** Whether the draft waits for somebody to choose: a document is not formed from it before that. */
export function openConflicts(draft: DraftNode): number {
  return suggestionsOf(draft).filter(({ id }) => id.startsWith(conflictPrefix)).length;
}

/**
 * A draft brought up to what its document says now. `base` is the draft of the text it was opened from or last brought up to date
 * with, `generated` that of the text as formed now. Blocks only one side changed are as that side has them. Where both changed,
 * both stand as a suggestion of `author`: the draft's block as to be taken out, the generated one as to be put in. Accepted, the
 * generated text holds; rejected, the person's.
 */
export function mergeDraft(base: DraftNode, mine: DraftNode, generated: DraftNode, author: SuggestionAuthor): DraftMerge {
  return new Merging(base, mine, generated, author).run();
}

class Merging {
  private readonly standing: ReadonlyMap<string | null, DraftNode>;
  private readonly pairs = new Map<string | null, DraftNode>();
  private readonly isPaired = new Set<DraftNode>();
  private readonly baseOf: ReadonlyMap<string | null, DraftNode>;
  private conflicts = 0;

  constructor(
    private readonly base: DraftNode,
    private readonly mine: DraftNode,
    private readonly generated: DraftNode,
    private readonly author: SuggestionAuthor,
  ) {
    const byId = (blocks: readonly DraftNode[]): Map<string | null, DraftNode> =>
      new Map(blocks.map((block) => [blockAttrs(block).id, block]));
    this.standing = byId(rejectSuggestions(mine).children);
    this.baseOf = byId(base.children);
    this.pair();
  }

  run(): DraftMerge {
    const result = this.mine.children.map((block) => this.merged(block));
    this.addNew(result);
    const blocks = result.flat();
    const draft = this.mine.type.create(null, blocks.length > 0 ? blocks : this.mine.children);
    return { draft, conflicts: this.conflicts };
  }

  /** Which block of the base is which block now; blocks that are new now have none. */
  private pair(): void {
    const words = (blocks: readonly DraftNode[]): string[] => blocks.map((block) => neutral(block));
    const [then, now] = [this.base.children, this.generated.children];
    for (const block of redline(words(then), words(now)).blocks) {
      if (block.kind !== 'equal' && block.kind !== 'changed') continue;
      const [before, after] = [then[block.before], now[block.after]];
      if (before === undefined || after === undefined) continue;
      this.pairs.set(blockAttrs(before).id, after);
      this.isPaired.add(after);
    }
  }

  private merged(block: DraftNode): DraftNode[] {
    const { id, look, change } = blockAttrs(block);
    const then = this.baseOf.get(id);
    if (then === undefined) return [block];
    const now = this.pairs.get(id);
    const standing = this.standing.get(id);
    const isEdited = hasSuggestions(block) || standing === undefined || !says(standing, then);
    if (now === undefined) return isEdited ? this.conflict(block, null) : [];
    const owned = withOwner(now, block);
    if (!isEdited) return [owned];
    if (says(now, then)) {
      const sameLook = look === blockAttrs(then).look && now.type === block.type && change === null;
      return [sameLook ? withAttrs(block, { look: blockAttrs(now).look }) : block];
    }
    if (standing !== undefined && says(standing, now)) return [block];
    return this.conflict(block, owned);
  }

  /** Both texts, one to be taken out and one to be put in; a block that is suggested as a whole already stays as it is. */
  private conflict(block: DraftNode, now: DraftNode | null): DraftNode[] {
    this.conflicts += 1;
    const id = conflictPrefix + (blockAttrs(block).id ?? String(this.conflicts));
    const mine = blockAttrs(block).change === null ? withAttrs(block, { change: this.change('deletion', id) }) : block;
    // Two blocks of one draft never have the same id.
    const fresh = now === null ? [] : [withAttrs(now, { change: this.change('insertion', id), id: this.freeId(now, block) })];
    return [mine, ...fresh];
  }

  private change(kind: 'insertion' | 'deletion', id: string): NodeChange {
    return { kind, id, ...this.author };
  }

  private freeId(now: DraftNode, block: DraftNode): string | null {
    const { id } = blockAttrs(now);
    return id === blockAttrs(block).id ? null : id;
  }

  /** Blocks the new formation has and the base had not, each behind the block it follows now; and changed ones a person took out. */
  private addNew(result: DraftNode[][]): void {
    const places = new Map<DraftNode, number>();
    this.mine.children.forEach((block, at) => {
      const now = this.pairs.get(blockAttrs(block).id);
      if (now !== undefined && this.baseOf.has(blockAttrs(block).id)) places.set(now, at);
    });
    const gone = this.takenOut();
    let at = -1;
    const first: DraftNode[] = [];
    for (const block of this.generated.children) {
      at = places.get(block) ?? at;
      const added = this.isPaired.has(block) ? (gone.get(block) ?? []) : [withAttrs(block, { change: null })];
      if (at < 0) first.push(...added);
      else result[at]?.push(...added);
    }
    result.unshift(first);
  }

  /** What a person took out and the new formation says otherwise: they are asked again. */
  private takenOut(): Map<DraftNode, DraftNode[]> {
    const there = new Set(this.mine.children.map((block) => blockAttrs(block).id));
    const found = new Map<DraftNode, DraftNode[]>();
    for (const [id, now] of this.pairs) {
      const then = this.baseOf.get(id);
      if (then === undefined || there.has(id) || says(now, then)) continue;
      this.conflicts += 1;
      found.set(now, [withAttrs(now, { change: this.change('insertion', conflictPrefix + (id ?? String(this.conflicts))) })]);
    }
    return found;
  }
}

/** The words of a block with the values of the scheda by their paths: new values are no new text. */
function neutral(block: DraftNode): string {
  if (!block.isTextblock) return block.type.name === 'kept' ? String(block.attrs['key']) : textOf(block);
  return block.children
    .map((node) => (node.type.name === 'value' ? `{${String(node.attrs['instance'])}}` : node.isText ? (node.text ?? '') : '¤'))
    .join('');
}

/** Whether two blocks say the same, whatever the look of their paragraphs. */
function says(one: DraftNode, other: DraftNode): boolean {
  return plain(one) === plain(other);
}

function plain(block: DraftNode): string {
  return blockContent(block.isTextblock ? withAttrs(block, { look: null }) : block);
}

/** The block of the new formation in the hands of whoever holds it in the draft. */
function withOwner(now: DraftNode, { attrs }: DraftNode): DraftNode {
  return withAttrs(now, { owner: attrs['owner'] as unknown });
}

function withAttrs(block: DraftNode, attrs: Readonly<Record<string, unknown>>): DraftNode {
  return block.type.create({ ...block.attrs, ...attrs }, block.content, block.marks);
}

/** The draft with its values as they read now. */
export function withValuesOfNow(draft: DraftNode, valueNow: (value: ValueAttrs) => ValueNow): DraftNode {
  const renewed = (node: DraftNode): DraftNode => {
    if (node.type.name === 'value') {
      const fresh = valueChange(node.attrs as ValueAttrs, valueNow);
      return fresh === null ? node : node.type.create({ ...node.attrs, ...fresh });
    }
    if (node.isLeaf) return node;
    const children = node.children.map(renewed);
    return children.every((child, at) => child === node.children[at]) ? node : node.type.create(node.attrs, children, node.marks);
  };
  return renewed(draft);
}
