import { type Node } from 'prosemirror-model';
import { changedPart, factsOf } from '@gare/domain/drafting/changed-part';
import { type Had, type Inherited } from '@gare/domain/drafting/permitted-change';
import { type Examination } from './shadow-draft.js';

type Edit = Pick<Examination, 'before' | 'after' | 'changed'>;

/** What a draft has had: pieces that were taken out may come back, whoever serves the draft. */
export class DraftPast {
  private readonly pieces: Readonly<Record<Inherited, Set<string | null>>> = {
    looks: new Set(),
    origins: new Set(),
    values: new Set(),
    kept: new Set(),
  };

  /** @param former what values said before they followed the scheda, as `valueKey` names them */
  constructor(public former: ReadonlySet<string>) {}

  readonly had: Had = (what, key) => this.pieces[what].has(key) || (what === 'values' && this.former.has(key));

  /** Whether an edit brings back a value that the draft no longer has: its words may be those of another day. */
  isBroughtBack(edit: Edit): boolean {
    const { was, is } = touched(edit);
    const there = new Set(was.flatMap((block) => [...factsOf(block).values]));
    const brought = is.flatMap((block) => [...factsOf(block).values]).filter((key) => !there.has(key) && this.had('values', key));
    return brought.some((key) => !edit.before.children.some((block) => factsOf(block).values.has(key)));
  }

  /** Keeps what an edit may have taken out. */
  remember(edit: Edit): void {
    for (const block of touched(edit).was) this.add(factsOf(block));
  }

  add(pieces: Readonly<Record<Inherited, Iterable<string | null>>>): void {
    for (const what of ['looks', 'origins', 'values', 'kept'] as const) for (const key of pieces[what]) this.pieces[what].add(key);
  }
}

/** The blocks an edit may have changed, as they were and as they are; most edits are within one. */
function touched({ before, after, changed }: Edit): { readonly was: readonly Node[]; readonly is: readonly Node[] } {
  if (before === after) return { was: [], is: [] };
  if (changed !== null) return { was: changed.map((block) => block.before), is: changed.map((block) => block.after) };
  const part = changedPart(before, after);
  return { was: part.before.children, is: part.after.children };
}
