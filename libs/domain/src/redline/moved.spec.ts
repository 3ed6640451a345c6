import { movedBlocks } from './moved.js';
import { redline } from './redline.js';

const moved = (before: string[], after: string[]): [number, number][] => [...movedBlocks(redline(before, after).blocks)];
const long = 'Le offerte scadono il tre maggio.';

describe('movedBlocks', () => {
  it('leads from where a paragraph went to where it came, and back', () => {
    expect(moved([long, 'uno', 'due'], ['uno', 'due', long])).toEqual([
      [0, 3],
      [3, 0],
    ]);
  });

  it('does not count blanks that changed on the way', () => {
    expect(moved([long, 'uno', 'due'], ['uno', 'due', ` ${long.replace('il tre', 'il  tre')}`])).toHaveLength(2);
  });

  it.each<[string, string[], string[]]>([
    ['of few words', ['Art. 2', 'uno', 'due'], ['uno', 'due', 'Art. 2']],
    ['that came twice', [long, 'uno', 'due'], ['uno', long, 'due', long]],
    ['that stayed', [long], [long]],
  ])('leads nowhere from one %s', (_, before, after) => {
    expect(moved(before, after)).toEqual([]);
  });
});
