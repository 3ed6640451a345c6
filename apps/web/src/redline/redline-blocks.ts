import { movedBlocks } from '@gare/domain/redline/moved';
import { type Redline, type RedlineBlock } from '@gare/domain/redline/redline';

/** A paragraph of two texts or, with where it stands and whether its look changes, of two Word files. */
export type ShownBlock = RedlineBlock & {
  readonly place?: 'BODY' | 'TABLE' | 'BOX' | 'HEADER' | 'FOOTER' | 'FOOTNOTE' | 'ENDNOTE' | 'PAGE';
  readonly look?: boolean;
  readonly cell?: { readonly row: number; readonly column: number } | null;
};
export type ShownRedline = Omit<Redline, 'blocks'> & { readonly blocks: readonly ShownBlock[] };

export interface PlacedBlock {
  readonly key: string;
  readonly block: ShownBlock;
  /** Its number among the changes, from 0; null where nothing in it changed, or its row changed as a whole. */
  readonly change: number | null;
  /** It was moved: the change that shows where from, or where to. */
  readonly partner: number | null;
}

/** A paragraph, or a row of a table with the paragraphs of each cell. */
export type RedlineUnit =
  | ({ readonly kind: 'block' } & PlacedBlock)
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly cells: readonly (readonly PlacedBlock[])[];
      /** The number of a row that came or went as a whole. */
      readonly change: number | null;
    };

/** What the page shows of a redline: paragraphs and rows, and stretches of unchanged ones folded up. */
export type RedlinePart = RedlineUnit | { readonly kind: 'folded'; readonly key: string; readonly units: readonly RedlineUnit[] };

export interface RedlineParts {
  readonly parts: readonly RedlinePart[];
  /** What one step leads to, in order: a paragraph that changed, or a row that came or went. */
  readonly changes: readonly (readonly ShownBlock[])[];
}

/** Unchanged paragraphs or rows left around a change. */
const around = 1;
/** Shorter stretches are shown: folding them saves nothing. */
const shortest = 3;

/** Paragraphs of one row stand together, and changes are numbered from 0. A stretch far from any change is folded. */
export function partsOf({ blocks }: Pick<ShownRedline, 'blocks'>): RedlineParts {
  const groups = groupsOf(blocks);
  const changes: ShownBlock[][] = [];
  const numbers = new Map<number, number>();
  for (const group of groups) {
    const changed = group.filter((index) => blocks[index]?.kind !== 'equal');
    const together = isWholeRow(blocks, group) ? [changed] : changed.map((index) => [index]);
    for (const one of together) {
      for (const index of one) numbers.set(index, changes.length);
      changes.push(one.flatMap((index) => blocks[index] ?? []));
    }
  }
  const moved = movedBlocks(blocks);
  const placed = (index: number): PlacedBlock[] => {
    const block = blocks[index];
    if (block === undefined) return [];
    return [{ key: keyOf(block), block, change: numbers.get(index) ?? null, partner: numbers.get(moved.get(index) ?? -1) ?? null }];
  };
  const units = groups.map((group) => unitOf(group.flatMap(placed), isWholeRow(blocks, group)));
  return { parts: foldedUp(units), changes };
}

/** Places of blocks, those of one row together. */
function groupsOf(blocks: readonly ShownBlock[]): number[][] {
  const groups: number[][] = [];
  blocks.forEach(({ cell }, index) => {
    const before = blocks[index - 1]?.cell;
    if (cell && before?.row === cell.row) groups.at(-1)?.push(index);
    else groups.push([index]);
  });
  return groups;
}

function isWholeRow(blocks: readonly ShownBlock[], group: readonly number[]): boolean {
  const kinds = new Set(group.map((index) => blocks[index]?.kind));
  return blocks[group[0] ?? -1]?.cell != null && kinds.size === 1 && (kinds.has('inserted') || kinds.has('deleted'));
}

function unitOf(placed: readonly PlacedBlock[], isWhole: boolean): RedlineUnit {
  const [first] = placed;
  if (first === undefined) throw new Error('a unit without a paragraph');
  if (!first.block.cell) return { kind: 'block', ...first };
  const cells = new Map<number, PlacedBlock[]>();
  for (const one of placed) {
    const column = one.block.cell?.column ?? 0;
    cells.set(column, [...(cells.get(column) ?? []), isWhole ? { ...one, change: null } : one]);
  }
  return { kind: 'row', key: `riga-${first.key}`, cells: [...cells.values()], change: isWhole ? first.change : null };
}

export const hasChange = (unit: RedlineUnit): boolean =>
  unit.change !== null || (unit.kind === 'row' && unit.cells.some((cell) => cell.some(({ change }) => change !== null)));

function foldedUp(units: readonly RedlineUnit[]): RedlinePart[] {
  const near = new Set<number>();
  units.forEach((unit, index) => {
    if (hasChange(unit)) for (let place = index - around; place <= index + around; place += 1) near.add(place);
  });
  const parts: RedlinePart[] = [];
  let far: RedlineUnit[] = [];
  const fold = (): void => {
    const [first] = far;
    if (far.length < shortest || first === undefined) parts.push(...far);
    else parts.push({ kind: 'folded', key: `piega-${first.key}`, units: far });
    far = [];
  };
  units.forEach((unit, index) => {
    if (near.has(index)) {
      fold();
      parts.push(unit);
    } else far.push(unit);
  });
  fold();
  return parts;
}

export function keyOf(block: RedlineBlock): string {
  return `${'before' in block ? block.before : ''}-${'after' in block ? block.after : ''}`;
}

/** What went and what came in a block, for a sentence. */
export function changeOf(block: ShownBlock): { readonly gone: string; readonly come: string } {
  const pieces = block.kind === 'changed' ? block.pieces : block.kind === 'equal' ? [] : [block];
  const joined = (kind: 'inserted' | 'deleted'): string =>
    pieces
      .filter((piece) => piece.kind === kind)
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' … ');
  return { gone: joined('deleted'), come: joined('inserted') };
}
