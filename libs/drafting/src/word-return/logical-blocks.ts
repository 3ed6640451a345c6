import { type Authorship, type ReturnedBlock, type ReturnedPiece } from './returned.js';

/** A paragraph with its border settled: it was there, was put in whole, or was taken out whole. */
export interface LogicalBlock {
  readonly source: ReturnedBlock;
  readonly id: string | null;
  readonly pieces: readonly ReturnedPiece[];
  readonly wholeInserted: Authorship | null;
  readonly wholeDeleted: Authorship | null;
}

/** What the download says of an id: a paragraph that stands, one that is only proposed, or none of it. */
export type KnownId = (id: string) => 'standing' | 'proposed' | null;

/**
 * Word keeps a tracked border between paragraphs at the mark that ends the first of them: a paragraph typed behind another one is an
 * inserted mark of the old and inserted text under the mark of the new. Here each paragraph is put in, taken out or neither; a cut in
 * the middle is text taken out of one and a new paragraph with it, a join the reverse: accepted, both read as in Word.
 */
export function logicalBlocks(blocks: readonly ReturnedBlock[], known: KnownId): LogicalBlock[] {
  const result: LogicalBlock[] = [];
  for (let index = 0; index < blocks.length;) {
    const taken = take(blocks, index, known);
    result.push(...taken);
    index += Math.max(1, taken.length);
  }
  return result;
}

/** The paragraph at `index` with those its border makes one with it; one result for each. */
function take(blocks: readonly ReturnedBlock[], index: number, known: KnownId): LogicalBlock[] {
  const block = blocks[index];
  if (block === undefined) return [];
  const { markInserted, markDeleted, pieces, cell } = block;
  const [rowInserted, rowDeleted] = [cell?.rowInserted ?? null, cell?.rowDeleted ?? null];
  if (rowInserted !== null || rowDeleted !== null) return [whole(block, { rowInserted, rowDeleted }, known)];
  if (markInserted !== null && !pieces.every(({ inserted }) => inserted !== null))
    return split(chain(blocks, index, 'markInserted'), known);
  if (markInserted !== null) return [whole(block, { rowInserted: markInserted, rowDeleted: markDeleted }, known)];
  if (markDeleted !== null && !pieces.every(({ deleted }) => deleted !== null)) return joined(chain(blocks, index, 'markDeleted'));
  return [whole(block, { rowInserted: null, rowDeleted: markDeleted }, known)];
}

function whole(
  block: ReturnedBlock,
  { rowInserted, rowDeleted }: { rowInserted: Authorship | null; rowDeleted: Authorship | null },
  known: KnownId,
): LogicalBlock {
  // A paragraph put in before another one may have taken its id along.
  const taken = rowInserted !== null && block.id !== null && known(block.id) === 'standing';
  return { source: block, id: taken ? null : block.id, pieces: block.pieces, wholeInserted: rowInserted, wholeDeleted: rowDeleted };
}

/** The paragraphs from here on whose borders are tracked, with the one behind the last border; all in one cell. */
function chain(blocks: readonly ReturnedBlock[], index: number, mark: 'markInserted' | 'markDeleted'): ReturnedBlock[] {
  const first = blocks[index];
  const result = first === undefined ? [] : [first];
  for (let next = index + 1; result.at(-1)?.[mark] != null; next += 1) {
    const block = blocks[next];
    if (block === undefined || !sameCell(block, first)) break;
    result.push(block);
  }
  return result;
}

function sameCell(one: ReturnedBlock, other: ReturnedBlock | undefined): boolean {
  const [a, b] = [one.cell, other?.cell ?? null];
  return a?.path === b?.path && a?.row === b?.row && a?.column === b?.column;
}

function split(blocks: readonly ReturnedBlock[], known: KnownId): LogicalBlock[] {
  const [first, ...rest] = blocks;
  const by = first?.markInserted;
  if (first === undefined || by == null) return [];
  const id = blocks.map((block) => block.id).find((one) => one !== null && known(one) === 'standing') ?? first.id;
  const gone = rest.flatMap(({ pieces }) => takenOut(pieces, by));
  const head = {
    source: first,
    id,
    pieces: [...first.pieces, ...gone],
    wholeInserted: null,
    wholeDeleted: rest.at(-1)?.markDeleted ?? null,
  };
  const tails = rest.map((block) => ({ source: block, id: null, pieces: putIn(block.pieces, by), wholeInserted: by, wholeDeleted: null }));
  return [head, ...tails];
}

function joined(blocks: readonly ReturnedBlock[]): LogicalBlock[] {
  const [first, ...rest] = blocks;
  const by = first?.markDeleted;
  if (first === undefined || by == null) return [];
  const come = rest.flatMap(({ pieces }) => putIn(pieces, by));
  const head = { source: first, id: first.id, pieces: [...first.pieces, ...come], wholeInserted: null, wholeDeleted: null };
  return [
    head,
    ...rest.map((block) => ({ source: block, id: block.id, pieces: takenOut(block.pieces, by), wholeInserted: null, wholeDeleted: by })),
  ];
}

function putIn(pieces: readonly ReturnedPiece[], by: Authorship): ReturnedPiece[] {
  return pieces.filter(({ deleted }) => deleted === null).map((piece) => ({ ...piece, inserted: piece.inserted ?? by }));
}

function takenOut(pieces: readonly ReturnedPiece[], by: Authorship): ReturnedPiece[] {
  return pieces.filter(({ inserted }) => inserted === null).map((piece) => ({ ...piece, deleted: piece.deleted ?? by }));
}
