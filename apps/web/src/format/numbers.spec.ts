import { fileSize, parseItalianNumber } from './numbers';

describe('numbers as Italians type them', () => {
  it.each([
    ['12,5', '12.5'],
    ['1.234', '1234'],
    ['1.234,56', '1234.56'],
    ['12.5', '12.5'],
    ['20 %', '20'],
    ['€ 1 000', '1000'],
  ])('reads %s as %s', (typed, value) => {
    expect(parseItalianNumber(typed)).toBe(value);
  });

  it.each(['', 'dodici', '1,2,3', '-5', '12,', '1.23.4'])('refuses %p', (typed) => {
    expect(parseItalianNumber(typed)).toBeNull();
  });

  it.each([
    [999, '999 byte'],
    [89_123, '89,1 kB'],
    [740_000, '740 kB'],
    [1_900_000, '1,9 MB'],
  ])('writes %d bytes as %s', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });
});
