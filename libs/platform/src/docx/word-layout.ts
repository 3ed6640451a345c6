import { ParagraphReader, TOKEN, unescapeXml, type WordParagraph } from './word-text.js';

/** Where tracked changes put a piece of text: none, put in, or taken out. */
export type Revision = 'none' | 'inserted' | 'deleted';

/** A stretch of characters of one `w:t` (or, taken out, of one `w:delText`). */
export interface WordPiece {
  /** Place in the paragraph's text (UTF-16 units); what is taken out has no length there. */
  readonly at: number;
  readonly text: string;
  readonly revision: Revision;
  /** Offsets in the XML: the characters, and the run around them. */
  readonly xml: { readonly from: number; readonly to: number };
  readonly run: { readonly from: number; readonly to: number; readonly properties: string };
  /** Offset just behind `<w:t`, and whether it keeps spaces. */
  readonly element: { readonly afterName: number; readonly preserve: boolean };
}

export interface WordPicture {
  readonly name: string;
  /** Alternative text; empty when there is none. */
  readonly description: string;
  readonly decorative: boolean;
}

/** A paragraph with everything a reader of the template needs to point into the file. */
export interface LaidOutParagraph extends WordParagraph {
  readonly style: string | null;
  /** Offsets of the whole `w:p` in the XML. */
  readonly xml: { readonly from: number; readonly to: number };
  readonly pieces: readonly WordPiece[];
  readonly pictures: readonly WordPicture[];
  /** Character styles of its runs. */
  readonly runStyles: readonly string[];
}

export interface WordLayout {
  readonly paragraphs: readonly LaidOutParagraph[];
  readonly tableStyles: readonly string[];
  /** Tracked changes of any kind, in document order, with the number of the paragraph they stand in (0: outside paragraphs). */
  readonly revisions: number;
}

interface OpenParagraph {
  from: number;
  style: string | null;
  pieces: WordPiece[];
  pictures: WordPicture[];
  runStyles: string[];
}

type Draft = { -readonly [Key in keyof WordPiece]: WordPiece[Key] };

/** Reads a part as `readParagraphs` does (same numbers, same text) and keeps where everything stands in the XML. */
export function readLayout(xml: string, headingStyles: ReadonlyMap<string, number>): WordLayout {
  const reader = new LayoutReader(headingStyles);
  for (const match of xml.matchAll(TOKEN)) {
    const [whole, slash, name, attributes = '', closed, text] = match;
    const place = { from: match.index, to: match.index + whole.length };
    if (text !== undefined) reader.characters(text, place);
    else if (name !== undefined) {
      if (slash === '/') reader.close(name, place, xml);
      else {
        reader.open(name, attributes, place);
        if (closed === '/') reader.close(name, place, xml);
      }
    } else if (/decorative\b[^>]*val="1"/.test(whole)) reader.decorative();
  }
  return reader.finish();
}

interface Place {
  readonly from: number;
  readonly to: number;
}

