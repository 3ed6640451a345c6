/** A run of lines that differ: where it begins in what is expected and what stands there on either side. */
export interface LineChange {
  /** From 1, in the expected lines. */
  readonly line: number;
  /** The same place in the lines found now. */
  readonly foundLine: number;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

/** Longer texts that have little in common are one difference: comparing them line by line takes the product in memory. */
const comparable = 16_000_000;

/** The runs in which two lists of lines differ, in their order; none where they are the same. */
export function lineChanges(expected: readonly string[], found: readonly string[]): LineChange[] {
  const start = sameAtStart(expected, found);
  const end = sameAtEnd(expected.slice(start), found.slice(start));
  const left = expected.slice(start, expected.length - end);
  const right = found.slice(start, found.length - end);
  if (left.length === 0 && right.length === 0) return [];
  if (left.length * right.length > comparable) return [{ line: start + 1, foundLine: start + 1, expected: left, found: right }];
  return walk(left, right, start);
}

function sameAtStart(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((line, index) => line !== right[index]);
  return at === -1 ? left.length : at;
}

const sameAtEnd = (left: readonly string[], right: readonly string[]): number =>
  Math.min(sameAtStart([...left].reverse(), [...right].reverse()), left.length, right.length);

/** Longest common subsequence; templates have at most a few thousand lines. */
function walk(left: readonly string[], right: readonly string[], offset: number): LineChange[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const changes: { line: number; foundLine: number; expected: string[]; found: string[] }[] = [];
  let open: (typeof changes)[number] | null = null;
  for (let row = 0, column = 0; row < left.length || column < right.length;) {
    if (row < left.length && column < right.length && left[row] === right[column]) {
      open = null;
      row += 1;
      column += 1;
      continue;
    }
    if (open === null) changes.push((open = { line: offset + row + 1, foundLine: offset + column + 1, expected: [], found: [] }));
    if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) open.expected.push(left[row++] ?? '');
    else open.found.push(right[column++] ?? '');
  }
  return changes;
}
