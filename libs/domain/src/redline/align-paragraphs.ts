import { wordsOf } from './changed-words.js';

/** A pair of one paragraph that changed, or one that has no partner. Places are those of the two lists given. */
export interface AlignedPair {
  readonly from: number | null;
  readonly to: number | null;
}

/** Shared words of both, of all words of both: from here on two paragraphs are one that was rewritten. */
const alike = 0.5;
/** Cells of the table that compares all with all. */
const maxCells = 60_000;
/** In longer stretches: how far a paragraph looks for its partner. */
const lookAhead = 25;

/** Which paragraphs of two stretches without an equal one belong together: the pairing with the greatest likeness, in order. */
export function alignParagraphs(gone: readonly string[], come: readonly string[]): AlignedPair[] {
  if (gone.length === 0) return come.map((_, to) => ({ from: null, to }));
  if (come.length === 0) return gone.map((_, from) => ({ from, to: null }));
  const bags = { gone: gone.map(bagOf), come: come.map(bagOf) };
  const likeness: Likeness = (from, to) => likenessOf(bags.gone[from], bags.come[to]);
  return gone.length * come.length <= maxCells ? best(gone.length, come.length, likeness) : greedy(gone.length, come.length, likeness);
}

type Likeness = (from: number, to: number) => number;

function best(rows: number, columns: number, likeness: Likeness): AlignedPair[] {
  const stride = columns + 1;
  const score = new Float64Array((rows + 1) * stride);
  const near = new Float64Array(rows * columns);
  for (let from = rows - 1; from >= 0; from -= 1)
    for (let to = columns - 1; to >= 0; to -= 1) {
      const value = likeness(from, to);
      near[from * columns + to] = value;
      const paired = value >= alike ? value + (score[(from + 1) * stride + to + 1] ?? 0) : 0;
      score[from * stride + to] = Math.max(paired, score[(from + 1) * stride + to] ?? 0, score[from * stride + to + 1] ?? 0);
    }
  const pairs: AlignedPair[] = [];
  let [from, to] = [0, 0];
  while (from < rows && to < columns) {
    const here = score[from * stride + to] ?? 0;
    const value = near[from * columns + to] ?? 0;
    if (value >= alike && here === value + (score[(from + 1) * stride + to + 1] ?? 0)) pairs.push({ from: from++, to: to++ });
    else if (here === score[(from + 1) * stride + to]) pairs.push({ from: from++, to: null });
    else pairs.push({ from: null, to: to++ });
  }
  while (from < rows) pairs.push({ from: from++, to: null });
  while (to < columns) pairs.push({ from: null, to: to++ });
  return pairs;
}

/** For stretches too long to compare all with all: each takes the first that is like it, near where it would stand. */
function greedy(rows: number, columns: number, likeness: Likeness): AlignedPair[] {
  const pairs: AlignedPair[] = [];
  let to = 0;
  for (let from = 0; from < rows; from += 1) {
    let found = to;
    const end = Math.min(columns, to + lookAhead);
    while (found < end && likeness(from, found) < alike) found += 1;
    if (found === end) pairs.push({ from, to: null });
    else {
      while (to < found) pairs.push({ from: null, to: to++ });
      pairs.push({ from, to: to++ });
    }
  }
  while (to < columns) pairs.push({ from: null, to: to++ });
  return pairs;
}

interface Bag {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  let size = 0;
  for (const word of wordsOf(text.toLowerCase())) {
    if (word.trim() === '') continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    size += 1;
  }
  return { counts, size };
}

function likenessOf(one: Bag | undefined, other: Bag | undefined): number {
  if (one === undefined || other === undefined) return 0;
  const all = one.size + other.size;
  if (all === 0 || 2 * Math.min(one.size, other.size) < alike * all) return 0;
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return (2 * shared) / all;
}
