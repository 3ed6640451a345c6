import { type XmlNode } from './xml-tree.js';

interface OpenField {
  instruction: string;
  result: string;
  /** Between its `separate` and its `end`. */
  shows: boolean;
}

/**
 * Follows complex fields (`w:fldChar`) through a text, over paragraphs too. What a field shows is its result, not text that people
 * write; a link is text like any other.
 */
export class FieldReading {
  private readonly open: OpenField[] = [];

  /** Something of a field. @returns the result of a field that ends here, once for the outermost one; else null */
  take(node: XmlNode): string | null {
    const field = this.open.at(-1);
    if (node.name !== 'w:fldChar') {
      if (field?.shows === false) field.instruction += node.text;
      return null;
    }
    const type = node.attributes.get('w:fldCharType');
    if (type === 'begin') this.open.push({ instruction: '', result: '', shows: false });
    else if (type === 'separate' && field !== undefined) field.shows = true;
    else if (type === 'end' && field !== undefined) {
      this.open.pop();
      if (isLink(field)) return null;
      if (!this.hidesText) return field.result;
      this.result(field.result);
    }
    return null;
  }

  /** Whether text here belongs to a field. */
  get hidesText(): boolean {
    return this.open.some((field) => !field.shows || !isLink(field));
  }

  result(text: string): void {
    const field = this.open.findLast((one) => !isLink(one));
    if (field?.shows === true) field.result += text;
  }

  /** At the end of a paragraph: what a field that goes on has shown in it; null where none is open. */
  share(): string | null {
    if (!this.hidesText) return null;
    const shown = this.open.map(({ result }) => result).join('');
    for (const field of this.open) field.result = '';
    return shown;
  }
}

function isLink({ instruction }: OpenField): boolean {
  return /^\s*HYPERLINK\b/i.test(instruction);
}
