import { diffArrays } from 'diff';

export interface RedlinePiece {
  readonly kind: 'equal' | 'inserted' | 'deleted';
  readonly text: string;
}

/** What belongs to the sign before it: accents written apart, tones of skin, and what joins pictures to one. */
const attached = String.raw`[\p{M}\p{Emoji_Modifier}\u200c\u200d\u{e0020}-\u{e007f}]`;
/**
 * Words, with figures as one (`1.234.567,89`, `12/03/2027`, `art. 17`): half a figure is never told as changed, nor half of what is
 * one sign to the eye (an accent written apart, a flag, pictures joined to one).
 */
const token = new RegExp(
  [
    String.raw`\p{L}[\p{L}\p{M}]*`,
    String.raw`\p{Nd}+(?:[.,/:’'-]\p{Nd}+)*${attached}*`,
    String.raw`\s+${attached}*`,
    String.raw`\p{RI}{2}${attached}*`,
    String.raw`[^\s\p{L}\p{Nd}](?:${attached}|(?<=\u200d)\p{Extended_Pictographic})*`,
  ].join('|'),
  'gu',
);
/** Beyond this the paragraphs have too little in common to be read word by word. */
const maxEdits = 800;

export function wordsOf(text: string): string[] {
  return text.match(token) ?? [];
}

/** What went and what came inside one paragraph; the pieces without the inserted ones are `before` to the letter, and the reverse. */
export function changedWords(before: string, after: string): RedlinePiece[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: maxEdits }) as
    readonly { value: readonly string[]; added?: boolean; removed?: boolean }[] | undefined;
  if (found === undefined) return joined([piece('deleted', before), piece('inserted', after)]);
  const pieces = found.map(({ value, added, removed }) =>
    piece(removed === true ? 'deleted' : added === true ? 'inserted' : 'equal', value.join('')),
  );
  return joined(pieces);
}

function piece(kind: RedlinePiece['kind'], text: string): RedlinePiece {
  return { kind, text };
}

/** `a b` → `c d` reads as one change, not as two with a blank between: blanks among changes go with them, deletions first. */
function joined(pieces: readonly RedlinePiece[]): RedlinePiece[] {
  const result: RedlinePiece[] = [];
  const add = (kind: RedlinePiece['kind'], text: string): void => {
    const last = result.at(-1);
    if (text === '') return;
    if (last?.kind === kind) result[result.length - 1] = piece(kind, last.text + text);
    else result.push(piece(kind, text));
  };
  let [deleted, inserted] = ['', ''];
  const settle = (): void => {
    const blank = sharedBlank(deleted, inserted);
    add('deleted', deleted.slice(0, deleted.length - blank.length));
    add('inserted', inserted.slice(0, inserted.length - blank.length));
    add('equal', blank);
    [deleted, inserted] = ['', ''];
  };
  pieces.forEach(({ kind, text }, index) => {
    const isBetween = kind === 'equal' && text.trim() === '' && index > 0 && index < pieces.length - 1;
    if (kind === 'deleted' || isBetween) deleted += text;
    if (kind === 'inserted' || isBetween) inserted += text;
    if (kind !== 'equal' || isBetween) return;
    settle();
    add('equal', text);
  });
  settle();
  return result;
}

/** The blank both end with: it did not change. */
function sharedBlank(one: string, other: string): string {
  const blank = /\s+$/.exec(one)?.[0] ?? '';
  return blank !== '' && /\s+$/.exec(other)?.[0] === blank ? blank : '';
}
