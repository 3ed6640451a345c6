import fc from 'fast-check';
import {
  compareMoney,
  formatEuro,
  formatNumber,
  isMoney,
  italianWords,
  moneyInWords,
  readMoney,
  sameWithinOneCent,
  sumMoney,
} from './money.js';

describe('readMoney', () => {
  it.each([
    ['1.234,56', '1234.56'],
    ['1234,5', '1234.50'],
    ['1234.56', '1234.56'],
    ['€ 1.234', '1234.00'],
    ['185000', '185000.00'],
    ['0,05', '0.05'],
  ])('reads %s as %s', (typed, value) => {
    expect(readMoney(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['-5', 'IMPORTO_NEGATIVO'],
    ['10,123', 'IMPORTO_DECIMALI'],
    ['1.23,4', 'IMPORTO_FORMA'],
    ['mille', 'IMPORTO_FORMA'],
    ['', 'IMPORTO_FORMA'],
  ])('refuses %s by the rule %s', (typed, rule) => {
    expect(readMoney(typed)).toMatchObject({ ok: false, rule });
  });

  it('reads back every amount it formats', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (cents) => {
        const text = (BigInt(cents) / 100n).toString() + '.' + (BigInt(cents) % 100n).toString().padStart(2, '0');
        expect(readMoney(formatEuro(text))).toEqual({ ok: true, value: text });
      }),
    );
  });
});

describe('money', () => {
  it('sums without the errors of binary fractions and skips what is absent', () => {
    expect(sumMoney(['0.10', '0.20', null, undefined]).toFixed(2)).toBe('0.30');
  });

  it('compares in cents', () => {
    expect(compareMoney('10.004', '10')).toBe(0);
    expect(compareMoney('10.01', '10')).toBe(1);
    expect(sameWithinOneCent('100.01', '100')).toBe(true);
    expect(sameWithinOneCent('100.02', '100')).toBe(false);
  });

  it('knows its JSON form', () => {
    expect(['0', '1234.5', '1234.56'].every(isMoney)).toBe(true);
    expect(['', '-1', '1.234,56', '1.234', '01e3', '12345678901234'].some(isMoney)).toBe(false);
  });

  it('formats the Italian way', () => {
    expect(formatEuro('1234567.5')).toBe('€\u00a01.234.567,50');
    expect(formatNumber('12.5')).toBe('12,5');
    expect(formatNumber('1000')).toBe('1.000');
  });
});

describe('Italian words', () => {
  it.each([
    [0, 'zero'],
    [8, 'otto'],
    [21, 'ventuno'],
    [28, 'ventotto'],
    [33, 'trentatré'],
    [80, 'ottanta'],
    [100, 'cento'],
    [101, 'centouno'],
    [108, 'centootto'],
    [180, 'centottanta'],
    [188, 'centottantotto'],
    [1000, 'mille'],
    [2001, 'duemilauno'],
    [21000, 'ventunomila'],
    [150000, 'centocinquantamila'],
    [283667, 'duecentottantatremilaseicentosessantasette'],
    [1000000, 'unmilione'],
    [1937320, 'unmilionenovecentotrentasettemilatrecentoventi'],
    [21000000, 'ventunomilioni'],
    [2000000003, 'duemiliarditré'],
  ])('%d is %s', (value, words) => {
    expect(italianWords(value)).toBe(words);
  });

  it('writes an amount as acts do', () => {
    expect(moneyInWords('150000')).toBe('centocinquantamila/00');
    expect(moneyInWords('5673.34')).toBe('cinquemilaseicentosettantatré/34');
  });

  it('refuses what has no words', () => {
    expect(() => italianWords(1.5)).toThrow(RangeError);
    expect(() => italianWords(1e12)).toThrow(RangeError);
  });

  it('gives different words to different numbers', () => {
    const words = Array.from({ length: 3000 }, (_, value) => italianWords(value));
    expect(new Set(words).size).toBe(3000);
  });
});
