import { diffArrays } from 'diff';
import { alignParagraphs } from './align-paragraphs.js';
import { changedWords, type RedlinePiece } from './changed-words.js';

export type { RedlinePiece } from './changed-words.js';

/** One paragraph of two texts laid over each other. `before` and `after` are its places in the two, from 0. */
export type RedlineBlock =
  | { readonly kind: 'equal'; readonly before: number; readonly after: number; readonly text: string }
  | { readonly kind: 'inserted'; readonly after: number; readonly text: string }
  | { readonly kind: 'deleted'; readonly before: number; readonly text: string }
  | { readonly kind: 'changed'; readonly before: number; readonly after: number; readonly pieces: readonly RedlinePiece[] };

export interface Redline {
  /** In reading order; what was deleted stands before what came in its place. */
  readonly blocks: readonly RedlineBlock[];
  readonly counts: Readonly<Record<RedlineBlock['kind'], number>>;
  /** No paragraph differs. */
  readonly same: boolean;
}

/** Beyond this the two texts have little in common: paragraphs are then matched by likeness alone. */
const maxEdits = 1_500;

/**
 * Two texts as paragraphs, laid over each other: paragraphs are aligned first, then words inside those that changed. Every
 * paragraph of both texts is in exactly one block, so `textBefore` and `textAfter` give them back to the letter.
 * Same texts, same result: no clock and no chance takes part.
 */
export function redline(before: readonly string[], after: readonly string[]): Redline {
  const blocks: RedlineBlock[] = [];
  const at = { before: 0, after: 0 };
  let gone: string[] = [];
  let come: string[] = [];
  const settle = (): void => {
    for (const block of unequal({ gone, come, before: at.before, after: at.after })) blocks.push(block);
    at.before += gone.length;
    at.after += come.length;
    gone = [];
    come = [];
  };
  for (const run of runs(before, after)) {
    if (run.removed) gone = gone.concat(run.value);
    else if (run.added) come = come.concat(run.value);
    else {
      settle();
      for (const text of run.value) blocks.push({ kind: 'equal', before: at.before++, after: at.after++, text });
    }
  }
  settle();
  const counts = { equal: 0, inserted: 0, deleted: 0, changed: 0 };
  for (const { kind } of blocks) counts[kind] += 1;
  return { blocks, counts, same: counts.equal === blocks.length };
}

/** The same for texts with one paragraph a line, as versions keep them. */
export function redlineOfTexts(before: string, after: string): Redline {
  return redline(before.split('\n'), after.split('\n'));
}

/** What is left when every change is refused: the first text. */
export function textBefore({ blocks }: Redline): string[] {
  return blocks.flatMap((block) => sideOf(block, 'inserted'));
}

/** What is left when every change is accepted: the second text. */
export function textAfter({ blocks }: Redline): string[] {
  return blocks.flatMap((block) => sideOf(block, 'deleted'));
}

function sideOf(block: RedlineBlock, without: 'inserted' | 'deleted'): string[] {
  if (block.kind === without) return [];
  if (block.kind !== 'changed') return [block.text];
  return [
    block.pieces
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join(''),
  ];
}

interface Run {
  readonly value: readonly string[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

function runs(before: readonly string[], after: readonly string[]): readonly Run[] {
  const found = diffArrays([...before], [...after], { maxEditLength: maxEdits }) as readonly Run[] | undefined;
  return (
    found ?? [
      { value: before, removed: true },
      { value: after, added: true },
    ]
  );
}

interface Unequal {
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly before: number;
  readonly after: number;
}

/** A stretch where the texts differ: paragraphs that are alike are one that changed, the others went or came. */
function unequal({ gone, come, before, after }: Unequal): RedlineBlock[] {
  return alignParagraphs(gone, come).map(({ from, to }): RedlineBlock => {
    const [was, is] = [gone[from ?? -1], come[to ?? -1]];
    if (from !== null && to !== null && was !== undefined && is !== undefined) {
      if (was === is) return { kind: 'equal', before: before + from, after: after + to, text: was };
      return { kind: 'changed', before: before + from, after: after + to, pieces: changedWords(was, is) };
    }
    if (from !== null) return { kind: 'deleted', before: before + from, text: was ?? '' };
    return { kind: 'inserted', after: after + (to ?? 0), text: is ?? '' };
  });
}
