import { draftSchema } from '@gare/domain/drafting/draft-schema';
import { type PrintedValue } from '@gare/templates';
import { changeOfMarks, type Piece } from './inline-from-word.js';
import { formatOf } from './run-format.js';

/** The pieces of a paragraph with an atom in the place of each value of the scheda that stands there to the letter. */
export function withValues(pieces: readonly Piece[], values: readonly PrintedValue[]): Piece[] {
  const ordered = values.filter(({ text, fields }) => text !== '' && fields.length > 0).sort((one, other) => one.offset - other.offset);
  const result: Piece[] = [];
  const rest = new PieceQueue(pieces);
  for (const value of ordered) {
    if (value.offset < rest.offset) continue;
    result.push(...rest.take(value.offset));
    if (rest.offset !== value.offset) continue;
    const inside = rest.take(value.offset + value.text.length);
    const text = inside.map(({ node }) => (node.isText ? (node.text ?? '') : node.type.name === 'hardBreak' ? '\n' : '')).join('');
    result.push(...(text === value.text && inside.length > 0 ? [atom(value, inside)] : inside));
  }
  result.push(...rest.take(Number.POSITIVE_INFINITY));
  return result;
}

function atom({ fields, text, tag }: PrintedValue, inside: readonly Piece[]): Piece {
  const first = inside.find(({ node }) => node.isText)?.node;
  const marks = first?.marks ?? [];
  const [{ path, instance }] = [fields[0] ?? { path: '', instance: '' }];
  const [change, format] = [changeOfMarks(marks), formatOf(marks)];
  return { node: draftSchema.nodes.value.create({ path, instance, text, tag: tag.tag, format, change }), length: text.length };
}

/** Pieces taken from the front up to a place in the text; a text is cut where the place is inside it. */
class PieceQueue {
  offset = 0;
  private at = 0;
  private pending: Piece | null = null;

  constructor(private readonly pieces: readonly Piece[]) {}

  take(until: number): Piece[] {
    const taken: Piece[] = [];
    for (let piece = this.next(); piece !== null && this.offset < until; piece = this.next()) {
      const room = until - this.offset;
      const cut = piece.node.isText && piece.length > room;
      if (cut) {
        taken.push({ node: piece.node.cut(0, room), length: room });
        this.pending = { node: piece.node.cut(room), length: piece.length - room };
        this.offset = until;
        return taken;
      }
      taken.push(piece);
      this.offset += piece.length;
      this.pending = null;
      this.at += 1;
    }
    return taken;
  }

  private next(): Piece | null {
    return this.pending ?? this.pieces[this.at] ?? null;
  }
}
