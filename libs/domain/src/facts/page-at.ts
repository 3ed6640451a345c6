/** The page, from 1, on which a line of a text stands. `starts` holds the first line of each page, from 0; null where there are no pages. */
export function pageAt(starts: readonly number[], line: number): number | null {
  const page = starts.findLastIndex((start) => start <= line);
  return page < 0 ? null : page + 1;
}
