import { type Hand } from './hand.js';

/** `typed`: nobody knows; `saved`: the page has said so; `left`: its page vanished before it was told. */
type Fate = 'typed' | 'saved' | 'left';

/** One act of somebody at a draft, by the mark it writes, takes out or makes bold. */
export interface Edit {
  readonly kind: 'INSERT' | 'DELETE' | 'BOLD';
  readonly hand: Hand;
  readonly block: string;
  /** Unique: words no other edit writes. */
  readonly mark: string;
  readonly number: number;
  fate: Fate;
}

/** Every edit of a run and what the person was told about it. */
export class EditBook {
  readonly edits: Edit[] = [];
  saved = 0;

  add(edit: Omit<Edit, 'fate'>): Edit {
    const entry = { ...edit, fate: 'typed' as const };
    this.edits.push(entry);
    return entry;
  }

  acknowledge(edits: readonly Edit[]): void {
    for (const edit of edits) edit.fate = 'saved';
    this.saved += edits.length;
  }

  abandon(edits: readonly Edit[]): void {
    for (const edit of edits) edit.fate = 'left';
  }
}
