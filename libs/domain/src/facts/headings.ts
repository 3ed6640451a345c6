/** Headings above a line, outermost first. `outline` names the headings of a text by line, in order. */
export function headingsAbove(
  outline: readonly { readonly line: number; readonly level: number; readonly text: string }[],
  line: number | null,
): string[] {
  if (line === null) return [];
  const above: { level: number; text: string }[] = [];
  for (const heading of outline) {
    if (heading.line >= line) break;
    while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop();
    above.push(heading);
  }
  return above.map(({ text }) => text);
}
