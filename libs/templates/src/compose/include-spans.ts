/** A paragraph that holds an include, as a stretch of XML. */
export interface IncludeSpan {
  readonly start: number;
  readonly end: number;
  /** Name after the plus sign. */
  readonly name: string;
  /** The tag as written. */
  readonly tag: string;
  /** In a text box: a paragraph inside a paragraph. */
  readonly nested: boolean;
  readonly inCell: boolean;
}

const TOKEN = /<(\/?)w:(p|tc)(?=[\s>/])[^>]*?(\/?)>|<w:t(?=[\s>])[^>]*>([^<]*)<\/w:t>/g;
const INCLUDE = /^\{\+\s*([^{}]*?)\s*\}$/;

/** The paragraphs that hold only `{+ NOME}`, in document order. */
export function includeSpans(xml: string): IncludeSpan[] {
  const spans: IncludeSpan[] = [];
  if (!xml.includes('+')) return spans;
  const open: { start: number; text: string }[] = [];
  let cells = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [whole, slash, name, closed, text] = match;
    if (text !== undefined) {
      const paragraph = open.at(-1);
      if (paragraph !== undefined) paragraph.text += text;
    } else if (name === 'tc') cells += slash === '/' ? -1 : 1;
    else if (slash !== '/') {
      if (closed !== '/') open.push({ start: match.index, text: '' });
    } else {
      const paragraph = open.pop();
      const tag = paragraph?.text.trim() ?? '';
      const include = INCLUDE.exec(tag);
      if (paragraph !== undefined && include !== null) {
        const end = match.index + whole.length;
        spans.push({ start: paragraph.start, end, name: include[1] ?? '', tag, nested: open.length > 0, inCell: cells > 0 });
      }
    }
  }
  return spans;
}
