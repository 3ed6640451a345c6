import { headingLevels } from '@gare/platform/docx';
import { type WordPackage } from '@gare/templates';
import { type LookKind } from './shell-index.js';
import { attribute, child, isOn, readElements, valueOf, type WordElement } from './word-xml.js';

interface Numbering {
  readonly numId: string;
  readonly level: number;
}

/** Which kind of block a paragraph is, by its properties and the styles and lists of its document. */
export class WordStyles {
  private readonly headings: ReadonlyMap<string, number>;
  private readonly styles = new Map<string, { parent: string | null; numbering: Numbering | null }>();
  private readonly formats = new Map<string, string>();

  constructor(word: WordPackage) {
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
    const numbering = numberingOf(properties) ?? this.styleNumbering(style);
    const format = numbering === null ? undefined : this.formats.get(`${numbering.numId} ${numbering.level}`);
    if (numbering === null || format === undefined) return { type: 'paragraph', level: 0, list: null };
    return { type: 'listItem', level: numbering.level, list: listOf(format) };
  }

  private styleNumbering(style: string | null): Numbering | null {
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
        if (level.name === 'w:lvl') this.formats.set(`${id} ${attribute(level, 'w:ilvl') ?? '0'}`, valueOf(level, 'w:numFmt') ?? 'decimal');
      }
    }
  }
}

function numberingOf(properties: WordElement | undefined): Numbering | null {
  const found = child(properties, 'w:numPr');
  const numId = valueOf(found, 'w:numId');
  return numId === null || numId === '0' ? null : { numId, level: Number(valueOf(found, 'w:ilvl') ?? 0) };
}

function listOf(format: string): 'bullet' | 'letter' | 'number' {
  if (format === 'bullet' || format === 'none') return 'bullet';
  return /letter/i.test(format) ? 'letter' : 'number';
}

/** Whether a row repeats at the top of each page. */
export function isHeaderRow(row: WordElement): boolean {
  return isOn(child(row, 'w:trPr'), 'w:tblHeader');
}
