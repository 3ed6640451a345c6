/** A paragraph of a text as an opinion quotes it: found again by what it says, not by where it stands. */
export interface Paragraph {
  /** Fingerprint of the words and which of equal ones it is, from 0: `3f2a…c1.0`. The same in every text that holds the same words. */
  readonly id: string;
  /** SHA-256 of the words, lower-case hex. */
  readonly hash: string;
  /** Its line in the text, from 0. */
  readonly line: number;
  readonly text: string;
  /** The nearest heading above it, or itself where it is one; null before the first. */
  readonly heading: string | null;
}

/** A heading of a text by its line, as versions keep them. */
export interface HeadingLine {
  readonly line: number;
  readonly text: string;
}

/** Digits of the fingerprint that an id carries: enough to tell the paragraphs of one text apart. */
const idDigits = 16;

/** The heading a line stands under; null before the first. */
export function headingOf(headings: readonly HeadingLine[], line: number): string | null {
  let found: string | null = null;
  for (const heading of headings) {
    if (heading.line > line) break;
    found = heading.text;
  }
  return found;
}

/**
 * The paragraphs of a text with one a line; blank ones are none.
 * @param hash SHA-256 of a text as lower-case hex: the server and the browser each have their own
 */
export function paragraphsOf(text: string, headings: readonly HeadingLine[], hash: (text: string) => string): Paragraph[] {
  const seen = new Map<string, number>();
  return text.split('\n').flatMap((words, line) => {
    if (words.trim() === '') return [];
    const full = hash(words);
    const nth = seen.get(full) ?? 0;
    seen.set(full, nth + 1);
    return [{ id: `${full.slice(0, idDigits)}.${nth}`, hash: full, line, text: words, heading: headingOf(headings, line) }];
  });
}
