import type * as Y from 'yjs';
import { blocksOf, lastText, stretchesOf, type Stretch } from './block-text.js';
import { type Edit } from './edit-book.js';

export interface Verdict {
  /** Edits the page said were saved and the draft has not. */
  readonly lost: string[];
  readonly doubled: string[];
  /** Saved edits of one person in one block that stand in another order than they were typed. */
  readonly disordered: string[];
  /** Saved proposals without the name of who made them. */
  readonly unsigned: string[];
}

/** What there is in Postgres, held against what people were told. */
export function judge(edits: readonly Edit[], drafts: ReadonlyMap<string, Y.Doc>): Verdict {
  const verdict: Verdict = { lost: [], doubled: [], disordered: [], unsigned: [] };
  const texts = new Map<string, Stretch[]>();
  for (const [draftId, doc] of drafts) {
    for (const [id, block] of blocksOf(doc)) {
      const text = lastText(block);
      if (text !== null) texts.set(`${draftId} ${id}`, stretchesOf(text));
    }
  }
  const reworked = new Map<string, Edit[]>();
  for (const edit of edits) if (edit.kind !== 'INSERT') reworked.set(edit.mark, [...(reworked.get(edit.mark) ?? []), edit]);
  const last = new Map<string, number>();
  for (const edit of edits) {
    if (edit.kind !== 'INSERT' || edit.fate !== 'saved') continue;
    const place = `${edit.hand.draftId} ${edit.block}`;
    judgeMark(verdict, { edit, later: reworked.get(edit.mark) ?? [], stretches: texts.get(place) ?? [], place, last });
  }
  return verdict;
}

interface Evidence {
  readonly edit: Edit;
  /** What was done to the mark afterwards. */
  readonly later: readonly Edit[];
  readonly stretches: readonly Stretch[];
  readonly place: string;
  /** Where the mark before of the same hand stands in the same block. */
  readonly last: Map<string, number>;
}

function judgeMark(verdict: Verdict, { edit, later, stretches, place, last }: Evidence): void {
  const { mark, hand } = edit;
  const whole = stretches.map(({ text }) => text).join('');
  const at = whole.indexOf(mark);
  const deletions = later.filter(({ kind }) => kind === 'DELETE');
  if (at < 0) {
    if (deletions.length === 0) verdict.lost.push(`insertion of${mark}`);
    return;
  }
  if (deletions.some(({ fate }) => fate === 'saved')) verdict.lost.push(`deletion of${mark}`);
  if (whole.indexOf(mark, at + 1) >= 0) verdict.doubled.push(mark);
  const marks = marksAt(stretches, at + mark.length - 1);
  if (later.some(({ kind, fate }) => kind === 'BOLD' && fate === 'saved') && !('bold' in marks)) verdict.lost.push(`bold of${mark}`);
  const proposal = marks['insertion'] as { id?: string; authorId?: string } | undefined;
  if (hand.side === null && (proposal?.id !== `${hand.name}-${edit.number}` || proposal.authorId === undefined))
    verdict.unsigned.push(mark);
  const line = `${place} ${hand.name}`;
  if ((last.get(line) ?? -1) > at) verdict.disordered.push(mark);
  last.set(line, at);
}

function marksAt(stretches: readonly Stretch[], index: number): Stretch['marks'] {
  let end = 0;
  for (const { text, marks } of stretches) {
    end += text.length;
    if (index < end) return marks;
  }
  return {};
}
