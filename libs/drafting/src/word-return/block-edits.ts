import { changedWords } from '@gare/domain/redline/changed-words';
import { type ChangedValue, type NewText, type Proposer } from './merged.js';
import { standingText, type ReturnedPiece } from './returned.js';

/** One change of a paragraph, counted in its standing text. Taking out and putting in at one place is told as one. */
export interface BlockEdit {
  readonly from: number;
  readonly to: number;
  readonly inserted: readonly NewText[];
  /** Null: not tracked. */
  readonly by: Proposer | null;
}

/** A proposal made within another one's proposal: what it takes out of the text that is only proposed. */
export interface NestedDeletion {
  readonly text: string;
  readonly of: Proposer;
  readonly by: Proposer;
}

export interface PieceEdits {
  readonly edits: readonly BlockEdit[];
  readonly nested: readonly NestedDeletion[];
}

export type ValueChange = Pick<ChangedValue, 'value' | 'before' | 'after'>;

/**
 * The pieces with what was typed over bound values undone: a value says what the scheda says. What was typed is told as a changed value.
 * A value taken out as a whole by a tracked change stays taken out.
 */
export function withValuesOf(
  base: readonly ReturnedPiece[],
  returned: readonly ReturnedPiece[],
): { pieces: ReturnedPiece[]; values: ValueChange[] } {
  const printed = new Map<string, string[]>();
  for (const group of valueGroups(base))
    if (group.value !== null) printed.set(group.value, [...(printed.get(group.value) ?? []), textOf(group.pieces)]);
  const values: ValueChange[] = [];
  const pieces = valueGroups(returned).flatMap((group): readonly ReturnedPiece[] => {
    const first = group.pieces[0];
    const before = group.value === null ? undefined : printed.get(group.value)?.shift();
    if (first === undefined || group.value === null || before === undefined)
      return group.pieces.map((piece) => ({ ...piece, value: null }));
    const after = textOf(group.pieces.filter(({ deleted }) => deleted === null));
    const isGone = after === '' && group.pieces.every(({ inserted }) => inserted === null);
    if (!isGone && after !== before) values.push({ value: group.value, before, after });
    const state = isGone ? { inserted: null, deleted: first.deleted } : { inserted: null, deleted: null };
    return [{ ...first, ...state, text: before, object: null }];
  });
  return { pieces, values };
}

interface Group {
  readonly value: string | null;
  readonly pieces: ReturnedPiece[];
}

function valueGroups(pieces: readonly ReturnedPiece[]): Group[] {
  const groups: Group[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last !== undefined && last.value === piece.value) last.pieces.push(piece);
    else groups.push({ value: piece.value, pieces: [piece] });
  }
  return groups;
}

