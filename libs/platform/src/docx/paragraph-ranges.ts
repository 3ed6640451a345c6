/** A paragraph in the XML of its part: from its opening tag to behind its closing one. */
export interface ParagraphRange {
  readonly start: number;
  readonly end: number;
}

const TOKEN = /<w:p(?:\s[^>]*)?(\/?)>|<\/w:p>|<(\/?)mc:Fallback\b[^>]*>/g;

/** Every paragraph of a part, numbered like those of `readParagraphs` (the first here is number 1 there). */
export function paragraphRanges(xml: string): ParagraphRange[] {
  const ranges: ParagraphRange[] = [];
  const open: number[] = [];
  let fallback = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [token, closed, ending] = match;
    const end = match.index + token.length;
    if (token.includes('mc:Fallback')) fallback += ending === '/' ? -1 : 1;
    else if (fallback > 0) continue;
    else if (closed === '/') ranges.push({ start: match.index, end });
    else if (token === '</w:p>') ranges.push({ start: open.pop() ?? match.index, end });
    else open.push(match.index);
  }
  return ranges;
}
