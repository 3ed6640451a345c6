import { changedPart, factsOf } from '@gare/domain/drafting/changed-part';
import { type Had, type Inherited } from '@gare/domain/drafting/permitted-change';
import { type Examination } from './shadow-draft.js';

/** What a draft has had since it was opened here, and what its values said before they followed the scheda. */
export class DraftPast {
  private readonly pieces: Readonly<Record<Inherited, Set<string | null>>> = {
    looks: new Set(),
    origins: new Set(),
    values: new Set(),
    kept: new Set(),
  };

  /** @param former values that followed the scheda, as `valueKey` names them */
  constructor(public former: ReadonlySet<string>) {}

  readonly had: Had = (what, key) => this.pieces[what].has(key) || (what === 'values' && this.former.has(key));

  /** Whether an edit brings back a value that the draft no longer has: its words may be those of another day. */
  isBroughtBack({ before, after }: Examination): boolean {
    if (before === after) return false;
    const brought = changedPart(before, after).after.children.flatMap((block) => [...factsOf(block).values]);
    return brought.some((key) => this.had('values', key) && !before.children.some((block) => factsOf(block).values.has(key)));
  }

  /** Keeps what an edit may have taken out. */
  remember({ before, after }: Examination): void {
    if (before === after) return;
    for (const block of changedPart(before, after).before.children) {
      const facts = factsOf(block);
      for (const what of ['looks', 'origins', 'values', 'kept'] as const) for (const key of facts[what]) this.pieces[what].add(key);
    }
  }
}