function textOf(pieces: readonly ReturnedPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** What the pieces change in the standing text `base`: their tracked changes, and what differs from it without tracking. */
export function editsOf(base: string, pieces: readonly ReturnedPiece[]): PieceEdits {
  const segments = segmentsOf(base, standingText(pieces));
  const gone = new Set<number>();
  const edits: PlacedEdit[] = [];
  const nested: NestedDeletion[] = [];
  let [at, order] = [0, 0];
  for (const { text, inserted, deleted, object, marks } of pieces) {
    if (inserted !== null) {
      if (deleted !== null) nested.push({ text, of: inserted, by: deleted });
      const place = placeIn(segments, at);
      edits.push({ from: place, to: place, inserted: object === null ? [{ text, marks }] : [], by: inserted, order });
    } else {
      const end = at + text.length;
      if (deleted !== null) {
        for (let character = at; character < end; character += 1) gone.add(character);
        edits.push(...overlaps(segments, at, end).map((range) => ({ ...range, inserted: [], by: deleted, order })));
      }
      at = end;
    }
    order += text.length;
  }
  return { edits: together([...edits, ...untracked(segments, { gone, pieces })]), nested };
}

/** With where it stands among all characters of the paragraph, taken-out and put-in ones too. */
type PlacedEdit = BlockEdit & { readonly order: number };

interface Segment {
  readonly kind: 'equal' | 'inserted' | 'deleted';
  readonly base: number;
  readonly standing: number;
  readonly length: number;
}

export function segmentsOf(base: string, standing: string): Segment[] {
  const segments: Segment[] = [];
  let [from, to] = [0, 0];
  for (const { kind, text } of changedWords(base, standing)) {
    segments.push({ kind, base: from, standing: to, length: text.length });
    if (kind !== 'inserted') from += text.length;
    if (kind !== 'deleted') to += text.length;
  }
  return segments;
}

/** Where a place of the new text was in the old one; where that is new, beside what went there. */
function placeIn(segments: readonly Segment[], at: number): number {
  let place = 0;
  for (const { kind, base, standing, length } of segments) {
    if (kind === 'equal' && at >= standing && at <= standing + length) return base + at - standing;
    if (standing > at) break;
    if (kind === 'deleted' && standing === at) return base;
    place = kind === 'inserted' ? base : base + length;
  }
  return place;
}

function overlaps(segments: readonly Segment[], from: number, to: number): { from: number; to: number }[] {
  return segments.flatMap(({ kind, base, standing, length }) => {
    const [start, end] = [Math.max(from, standing), Math.min(to, standing + length)];
    return kind === 'equal' && start < end ? [{ from: base + start - standing, to: base + end - standing }] : [];
  });
}

function untracked(
  segments: readonly Segment[],
  { gone, pieces }: { gone: ReadonlySet<number>; pieces: readonly ReturnedPiece[] },
): PlacedEdit[] {
  return segments.flatMap(({ kind, base, standing: at, length }): PlacedEdit[] => {
    if (kind === 'equal') return [];
    const order = orderOf(pieces, at);
    if (kind === 'deleted') return [{ from: base, to: base + length, inserted: [], by: null, order }];
    // Typed without tracking and taken out with it: nothing came.
    const kept = lookOf(pieces, at, at + length, gone);
    return kept.length === 0 ? [] : [{ from: base, to: base, inserted: kept, by: null, order }];
  });
}

/** Place among all characters of the one at `at` of those that stand. */
function orderOf(pieces: readonly ReturnedPiece[], at: number): number {
  let [standing, all] = [0, 0];
  for (const { text, inserted } of pieces) {
    if (inserted === null && at < standing + text.length) return all + at - standing;
    if (inserted === null) standing += text.length;
    all += text.length;
  }
  return all;
}

/** Characters of the standing text with their emphasis. */
function lookOf(pieces: readonly ReturnedPiece[], from: number, to: number, gone: ReadonlySet<number>): NewText[] {
  const result: NewText[] = [];
  let at = 0;
  for (const { text, inserted, marks, object } of pieces) {
    if (inserted !== null) continue;
    let part = '';
    for (let place = Math.max(from, at); place < Math.min(to, at + text.length); place += 1)
      if (!gone.has(place)) part += text[place - at] ?? '';
    if (part !== '' && object === null) result.push({ text: part, marks });
    at += text.length;
  }
  return result;
}

/** Edits in order; touching ones of one person are one: what is taken out and what comes in its place belong together. */
function together(edits: readonly PlacedEdit[]): BlockEdit[] {
  const ordered = [...edits].sort((one, other) => one.from - other.from || one.order - other.order);
  const result: BlockEdit[] = [];
  for (const { from, to, inserted, by } of ordered) {
    const edit: BlockEdit = { from, to, inserted, by };
    const place = result.findLastIndex((one) => sameBy(one.by, edit.by) && one.to >= edit.from);
    const last = result[place];
    if (last === undefined) result.push(edit);
    else result[place] = { ...last, to: Math.max(last.to, edit.to), inserted: [...last.inserted, ...edit.inserted] };
  }
  return result.filter(({ from, to, inserted }) => to > from || inserted.length > 0);
}

export function sameBy(one: Proposer | null, other: Proposer | null): boolean {
  return one === other || (one !== null && other !== null && one.author === other.author);
}
