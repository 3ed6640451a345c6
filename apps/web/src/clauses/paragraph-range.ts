/**
 * Where paragraph `n` (from 1) of the formed text stands in the text as written: blocks are parted by blank lines, and lines that begin
 * with a mark (`§`, `-`, `a)`) are paragraphs of their own.
 * @returns first and last position; the end of the text where there is no such paragraph.
 */
export function rangeOfParagraph(text: string, n: number): readonly [number, number] {
  let at = 0;
  let seen = 0;
  let open = false;
  let found: [number, number] | null = null;
  for (const line of text.split('\n')) {
    const blank = line.trim() === '' || line.startsWith('%%');
    const marked = /^(?:#{1,4}-? |§ |\s*- |\s*[a-z]\) |> |@\S|\||\s*\{[#/][^{}]*\}\s*$)/.test(line);
    if (!blank && (!open || marked)) seen += 1;
    open = !blank;
    if (seen === n && !blank) found = [found?.[0] ?? at, at + line.length];
    if (seen > n) break;
    at += line.length + 1;
  }
  return found ?? [text.length, text.length];
}

/** A text with `before` and `after` put around a stretch of it, and where the cursor goes then. */
export function withInserted(
  text: string,
  { from, to, before, after }: { from: number; to: number; before: string; after: string },
): { readonly text: string; readonly at: number } {
  const inner = text.slice(from, to);
  return { text: `${text.slice(0, from)}${before}${inner}${after}${text.slice(to)}`, at: from + before.length + inner.length };
}
