import { type ListLevel, type ListPlace } from '@gare/domain/drafting/number-labels';
import { headingLevels } from '@gare/platform/docx';
import { type WordPackage } from '@gare/templates';
import { type LookKind } from './shell-index.js';
import { attribute, child, isOn, readElements, valueOf, type WordElement } from './word-xml.js';

/** Which kind of block a paragraph is, by its properties and the styles and lists of its document. */
export class WordStyles {
  private readonly headings: ReadonlyMap<string, number>;
  private readonly styles = new Map<string, { parent: string | null; numbering: ListPlace | null }>();
  readonly levels = new Map<string, ListLevel>();

  constructor(word: Pick<WordPackage, 'text'>) {
    const styles = word.text('word/styles.xml');
    this.headings = headingLevels(styles);
    for (const style of readElements(styles).flatMap(({ children }) => children)) {
      const id = attribute(style, 'w:styleId');
      if (style.name !== 'w:style' || id === null) continue;
      this.styles.set(id, { parent: valueOf(style, 'w:basedOn'), numbering: numberingOf(child(style, 'w:pPr')) });
    }
    this.readLists(readElements(word.text('word/numbering.xml')).flatMap(({ children }) => children));
  }

  /** `properties` is the `w:pPr`, where there is one. */
  kindOf(properties: WordElement | undefined): LookKind {
    const style = valueOf(properties, 'w:pStyle');
    const own = valueOf(properties, 'w:outlineLvl');
    const outline = own !== null && Number(own) < 9 ? Number(own) + 1 : style === null ? undefined : this.headings.get(style);
    if (outline !== undefined && own !== '9') return { type: 'heading', level: Math.min(outline, 4), list: null };
    const place = this.placeOf(properties);
    const level = place === null ? undefined : this.levels.get(`${place.numId} ${place.level}`);
    if (place === null || level === undefined) return { type: 'paragraph', level: 0, list: null };
    return { type: 'listItem', level: place.level, list: listOf(level.format) };
  }

  /** The list a paragraph counts in, by itself or by its style. */
  placeOf(properties: WordElement | undefined): ListPlace | null {
    if (valueOf(child(properties, 'w:numPr'), 'w:numId') === '0') return null;
    return numberingOf(properties) ?? this.styleNumbering(valueOf(properties, 'w:pStyle'));
  }

  /** The first style with that outline level; null where the document has none. */
  headingStyle(level: number): string | null {
    return [...this.headings].find(([, outline]) => outline === level)?.[0] ?? null;
  }

  private styleNumbering(style: string | null): ListPlace | null {
    let id = style;
    for (let steps = 0; steps < 10 && id !== null; steps += 1) {
      const found = this.styles.get(id);
      if (found?.numbering != null) return found.numbering;
      id = found?.parent ?? null;
    }
    return null;
  }

  private readLists(elements: readonly WordElement[]): void {
    const abstracts = new Map(
      elements.filter(({ name }) => name === 'w:abstractNum').map((one) => [attribute(one, 'w:abstractNumId'), one]),
    );
    for (const num of elements.filter(({ name }) => name === 'w:num')) {
      const id = attribute(num, 'w:numId') ?? '';
      const levels = abstracts.get(valueOf(num, 'w:abstractNumId'))?.children ?? [];
      const overrides = num.children.flatMap((one) => child(one, 'w:lvl') ?? []);
      for (const level of [...levels, ...overrides]) {
        if (level.name === 'w:lvl') this.levels.set(`${id} ${attribute(level, 'w:ilvl') ?? '0'}`, levelOf(level));
      }
    }
  }
}

function numberingOf(properties: WordElement | undefined): ListPlace | null {
  const found = child(properties, 'w:numPr');
  const numId = valueOf(found, 'w:numId');
  return numId === null || numId === '0' ? null : { numId, level: Number(valueOf(found, 'w:ilvl') ?? 0) };
}

function levelOf(level: WordElement): ListLevel {
  const start = Number(valueOf(level, 'w:start') ?? 1);
  return { format: valueOf(level, 'w:numFmt') ?? 'decimal', text: valueOf(level, 'w:lvlText') ?? '', start };
}

export function listOf(format: string): 'bullet' | 'letter' | 'number' {
  if (format === 'bullet' || format === 'none') return 'bullet';
  return /letter/i.test(format) ? 'letter' : 'number';
}

/** Whether a row repeats at the top of each page. */
export function isHeaderRow(row: WordElement): boolean {
  return isOn(child(row, 'w:trPr'), 'w:tblHeader');
}
