/** Words that stand together on a page: text, left edge and baseline from the foot of the page, width and height, all in points; whether the line ends. */
export type PlacedWords = readonly [text: string, x: number, y: number, width: number, height: number, endsLine: boolean];

/** What stands on one line without a wide gap: a line of running text, or a cell of a table. */
interface Run {
  text: string;
  readonly left: number;
  readonly y: number;
  right: number;
  readonly height: number;
}

/** Wider than this many heights, a gap parts two cells. */
const cellGap = 1.6;
const wordGap = 0.18;
/** Baselines of one paragraph are at most this many heights apart. */
const lineGap = 1.75;
/** Those of one cell stand closer than the rows of its table. */
const rowGap = 1.36;

/** A page of text has some hundred runs; on one with more of them (a drawing) every run is told for itself. */
const mostRuns = 1500;
/** Cells of a row that may go on in a second line. */
const mostOpen = 16;

/** Marks that begin an entry of a list, whatever stood on the line before. */
const listMark = /^(?:[•●◦▪–—-]|\(?(?:\d{1,2}|[a-z]{1,3})[).])\s/u;

/**
 * Paragraphs of a page in the order they were written, a table cell each for itself. A PDF knows neither: lines that fill their column
 * go on in the next one, the others end. Rows of dots that lead to a page number are left out.
 */
export function linesOfPage(words: readonly PlacedWords[]): string[] {
  const runs = runsOf(words);
  if (runs.length > mostRuns) return runs.map((run) => joined([run])).filter((text) => text !== '');
  const paragraphs: Run[][] = [];
  for (const run of runs) {
    const open = paragraphs.slice(-mostOpen).find((candidate) => goesOn(candidate, run, runs));
    if (open === undefined) paragraphs.push([run]);
    else open.push(run);
  }
  return paragraphs.map(joined).filter((text) => text !== '');
}

function runsOf(words: readonly PlacedWords[]): Run[] {
  const runs: Run[] = [];
  let current: Run | null = null;
  for (const [text, x, y, width, height] of words) {
    if (text.trim() === '') continue;
    const gap: number = current === null ? 0 : x - current.right;
    const size: number = Math.max(height, current?.height ?? 0);
    // Exponents and notes stand a little higher.
    const sameLine = current !== null && Math.abs(current.y - y) < size * 0.45 && gap > -size && gap < size * cellGap;
    if (current === null || !sameLine) {
      current = { text, left: x, y, right: x + width, height };
      runs.push(current);
    } else {
      current.text += `${gap > size * wordGap && !/\s$/.test(current.text) ? ' ' : ''}${text}`;
      current.right = x + width;
    }
  }
  return runs;
}

/** Whether a run is the next line of a paragraph: right below it, of its size, in its column, and the line above had no room for its first word. */
function goesOn(paragraph: readonly Run[], run: Run, runs: readonly Run[]): boolean {
  const above = paragraph.at(-1);
  const [first] = paragraph;
  if (above === undefined || first === undefined) return false;
  const size = above.height;
  const down = above.y - run.y;
  const inTable = besides(first, runs).length > 0;
  if (down < size * 0.6 || down > size * (inTable ? rowGap : lineGap) || Math.abs(run.height - size) > size * 0.12) return false;
  const indented = Math.abs(run.left - above.left) > size * 2.5 && Math.abs(run.left - first.left) > size * 2.5;
  // Two rows of a table one under the other: the cells of the second are no second lines of the first.
  if (indented || listMark.test(run.text) || (inTable && besides(run, runs).length > 0 && paragraph.length === 1)) return false;
  const [word = ''] = run.text.trimStart().split(/\s/, 1);
  const needed = ((run.right - run.left) / Math.max(1, run.text.length)) * (word.length + 1);
  return columnEnd(first, runs) - above.right < needed + size * 0.5;
}

const besides = (run: Run, runs: readonly Run[]): Run[] =>
  runs.filter((other) => other !== run && Math.abs(other.y - run.y) < run.height * 0.45);

/** How far the text of the column reaches to the right: the widest of the runs that begin about where this one does, up to the cell beside it. */
function columnEnd(first: Run, runs: readonly Run[]): number {
  const { left, right, height } = first;
  const limit = Math.min(...besides(first, runs).flatMap((other) => (other.left > right ? [other.left] : [])));
  return Math.max(
    right,
    ...runs.filter((other) => Math.abs(other.left - left) < height * 2.5 && other.right < limit).map((other) => other.right),
  );
}

function joined(paragraph: readonly Run[]): string {
  let text = '';
  for (const { text: line } of paragraph) {
    const hyphenated = /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line);
    text = hyphenated ? `${text.slice(0, -1)}${line}` : `${text}${text === '' ? '' : ' '}${line}`;
  }
  return text
    .replace(/\u00ad/g, '')
    .replace(/(?:[.…]\s?){6,}(?=\s*\d{0,4}\s*$)/u, ' ')
    .replace(/[^\S\u00a0]+/gu, ' ')
    .trim();
}
