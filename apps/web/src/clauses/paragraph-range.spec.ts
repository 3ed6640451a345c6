import { rangeOfParagraph, withInserted } from './paragraph-range';

const text = 'Primo paragrafo\nche continua.\n\n§ Un comma.\n- una voce\n- due voci\n\nUltimo.';

describe('the place of a paragraph in the text', () => {
  it.each([
    [1, 'Primo paragrafo\nche continua.'],
    [2, '§ Un comma.'],
    [4, '- due voci'],
    [5, 'Ultimo.'],
    [9, ''],
  ])('paragraph %i', (n, words) => {
    const [from, to] = rangeOfParagraph(text, n);
    expect(text.slice(from, to)).toBe(words);
  });
});

describe('putting something in', () => {
  it('goes around what is selected, the cursor after it', () => {
    expect(withInserted('a bene c', { from: 2, to: 6, before: '**', after: '**' })).toEqual({ text: 'a **bene** c', at: 8 });
    expect(withInserted('ab', { from: 1, to: 1, before: '{x}', after: '' })).toEqual({ text: 'a{x}b', at: 4 });
  });
});