class LayoutReader {
  private readonly texts: ParagraphReader;
  private readonly done: (OpenParagraph & { to: number })[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly runs: { from: number; propertiesFrom: number; properties: string; pieces: Draft[] }[] = [];
  private readonly tableStyles = new Set<string>();
  private readonly changes: Revision[] = [];
  private revisions = 0;
  private fallback = 0;
  private element: { afterName: number; preserve: boolean; deleted: boolean } | null = null;

  constructor(headingStyles: ReadonlyMap<string, number>) {
    this.texts = new ParagraphReader(headingStyles);
  }

  open(name: string, attributes: string, place: Place): void {
    this.texts.open(name, attributes);
    if (name === 'mc:Fallback') this.fallback += 1;
    if (this.fallback > 0) return;
    const paragraph = this.paragraphs.at(-1);
    switch (name) {
      case 'w:p':
        this.paragraphs.push({ from: place.from, style: null, pieces: [], pictures: [], runStyles: [] });
        break;
      case 'w:r':
        this.runs.push({ from: place.from, propertiesFrom: -1, properties: '', pieces: [] });
        break;
      case 'w:ins':
      case 'w:moveTo':
      case 'w:del':
      case 'w:moveFrom':
        this.revisions += 1;
        this.changes.push(name === 'w:ins' || name === 'w:moveTo' ? 'inserted' : 'deleted');
        break;
      case 'w:t':
      case 'w:delText':
        this.element = {
          afterName: place.from + name.length + 1,
          preserve: attributes.includes('xml:space="preserve"'),
          deleted: name === 'w:delText',
        };
        break;
      default:
        this.detail(name, attributes, place, paragraph);
    }
  }

  close(name: string, place: Place, xml: string): void {
    this.texts.close(name);
    if (name === 'mc:Fallback') this.fallback -= 1;
    if (this.fallback > 0 || name === 'mc:Fallback') return;
    if (name === 'w:t' || name === 'w:delText') this.element = null;
    else if (/^w:(?:ins|del|moveTo|moveFrom)$/.test(name)) this.changes.pop();
    else if (name === 'w:rPr') this.endProperties(place, xml);
    else if (name === 'w:r') this.endRun(place);
    else if (name === 'w:p') {
      const paragraph = this.paragraphs.pop();
      if (paragraph !== undefined) this.done.push({ ...paragraph, to: place.to });
    }
  }

  characters(text: string, place: Place): void {
    const at = this.texts.position;
    this.texts.characters(text);
    const paragraph = this.paragraphs.at(-1);
    if (this.fallback > 0 || this.element === null || paragraph === undefined) return;
    const { deleted, afterName, preserve } = this.element;
    const plain = unescapeXml(text);
    const piece: Draft = {
      at,
      text: plain,
      revision: deleted ? 'deleted' : (this.changes.at(-1) ?? 'none'),
      xml: place,
      run: { from: place.from, to: place.to, properties: '' },
      element: { afterName, preserve },
    };
    paragraph.pieces.push(piece);
    this.runs.at(-1)?.pieces.push(piece);
  }

  decorative(): void {
    const pictures = this.paragraphs.at(-1)?.pictures;
    const last = pictures?.pop();
    if (last !== undefined) pictures?.push({ ...last, decorative: true });
  }

  finish(): WordLayout {
    const paragraphs = this.texts.finish().map((paragraph, index): LaidOutParagraph => {
      const laid = this.done[index];
      if (laid === undefined) throw new Error('the two readings of a Word part disagree');
      const { from, to, style, pieces, pictures, runStyles } = laid;
      return { ...paragraph, style, pieces, pictures, runStyles, xml: { from, to } };
    });
    return { paragraphs, tableStyles: [...this.tableStyles], revisions: this.revisions };
  }

  private detail(name: string, attributes: string, place: Place, paragraph: OpenParagraph | undefined): void {
    const run = this.runs.at(-1);
    if (name === 'w:tblStyle') this.tableStyles.add(attribute(attributes, 'w:val'));
    if (paragraph === undefined) return;
    if (name === 'w:pStyle') paragraph.style ??= attribute(attributes, 'w:val');
    else if (name === 'w:rStyle') paragraph.runStyles.push(attribute(attributes, 'w:val'));
    else if (name === 'w:rPr' && run?.propertiesFrom === -1 && run.pieces.length === 0) run.propertiesFrom = place.from;
    else if (name === 'wp:docPr') {
      paragraph.pictures.push({
        name: unescapeXml(attribute(attributes, 'name')),
        description: unescapeXml(attribute(attributes, 'descr')).trim(),
        decorative: false,
      });
    }
  }

  private endProperties(place: Place, xml: string): void {
    const run = this.runs.at(-1);
    if (run === undefined || run.propertiesFrom < 0 || run.properties !== '') return;
    run.properties = xml.slice(run.propertiesFrom, place.to);
  }

  private endRun(place: Place): void {
    const run = this.runs.pop();
    if (run === undefined) return;
    for (const piece of run.pieces) piece.run = { from: run.from, to: place.to, properties: run.properties };
  }
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}
