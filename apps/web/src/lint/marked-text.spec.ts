import { stretchesOf, type NumberedFinding } from './marked-text';

const finding = (number: number, span: NumberedFinding['span']): NumberedFinding => ({
  ...{ number, span, severity: 'BLOCCA', code: 'unknown-field', title: '', part: 'word/document.xml', partName: 'testo', paragraph: 1 },
  ...{ heading: [], tag: '', message: '', suggestion: null, origin: null },
});

describe('a paragraph with its places marked', () => {
  it('is cut where findings begin and end, and no character is lost', () => {
    const text = 'Si affida {ogetto} a {ente}.';
    const found = [finding(2, { from: 21, to: 27 }), finding(1, { from: 10, to: 18 })];
    const stretches = stretchesOf(text, found);
    expect(stretches.map(({ text: words, findings }) => [words, findings.map(({ number }) => number)])).toEqual([
      ['Si affida ', []],
      ['{ogetto}', [1]],
      [' a ', []],
      ['{ente}', [2]],
      ['.', []],
    ]);
  });

  it('joins findings that overlap, and leaves alone what is about the whole paragraph', () => {
    const stretches = stretchesOf('abcdef', [finding(1, { from: 1, to: 3 }), finding(2, { from: 2, to: 5 }), finding(3, null)]);
    expect(stretches.map(({ text, findings }) => `${text}:${findings.length}`)).toEqual(['a:0', 'bcde:2', 'f:0']);
    expect(stretchesOf('', [])).toEqual([]);
  });
});
