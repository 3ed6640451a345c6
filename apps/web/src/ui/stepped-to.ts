export type Step = 1 | -1;

/** Where a step leads among `count` places, round the ends; from nowhere to the first or the last. Null where there are none. */
export function steppedTo(from: number | null, by: Step, count: number): number | null {
  if (count === 0) return null;
  if (from === null) return by === 1 ? 0 : count - 1;
  return (from + by + count) % count;
}
