import { authorshipOf } from './package-parts.js';
import { type Authorship, type PieceMark, type Reformatting, type ReturnedPiece } from './returned.js';
import { child, type XmlNode } from './xml-tree.js';

interface Addition {
  readonly text: string;
  readonly object: ReturnedPiece['object'];
  readonly properties: XmlNode | undefined;
  readonly inserted: Authorship | null;
  readonly deleted: Authorship | null;
  readonly value: string | null;
}

/** A paragraph while it is read: stretches of one author and look become one piece, however many runs Word cut them into. */
export class ParagraphDraft {
  readonly pieces: ReturnedPiece[] = [];
  length = 0;

  add({ text, object, properties, inserted, deleted, value }: Addition): void {
    if (text === '') return;
    this.length += text.length;
    const marks = marksOf(properties);
    const reformatted = reformattingOf(properties);
    const last = this.pieces.at(-1);
    const joins =
      last !== undefined &&
      object === null &&
      last.object === null &&
      last.value === value &&
      sameAuthor(last.inserted, inserted) &&
      sameAuthor(last.deleted, deleted) &&
      last.marks.join() === marks.join() &&
      sameAuthor(last.reformatted, reformatted) &&
      last.reformatted?.before.join() === reformatted?.before.join();
    if (joins) this.pieces[this.pieces.length - 1] = { ...last, text: last.text + text };
    else this.pieces.push({ text, object, value, marks, reformatted, inserted, deleted });
  }

  get objects(): readonly NonNullable<ReturnedPiece['object']>[] {
    return this.pieces.flatMap(({ object }) => (object === null ? [] : [object]));
  }
}

function sameAuthor(one: Authorship | null, other: Authorship | null): boolean {
  return one === other || (one !== null && other !== null && one.author === other.author && one.at === other.at);
}

const switches: readonly (readonly [string, PieceMark])[] = [
  ['w:b', 'bold'],
  ['w:i', 'italic'],
  ['w:strike', 'strike'],
];

/** The tracked change of a run's emphasis (`w:rPrChange`); null where there is none, or where it is about something else of its look. */
export function reformattingOf(properties: XmlNode | undefined): Reformatting | null {
  const record = child(properties, 'w:rPrChange');
  if (record === undefined) return null;
  const before = marksOf(child(record, 'w:rPr'));
  return before.join() === marksOf(properties).join() ? null : { ...authorshipOf(record), before };
}

function marksOf(properties: XmlNode | undefined): PieceMark[] {
  if (properties === undefined) return [];
  const marks = switches.flatMap(([name, mark]) => {
    const node = child(properties, name);
    return node !== undefined && !/^(?:0|false|off|none)$/.test(node.attributes.get('w:val') ?? '') ? [mark] : [];
  });
  const line = child(properties, 'w:u')?.attributes.get('w:val');
  if (line !== undefined && line !== 'none') marks.push('underline');
  const align = child(properties, 'w:vertAlign')?.attributes.get('w:val');
  if (align === 'subscript' || align === 'superscript') marks.push(align);
  return marks;
}
