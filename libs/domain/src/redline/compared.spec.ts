import { comparedName, comparedOf, nameOf, precedingOf } from './compared.js';

describe('what can be compared', () => {
  it.each(['1', '12', 'b1', 'b40', 'b'])('is named and read back: %s', (name) => {
    expect(nameOf(comparedOf(name))).toBe(name);
  });

  it.each(['0', '-1', '1.5', 'b0', 'c1', 'b-1', '1b', '', '1234567890', ' 1'])('goes by no other name: «%s»', (name) => {
    expect(comparedName.test(name)).toBe(false);
    expect(() => comparedOf(name)).toThrow();
  });

  it('has one before it, unless it is the first or the draft of now', () => {
    expect([precedingOf(comparedOf('3')), precedingOf(comparedOf('b2'))].map((one) => one && nameOf(one))).toEqual(['2', 'b1']);
    expect([precedingOf(comparedOf('1')), precedingOf(comparedOf('b'))]).toEqual([null, null]);
  });
});
