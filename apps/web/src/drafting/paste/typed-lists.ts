import { Fragment, type Node } from '@tiptap/pm/model';
import { type ItemKind } from './word-lists';

interface Typed {
  readonly kind: ItemKind;
  /** Of a letter or number: which of them, from 1. */
  readonly ordinal: number;
  /** Letters of the marker and the space behind it. */
  readonly length: number;
}

/**
 * Lists whose markers were typed: paragraphs one after the other that begin with a), b), c) or 1., 2., 3. from the first on, or with a
 * dash, become items, and their markers go: the list counts by itself. A single one, or a list that begins elsewhere, stays as it was typed.
 */
export function withTypedLists(blocks: readonly Node[]): Node[] {
  const result: Node[] = [];
  for (let index = 0; index < blocks.length;) {
    const run = runFrom(blocks, index);
    if (run.length > 1)
      result.push(...run.map((typed, offset) => asItem(blocks[index + offset], typed)).filter((item) => item !== undefined));
    else result.push(...blocks.slice(index, index + 1));
    index += Math.max(1, run.length);
  }
  return result;
}

function runFrom(blocks: readonly Node[], start: number): Typed[] {
  const run: Typed[] = [];
  for (const block of blocks.slice(start)) {
    const typed = typedMarker(block);
    if (typed === null || (run[0] !== undefined && typed.kind !== run[0].kind)) break;
    if (typed.kind !== 'bullet' && typed.ordinal !== run.length + 1) break;
    run.push(typed);
  }
  return run;
}

function typedMarker(block: Node): Typed | null {
  if (block.type.name !== 'paragraph' || block.firstChild?.isText !== true) return null;
  const [whole, marker = ''] = /^(\(?[a-z][.)]|\(?\d{1,2}[.)]|[-–—•·▪●])[ \u00A0\t]+/i.exec(block.firstChild.text ?? '') ?? [];
  if (whole === undefined || whole.length === block.content.size) return null;
  const number = /\d+/.exec(marker)?.[0];
  const letter = /[a-z]/.exec(marker.toLowerCase())?.[0];
  if (number !== undefined) return { kind: 'number', ordinal: Number(number), length: whole.length };
  if (letter !== undefined) return { kind: 'letter', ordinal: letter.charCodeAt(0) - 96, length: whole.length };
  return { kind: 'bullet', ordinal: 0, length: whole.length };
}

function asItem(block: Node | undefined, { kind, length }: Typed): Node | undefined {
  return block?.type.schema.nodes['listItem']?.create({ list: kind, level: 0 }, Fragment.from(block.content.cut(length)));
}
