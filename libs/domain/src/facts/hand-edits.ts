import { redline, type RedlineBlock } from '../redline/redline.js';

/** One thing that a person changed by hand in a generated text, with its place in the three texts (from 0). */
export interface HandEdit {
  readonly kind: 'replaced' | 'removed' | 'added';
  /** Paragraph of the text it was made on; for an added one the paragraph it follows, -1 at the top. */
  readonly base: number;
  /** As generated then; null for an added paragraph. */
  readonly before: string | null;
  /** As the person left it; null where they took it out. */
  readonly mine: string | null;
  /** Paragraph of the person's text; null where they took it out. */
  readonly mineAt: number | null;
}

/** A hand edit on a paragraph that the new formation leaves as it was: it is carried over. */
export interface KeptEdit extends HandEdit {
  /** Paragraph of the newly generated text it goes to; the one it follows, where it was added. */
  readonly at: number;
}

/** A hand edit on a paragraph that the new formation changes too: a person has to choose. */
export interface EditConflict extends HandEdit {
  /** As generated now; null where the new formation no longer has the paragraph. */
  readonly generated: string | null;
  /** Its place; where it is gone, the paragraph it would follow. */
  readonly at: number;
}

export interface HandEditMerge {
  readonly kept: readonly KeptEdit[];
  readonly conflicts: readonly EditConflict[];
}

export type Choice = 'MANO' | 'GENERATO';

/** A change to make to the generated paragraphs. */
export interface ParagraphEdit {
  readonly kind: HandEdit['kind'];
  readonly at: number;
  readonly text: string | null;
  readonly mineAt: number | null;
}

/**
 * What becomes of hand edits when their document is formed again. Three texts as paragraphs: generated then, as the person left it,
 * generated now. An edit that came to the same words as the new formation is none any more.
 */
export function mergeHandEdits(base: readonly string[], mine: readonly string[], generated: readonly string[]): HandEditMerge {
  const now = placesNow(base, generated);
  const kept: KeptEdit[] = [];
  const conflicts: EditConflict[] = [];
  for (const edit of handEdits(base, mine)) {
    const { at, text, untouched } = placeOf(edit, now);
    if (edit.kind === 'added') {
      if (generated[at + 1] !== edit.mine) kept.push({ ...edit, at });
    } else if (untouched) kept.push({ ...edit, at });
    else if (text !== edit.mine) conflicts.push({ ...edit, at, generated: text });
  }
  return { kept, conflicts };
}

/** What differs between a generated text and what a person made of it. */
export function handEdits(base: readonly string[], mine: readonly string[]): HandEdit[] {
  let last = -1;
  return redline(base, mine).blocks.flatMap((block): HandEdit[] => {
    if ('before' in block) last = block.before;
    if (block.kind === 'equal') return [];
    const mineAt = 'after' in block ? block.after : null;
    const text = mineAt === null ? null : (mine[mineAt] ?? '');
    if (block.kind === 'inserted') return [{ kind: 'added', base: last, before: null, mine: text, mineAt }];
    const kind = block.kind === 'deleted' ? 'removed' : 'replaced';
    return [{ kind, base: block.before, before: base[block.before] ?? '', mine: text, mineAt }];
  });
}

/** The edits to make, once each conflict is decided; null while one is not. `choices` by paragraph of the base text. */
export function decidedEdits({ kept, conflicts }: HandEditMerge, choices: ReadonlyMap<number, Choice>): ParagraphEdit[] | null {
  if (conflicts.some(({ base }) => !choices.has(base))) return null;
  const mine = conflicts.filter(({ base }) => choices.get(base) === 'MANO');
  return [...kept.map((edit) => toEdit(edit, true)), ...mine.map((edit) => toEdit(edit, edit.generated !== null))];
}

/** A paragraph that the new formation dropped and a person wants back is added where it stood. */
function toEdit({ kind, at, mine, mineAt }: KeptEdit | EditConflict, isThere: boolean): ParagraphEdit {
  return { kind: isThere ? kind : 'added', at, text: mine, mineAt };
}

/** The generated paragraphs with the edits made. */
export function applyEdits(generated: readonly string[], edits: readonly ParagraphEdit[]): string[] {
  const after = new Map<number, string[]>();
  for (const { kind, at, text } of edits) if (kind === 'added' && text !== null) after.set(at, [...(after.get(at) ?? []), text]);
  const byPlace = new Map(edits.filter(({ kind }) => kind !== 'added').map((edit) => [edit.at, edit]));
  const result = [...(after.get(-1) ?? [])];
  generated.forEach((text, index) => {
    const edit = byPlace.get(index);
    if (edit === undefined) result.push(text);
    else if (edit.text !== null) result.push(edit.text);
    result.push(...(after.get(index) ?? []));
  });
  return result;
}

interface PlaceNow {
  /** Its paragraph now; where it is gone, the one before it. */
  readonly at: number;
  readonly text: string | null;
  readonly untouched: boolean;
}

/** Where each paragraph of the base text stands now, by its place then. */
function placesNow(base: readonly string[], generated: readonly string[]): ReadonlyMap<number, PlaceNow> {
  const places = new Map<number, PlaceNow>();
  let last = -1;
  for (const block of redline(base, generated).blocks) {
    if ('after' in block) last = block.after;
    if ('before' in block) places.set(block.before, placeNow(block, last, generated));
  }
  return places;
}

function placeNow(block: Exclude<RedlineBlock, { kind: 'inserted' }>, last: number, generated: readonly string[]): PlaceNow {
  if (block.kind === 'deleted') return { at: last, text: null, untouched: false };
  return { at: block.after, text: generated[block.after] ?? '', untouched: block.kind === 'equal' };
}

function placeOf({ base }: HandEdit, now: ReadonlyMap<number, PlaceNow>): PlaceNow {
  return now.get(base) ?? { at: -1, text: null, untouched: false };
}
