import { readParagraphs } from '@gare/platform/docx';
import { originOf } from './compose/part.js';
import { WordPackage } from './compose/word-package.js';
import { type LoadedTemplate } from './composed-templates.js';
import { type PrintedValue } from './printed-values.js';

const body = 'word/document.xml';
const tags = /\{[^{}]*\}/g;

/**
 * Tells which clause or part each paragraph of a generated document comes from. Paragraphs with a value say it by the tag that
 * printed it; the others read as their paragraph of the template reads, looked for from where the last one stood.
 */
export class OriginFinder {
  private readonly byText = new Map<string, number[]>();
  private cursor = 1;

  constructor(private readonly template: Pick<LoadedTemplate, 'compiled' | 'origins'> | undefined) {
    if (template === undefined) return;
    const paragraphs = readParagraphs(new WordPackage(template.compiled.entries).text(body), new Map());
    for (const { number, text } of paragraphs) {
      const plain = text.replace(tags, '').trim();
      if (plain !== '') this.byText.set(plain, [...(this.byText.get(plain) ?? []), number]);
    }
  }

  /** Asked for paragraph after paragraph, in the order of the body. `CLAUSOLA:CL05`, `PARTE:name` or null. */
  of(text: string, values: readonly PrintedValue[]): string | null {
    if (this.template === undefined) return null;
    this.cursor = values.find(({ tag }) => tag.part === body)?.tag.paragraph ?? this.nearest(text.trim()) ?? this.cursor;
    const origin = originOf(this.template.origins, { part: body, paragraph: this.cursor });
    return origin === null ? null : `${origin.kind}:${origin.name}`;
  }

  private nearest(text: string): number | undefined {
    const places = this.byText.get(text) ?? [];
    return places.find((place) => place >= this.cursor) ?? places.at(-1);
  }
}
