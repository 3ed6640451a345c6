import { type Editor } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { blockAttrs, isBlock, type Side } from '@gare/domain/drafting/draft-schema';
import { type Drafter } from '@gare/domain/drafting/permitted-change';
import {
  acceptSuggestions,
  changesOf,
  rejectSuggestions,
  type Suggestion,
  suggestionsOf,
  withSuggestions,
} from '@gare/domain/drafting/suggestions';
import { type Step, steppedTo } from '../../ui/stepped-to';
import { asItIs, ownsBlock } from '../editor/edit-rules';

export type Decision = 'accept' | 'reject';

/** A suggestion with where it begins and what this person may do about it. */
export interface OpenSuggestion extends Suggestion {
  readonly pos: number;
  /** Words of the nearest heading above. */
  readonly heading: string | null;
  /** Accept and reject: only who writes every section it touches. */
  readonly decidable: boolean;
  /** One's own can be taken back. */
  readonly own: boolean;
}

/** The open suggestions of a draft in reading order. */
export function openSuggestions(doc: Node, who: Drafter): OpenSuggestion[] {
  const found = suggestionsOf(doc);
  if (found.length === 0) return [];
  const places = new Map<string, { pos: number; heading: string | null; owners: Set<Side | null> }>();
  for (const { node: block, offset } of withSuggestions(doc)) {
    const owner = isBlock(block) ? blockAttrs(block).owner : null;
    const heading = headingOver(doc, offset);
    const note = (node: Node, pos: number): void => {
      for (const { id } of changesOf(node)) {
        const place = places.get(id) ?? { pos, heading, owners: new Set() };
        place.owners.add(owner);
        places.set(id, place);
      }
    };
    note(block, offset);
    block.descendants((node, pos) => {
      note(node, offset + 1 + pos);
    });
  }
  return found.flatMap((suggestion) => {
    const place = places.get(suggestion.id);
    if (place === undefined) return [];
    const decidable = [...place.owners].every((owner) => ownsBlock(owner, who));
    return [
      {
        ...suggestion,
        pos: place.pos,
        heading: place.heading,
        decidable,
        own: suggestion.authorId === who.authorId && who.role !== 'reader',
      },
    ];
  });
}

/** Words of the heading a place of the first level stands under, or is. */
function headingOver(doc: Node, offset: number): string | null {
  let found: string | null = null;
  doc.forEach((block, pos) => {
    if (block.type.name === 'heading' && pos <= offset) found = block.textContent;
  });
  return found;
}

/** Makes suggestions part of the text, or takes them out, in one step that can be undone. */
export function decide(editor: Editor, ids: readonly string[], decision: Decision): void {
  const { state, view } = editor;
  const settle = decision === 'accept' ? acceptSuggestions : rejectSuggestions;
  const after = ids.reduce<Node>((doc, id) => settle(doc, id), state.doc);
  const start = state.doc.content.findDiffStart(after.content);
  const end = state.doc.content.findDiffEnd(after.content);
  if (start === null || end === null) return;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const transaction = state.tr.replace(start, end.a + overlap, after.slice(start, end.b + overlap));
  view.dispatch(asItIs(transaction));
}

/** Puts the cursor where a suggestion begins and brings it into view. */
export function goToSuggestion(editor: Editor, { pos }: Pick<OpenSuggestion, 'pos'>): void {
  const { state, view } = editor;
  const near = TextSelection.near(state.doc.resolve(Math.min(pos + 1, state.doc.content.size)), -1);
  const here = near.from > pos ? near : TextSelection.near(state.doc.resolve(pos));
  view.dispatch(state.tr.setSelection(here).scrollIntoView());
  view.focus();
}

/** The suggestion after the cursor, or before it, round the document. */
export function nextSuggestion(
  editor: Editor,
  who: Drafter,
  by: Step,
): { suggestion: OpenSuggestion; number: number; total: number } | null {
  const all = openSuggestions(editor.state.doc, who);
  const here = suggestionAt(editor);
  const current = all.findIndex(({ id }) => id === here);
  const cursor = editor.state.selection.from;
  const first = all.findIndex(({ pos }) => pos >= cursor);
  // From between two proposals the step leads to the next one in its direction.
  const between = first <= 0 ? null : by === 1 ? first - 1 : first;
  const index = steppedTo(current < 0 ? between : current, by, all.length);
  const suggestion = index === null ? undefined : all[index];
  return index === null || suggestion === undefined ? null : { suggestion, number: index + 1, total: all.length };
}

/** The suggestion the cursor stands in or beside. */
export function suggestionAt({ state: { doc, selection } }: Editor): string | null {
  const { $from } = selection;
  const beside = [$from.nodeAfter, $from.nodeBefore, $from.parent, ...(selection.empty ? [] : [doc.nodeAt(selection.from)])];
  for (const node of beside) {
    const change = node === null ? undefined : changesOf(node)[0];
    if (change !== undefined) return change.id;
  }
  return null;
}
