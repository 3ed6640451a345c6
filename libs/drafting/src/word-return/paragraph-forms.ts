import { escapeXml, readElements } from '../word/word-xml.js';
import { WordStyles } from '../word/word-styles.js';
import { type ParagraphForm } from './returned.js';
import { child, valueOf, type XmlNode } from './xml-tree.js';

/** What a paragraph is by its properties and the styles and lists of its file: the same question a draft is opened with. */
export class ParagraphForms {
  private readonly styles: WordStyles;
  private readonly known = new Map<string, ParagraphForm>();

  /** @param text the text of a part; null where there is none of that name */
  constructor(text: (name: string) => string | null) {
    this.styles = new WordStyles({ text: (name) => text(name) ?? '' });
  }

  /** `properties` is the `w:pPr`, where there is one. */
  of(properties: XmlNode | undefined): ParagraphForm {
    const numbering = child(properties, 'w:numPr');
    const told = (name: string, value: string | undefined): string => (value === undefined ? '' : `<${name} w:val="${escapeXml(value)}"/>`);
    const xml =
      told('w:pStyle', valueOf(properties, 'w:pStyle')) +
      (numbering === undefined
        ? ''
        : `<w:numPr>${told('w:ilvl', valueOf(numbering, 'w:ilvl'))}${told('w:numId', valueOf(numbering, 'w:numId'))}</w:numPr>`) +
      told('w:outlineLvl', valueOf(properties, 'w:outlineLvl'));
    const form = this.known.get(xml) ?? this.read(xml);
    this.known.set(xml, form);
    return form;
  }

  private read(xml: string): ParagraphForm {
    const [properties] = readElements(`<w:pPr>${xml}</w:pPr>`);
    return this.styles.kindOf(properties);
  }
}

const lists = { bullet: 'a punti', letter: 'con lettere', number: 'con numeri' } as const;

/** In Italian, as the report shows it. */
export function formNamed({ type, level, list }: ParagraphForm): string {
  if (type === 'heading') return `titolo di livello ${level}`;
  return type === 'listItem' ? `voce di elenco ${lists[list ?? 'bullet']}, livello ${level + 1}` : 'capoverso';
}
