import { type BoundValue, type VersionFacts } from './queries';

/** A stretch of the words of a page that prints a value: item of the text of the page, and letters of it from–to. */
export interface PrintedStretch {
  readonly item: number;
  readonly from: number;
  readonly to: number;
  readonly value: BoundValue;
}

/** Letters as they can be compared: ligatures taken apart, no spaces, no capitals; each knows where it stood in the text. */
interface Letters {
  readonly text: string;
  readonly at: readonly number[];
}

const unprinted = /[\s\u00ad\u200b\ufeff]/;

function lettersOf(text: string): Letters {
  let folded = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    for (const letter of text.charAt(index).normalize('NFKC').toLowerCase()) {
      if (unprinted.test(letter)) continue;
      folded += letter;
      for (let unit = 0; unit < letter.length; unit += 1) at.push(index);
    }
  }
  return { text: folded, at };
}

/** Where in the pages each letter of the whole stands. */
interface Printed {
  readonly text: string;
  readonly places: readonly { readonly page: number; readonly item: number; readonly offset: number }[];
}

function printedOn(pages: readonly (readonly string[])[]): Printed {
  let text = '';
  const places: Printed['places'][number][] = [];
  for (const [page, items] of pages.entries()) {
    for (const [item, words] of items.entries()) {
      const letters = lettersOf(words);
      text += letters.text;
      for (const offset of letters.at) places.push({ page, item, offset });
    }
  }
  return { text, places };
}

/** Letters before and behind a value that must stand there too; the longest first: a page may break on either side. */
const contexts = [
  [24, 24],
  [24, 0],
  [0, 24],
  [10, 10],
  [10, 0],
  [0, 10],
] as const;
/** Letters that headers, footers and marks of lists may bring in between two values, beyond those of the text. */
const drift = 1500;

/**
 * Finds the values of a version on the pages of its PDF. The text of the version and that of the pages are the same words, but for what
 * is printed on every page: each value is looked for with the words around it, after the one before. What is not found is left out.
 * @param pages the words of each page, item by item, in the order they are printed
 * @returns stretches by page, from 0, in the order of reading
 */
export function valuesOnPages(
  { lines, values }: Pick<VersionFacts, 'lines' | 'values'>,
  pages: readonly (readonly string[])[],
): ReadonlyMap<number, readonly PrintedStretch[]> {
  const printed = printedOn(pages);
  const source = (lines ?? []).map(({ text }) => text);
  const starts: number[] = [];
  let whole = '';
  for (const line of source) {
    starts.push(whole.length);
    whole += lettersOf(line).text;
  }
  const found = new Map<number, PrintedStretch[]>();
  let [at, lastOffset] = [0, 0];
  for (const value of values.toSorted((one, other) => one.line - other.line || one.start - other.start)) {
    const letters = lettersOf(value.text).text;
    const offset = (starts[value.line] ?? 0) + lettersOf((source[value.line] ?? '').slice(0, value.start)).text.length;
    if (letters === '') continue;
    if (!value.inBody) {
      for (const place of repeated(printed.text, source[value.line] ?? '', value)) mark(found, printed, { place, letters, value });
      continue;
    }
    const place = placeOf(printed.text, { whole, offset, letters, expected: at + offset - lastOffset, from: at });
    if (place === null) continue;
    mark(found, printed, { place, letters, value });
    [at, lastOffset] = [place, offset];
  }
  return new Map(
    [...found].map(([page, stretches]) => [page, stretches.sort((one, other) => one.item - other.item || one.from - other.from)]),
  );
}

interface Wanted {
  readonly whole: string;
  readonly offset: number;
  readonly letters: string;
  /** Where it would stand if nothing were printed between. */
  readonly expected: number;
  readonly from: number;
}

function placeOf(text: string, { whole, offset, letters, expected, from }: Wanted): number | null {
  const end = offset + letters.length;
  // A long value may go over the page: its beginning tells where it stands.
  const head = letters.slice(0, 24);
  for (const [before, behind] of contexts) {
    const ahead = whole.slice(Math.max(0, offset - before), offset);
    const key = ahead + head + (head === letters ? whole.slice(end, end + behind) : '');
    if (key === head && head.length < 12) continue;
    const place = text.indexOf(key, Math.max(0, from - ahead.length));
    if (place >= 0 && place + ahead.length - expected < drift) return place + ahead.length;
  }
  return null;
}

/** Places of a value in a line that is printed on every page. */
function repeated(text: string, line: string, { start }: BoundValue): number[] {
  const key = lettersOf(line).text;
  const within = lettersOf(line.slice(0, start)).text.length;
  const places: number[] = [];
  if (key.length < 6) return places;
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) places.push(at + within);
  return places;
}

/** Letters of a page that may stand between two stretches of one value. */
const betweenStretches = 600;

function mark(
  found: Map<number, PrintedStretch[]>,
  printed: Printed,
  { place, letters, value }: { place: number; letters: string; value: BoundValue },
): void {
  let at = place;
  for (let done = 0; done < letters.length;) {
    if (printed.text.charAt(at) !== letters.charAt(done)) {
      const next = printed.text.indexOf(letters.slice(done, done + 24), at);
      if (next < 0 || next - at > betweenStretches) return;
      at = next;
    }
    extend(found, printed, { at, value });
    at += 1;
    done += 1;
  }
}

/** One letter more: of the stretch that ends there, or of a new one. */
function extend(found: Map<number, PrintedStretch[]>, printed: Printed, { at, value }: { at: number; value: BoundValue }): void {
  const letter = printed.places[at];
  if (letter === undefined) return;
  const { page, item, offset } = letter;
  const stretches = found.get(page) ?? [];
  found.set(page, stretches);
  const last = stretches.at(-1);
  if (last?.value === value && last.item === item && offset >= last.to - 1) stretches[stretches.length - 1] = { ...last, to: offset + 1 };
  else stretches.push({ item, from: offset, to: offset + 1, value });
}
