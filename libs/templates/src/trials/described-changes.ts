import { type LineChange } from './line-diff.js';

/** Differences that are shown in full; the rest is counted. */
const shownChanges = 8;
const shownLines = 6;

/** In how many places a document differs from the accepted one, in Italian. */
export const countedChanges = (changes: readonly LineChange[]): string =>
  changes.length === 1 ? 'una differenza' : `${changes.length} differenze`;

/** The differences with line and heading, `-` for what was accepted and `+` for what is there now. @param found the lines there now */
export function describedChanges(changes: readonly LineChange[], found: readonly string[]): string[] {
  const shown = changes.slice(0, shownChanges).map((change) => {
    const heading = headingBefore(found, change);
    return [
      `  riga ${change.line}${heading === null ? '' : `, sotto «${heading}»`}`,
      ...clipped(change.expected).map((line) => `    - ${line}`),
      ...clipped(change.found).map((line) => `    + ${line}`),
    ].join('\n');
  });
  return [...shown, ...(changes.length > shownChanges ? [`  e altre ${changes.length - shownChanges} differenze`] : [])];
}

const clipped = (lines: readonly string[]): string[] =>
  lines.length <= shownLines ? [...lines] : [...lines.slice(0, shownLines), `… altre ${lines.length - shownLines} righe`];

/** The last heading above the place, as the document has it now. */
function headingBefore(found: readonly string[], { foundLine }: LineChange): string | null {
  const heading = found.slice(0, foundLine - 1).findLast((text) => /^\[(?:Heading|Title)/.test(text));
  return heading === undefined ? null : heading.replace(/^\[[^\]]*\] ?/, '').replaceAll('**', '');
}
