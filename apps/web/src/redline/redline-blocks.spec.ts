import { redlineOfTexts } from '@gare/domain/redline/redline';
import { partsOf, type ShownBlock } from './redline-blocks';

const told = (blocks: readonly ShownBlock[]): string[] =>
  partsOf({ blocks }).parts.map((part) => {
    if (part.kind === 'folded') return `… ${part.units.length}`;
    if (part.kind === 'block') return `${part.block.kind} ${part.change ?? ''}${part.partner === null ? '' : `→${part.partner}`}`.trim();
    const cells = part.cells.map((cell) => cell.map(({ change }) => change ?? '.').join(','));
    return `row ${part.change ?? ''}[${cells.join(' ')}]`;
  });
const shown = (before: string, after: string): string[] => told(redlineOfTexts(before, after).blocks);

describe('partsOf', () => {
  it('folds what is far from a change, keeps one paragraph around it, numbers the changes', () => {
    expect(shown('a\nb\nc\nd\ne\nf\ng\nh', 'a\nb\nc\nd\nX\ne\nf\ng\nh')).toEqual(['… 3', 'equal', 'inserted 0', 'equal', '… 3']);
    expect(shown('a\nb\nc', 'Z\na\nb\nc\nY')).toEqual(['inserted 0', 'equal', 'equal', 'equal', 'inserted 1']);
  });

  it('folds a text without changes whole', () => {
    expect(shown('a\nb\nc\nd', 'a\nb\nc\nd')).toEqual(['… 4']);
  });

  it('leads from where a paragraph was to where it is', () => {
    const long = 'Le offerte scadono il tre maggio.';
    expect(shown(`${long}\na\nb`, `a\nb\n${long}`)).toEqual(['deleted 0→1', 'equal', 'equal', 'inserted 1→0']);
  });

  it('keeps a row together: one step for a row that came, one for each cell that changed', () => {
    let place = 0;
    const cell = (kind: 'equal' | 'inserted', row: number, column: number): ShownBlock => ({
      ...(kind === 'equal' ? { kind, before: place, after: place++, text: 'x' } : { kind, after: place++, text: 'y' }),
      cell: { row, column },
    });
    const blocks = [
      ...[cell('equal', 0, 0), cell('equal', 0, 1), cell('equal', 0, 1)],
      ...[cell('inserted', 1, 0), cell('inserted', 1, 1)],
      ...[cell('equal', 2, 0), cell('inserted', 2, 0), cell('inserted', 2, 1)],
    ];
    expect(told(blocks)).toEqual(['row [. .,.]', 'row 0[. .]', 'row [.,1 2]']);
    expect(partsOf({ blocks }).changes.map(({ length }) => length)).toEqual([2, 1, 1]);
  });
});
