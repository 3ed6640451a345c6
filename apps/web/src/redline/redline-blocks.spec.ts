import { redlineOfTexts } from '@gare/domain/redline/redline';
import { partsOf } from './redline-blocks';

const shown = (before: string, after: string): string[] =>
  partsOf(redlineOfTexts(before, after)).map((part) =>
    part.kind === 'folded' ? `… ${part.blocks.length}` : `${part.block.kind} ${part.change ?? ''}`.trim(),
  );

describe('partsOf', () => {
  it('folds what is far from a change, keeps one paragraph around it, numbers the changes', () => {
    expect(shown('a\nb\nc\nd\ne\nf\ng\nh', 'a\nb\nc\nd\nX\ne\nf\ng\nh')).toEqual(['… 3', 'equal', 'inserted 0', 'equal', '… 3']);
    expect(shown('a\nb\nc', 'Z\na\nb\nc\nY')).toEqual(['inserted 0', 'equal', 'equal', 'equal', 'inserted 1']);
  });

  it('folds a text without changes whole', () => {
    expect(shown('a\nb\nc\nd', 'a\nb\nc\nd')).toEqual(['… 4']);
  });
});
