import { emphases, type Emphasis } from '@gare/domain/drafting/emphasis';
import { sameBy, segmentsOf } from './block-edits.js';
import { type Proposer } from './merged.js';
import { standingText, type PieceMark, type ReturnedPiece } from './returned.js';

/** What became of the emphasis of words that stay, counted in the standing text of the download. */
export interface EmphasisEdit {
  readonly from: number;
  readonly to: number;
  readonly before: readonly PieceMark[];
  readonly after: readonly PieceMark[];
  /** Who wants it so; null: not tracked. Of a decision: whose proposal it was. */
  readonly by: Proposer | null;
  /** `gone`: the same words are also taken out. The others: what Word did with an emphasis the download only proposed. */
  readonly kind: 'new' | 'gone' | 'accepted' | 'undone';
}

/** Emphasis that is set and taken away; nothing but what a draft can propose. */
export interface EmphasisChange {
  readonly set: readonly Emphasis[];
  readonly taken: readonly Emphasis[];
}

/** The emphasis of one character: what stands, and what is proposed in its place. */
interface Look {
  readonly standing: readonly PieceMark[];
  readonly proposed: readonly PieceMark[];
  readonly by: Proposer | null;
  readonly isGone: boolean;
}

/** How the emphasis of a paragraph changed since the download; words that are new bring theirs along and are not told here. */
export function emphasisEdits(base: readonly ReturnedPiece[], returned: readonly ReturnedPiece[]): EmphasisEdit[] {
  const text = standingText(base);
  const [before, after] = [looksOf(base), looksOf(returned)];
  const edits: EmphasisEdit[] = [];
  for (const { kind, base: from, standing: to, length } of segmentsOf(text, standingText(returned))) {
    for (let place = 0; kind === 'equal' && place < length; place += 1) {
      const edit = editAt(from + place, before[from + place], after[to + place]);
      const last = edits.at(-1);
      if (edit === null) continue;
      if (last !== undefined && last.to === edit.from && isAlike(last, edit)) edits[edits.length - 1] = { ...last, to: edit.to };
      else edits.push(edit);
    }
  }
  // Programs give blanks beside a word whatever emphasis they like.
  return edits.filter((edit) => text.slice(edit.from, edit.to).trim() !== '');
}

function looksOf(pieces: readonly ReturnedPiece[]): Look[] {
  return pieces
    .filter(({ inserted }) => inserted === null)
    .flatMap(({ text, marks, reformatted, deleted }) => {
      const by = reformatted === null ? null : { author: reformatted.author, at: reformatted.at };
      const look = { standing: reformatted?.before ?? marks, proposed: marks, by, isGone: deleted !== null };
      return Array.from({ length: text.length }, () => look);
    });
}

function editAt(at: number, was: Look | undefined, is: Look | undefined): EmphasisEdit | null {
  if (was === undefined || is === undefined) return null;
  const place = { from: at, to: at + 1 };
  if (was.by === null) {
    const kind = is.isGone && !was.isGone ? 'gone' : 'new';
    return isSame(was.standing, is.proposed) ? null : { ...place, kind, before: was.standing, after: is.proposed, by: is.by };
  }
  if (is.by !== null && sameBy(was.by, is.by) && isSame(was.proposed, is.proposed)) return null;
  const kind = is.by === null && isSame(was.proposed, is.proposed) ? 'accepted' : 'undone';
  return { ...place, kind, before: was.standing, after: was.proposed, by: was.by };
}

function isAlike(one: EmphasisEdit, other: EmphasisEdit): boolean {
  return one.kind === other.kind && isSame(one.before, other.before) && isSame(one.after, other.after) && sameBy(one.by, other.by);
}

function isSame(one: readonly PieceMark[], other: readonly PieceMark[]): boolean {
  return one.join() === other.join();
}

/** What an edit sets and takes away of what a draft has. */
export function emphasisChange({ before, after }: Pick<EmphasisEdit, 'before' | 'after'>): EmphasisChange {
  return {
    set: emphases.filter((name) => after.includes(name) && !before.includes(name)),
    taken: emphases.filter((name) => before.includes(name) && !after.includes(name)),
  };
}

/** The emphasis words have once the change is made; subscript and superscript do not stand together. */
export function afterChange(emphasis: readonly Emphasis[], { set, taken }: EmphasisChange): Emphasis[] {
  const excluded = set.includes('subscript') ? 'superscript' : set.includes('superscript') ? 'subscript' : null;
  return emphases.filter((name) => set.includes(name) || (emphasis.includes(name) && !taken.includes(name) && name !== excluded));
}
