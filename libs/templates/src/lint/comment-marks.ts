import { unescapeXml, type LaidOutParagraph, type WordPiece } from '@gare/platform/docx';

/** Text to put into the XML of a part; of two at one place the one with the lower order comes first. */
export interface Insertion {
  readonly at: number;
  readonly order: number;
  readonly text: string;
}

const ENDS = 0;
const STARTS = 1;

/** The XML with everything put in at its place; nothing is taken out. Equal insertions at one place are put in once. */
export function insertedInto(xml: string, insertions: readonly Insertion[]): string {
  const ordered = [...insertions].sort((left, right) => left.at - right.at || left.order - right.order);
  const once = new Set<string>();
  let result = '';
  let from = 0;
  for (const { at, text } of ordered) {
    if (once.has(`${at} ${text}`)) continue;
    once.add(`${at} ${text}`);
    result += xml.slice(from, at) + text;
    from = at;
  }
  return result + xml.slice(from);
}

/** Marks around some characters of a paragraph; runs are cut where they begin and end. Null when no run holds them. */
export function marksAround(
  xml: string,
  paragraph: LaidOutParagraph,
  [from, to]: readonly [number, number],
  id: number,
): Insertion[] | null {
  const live = paragraph.pieces.filter(({ text, xml: place }) => text !== '' && place.to > place.from);
  const counted = live.filter((piece) => piece.revision !== 'deleted' || !isDeletedText(xml, piece));
  const first = counted.find(({ at, text }) => at <= from && from < at + text.length);
  const last = counted.findLast(({ at, text }) => at < to && to <= at + text.length);
  if (first === undefined || last === undefined) return null;
  return [
    ...cut(xml, first, from - first.at, { text: start(id), order: STARTS }),
    ...cut(xml, last, to - last.at, { text: end(id), order: ENDS }),
  ];
}

/** Marks around a whole paragraph; null for one that has no inside. */
export function marksAtParagraph(xml: string, paragraph: LaidOutParagraph, id: number): Insertion[] | null {
  const { from, to } = paragraph.xml;
  const whole = xml.slice(from, to);
  if (!whole.endsWith('</w:p>')) return null;
  const opening = /^<w:p\b[^>]*>/.exec(whole)?.[0].length ?? 0;
  return [
    { at: from + opening + propertiesLength(whole.slice(opening)), order: STARTS, text: start(id) },
    { at: to - '</w:p>'.length, order: ENDS, text: end(id) },
  ];
}

/** Puts a mark before the character at `offset` of a piece: between two runs where one ends there, else by cutting the run. */
function cut(xml: string, piece: WordPiece, offset: number, mark: { readonly text: string; readonly order: number }): Insertion[] {
  const { run, element } = piece;
  const at = piece.xml.from + rawOffset(xml.slice(piece.xml.from, piece.xml.to), offset);
  const head = xml.slice(run.from, piece.xml.from);
  const alone = head.replace(run.properties, '');
  if (at === piece.xml.from && /^<w:r\b[^>]*><w:t\b[^>]*>$/.test(alone)) return [{ at: run.from, ...mark }];
  if (at === piece.xml.to && xml.slice(at, run.to) === '</w:t></w:r>') return [{ at: run.to, ...mark }];
  const keep = element.preserve ? [] : [{ at: element.afterName, order: ENDS, text: ' xml:space="preserve"' }];
  const text = `</w:t></w:r>${mark.text}<w:r>${run.properties}<w:t xml:space="preserve">`;
  return [...keep, { at, order: mark.order, text }];
}

/** How many characters of the XML stand before the character at `offset`, entities being several. */
function rawOffset(raw: string, offset: number): number {
  if (!raw.includes('&')) return offset;
  let characters = 0;
  for (const match of raw.matchAll(/&[^;]*;|[^&]/gs)) {
    if (characters >= offset) return match.index;
    characters += unescapeXml(match[0]).length;
  }
  return raw.length;
}

function isDeletedText(xml: string, piece: WordPiece): boolean {
  return xml.slice(piece.element.afterName - 'w:delText'.length, piece.element.afterName) === 'w:delText';
}

/** Length of the `w:pPr` a paragraph begins with; a tracked change of it holds another one inside. */
function propertiesLength(inside: string): number {
  if (!/^<w:pPr[\s/>]/.test(inside)) return 0;
  let depth = 0;
  for (const match of inside.matchAll(/<(\/?)w:pPr(?=[\s/>])[^>]*?(\/?)>/g)) {
    const [whole, closing, closed] = match;
    if (closing === '/') depth -= 1;
    else if (closed !== '/') depth += 1;
    if (depth === 0) return match.index + whole.length;
  }
  return 0;
}

function start(id: number): string {
  return `<w:commentRangeStart w:id="${id}"/>`;
}

function end(id: number): string {
  return `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
}
