import { figureOf, median, type FigureTerms } from './figure.js';

const terms: FigureTerms = { figure: 'trial', unit: 's', peer: 'bare', target: 1.25, mustBe: 'atMost', description: '' };

describe('a figure', () => {
  it('takes the middle run, not the mean', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(() => median([])).toThrow('no run');
  });

  it('compares product and peer within one run: a slow machine slows both', () => {
    const runs = [
      { value: 12, peer: 10 },
      { value: 240, peer: 200 },
      { value: 11, peer: 10 },
    ];
    expect(figureOf('package', terms, runs)).toMatchObject({ value: 12, peerValue: 10, ratio: 1.2, range: [1.1, 1.2], ok: true });
  });

  it('misses its target beyond it, in the direction that it has', () => {
    expect(figureOf('package', terms, [{ value: 13, peer: 10 }]).ok).toBe(false);
    const rate: FigureTerms = { ...terms, unit: 'jobs/s', target: 0.6, mustBe: 'atLeast' };
    expect(figureOf('package', rate, [{ value: 59, peer: 100 }]).ok).toBe(false);
    expect(figureOf('package', rate, [{ value: 61, peer: 100 }]).ok).toBe(true);
  });

  it('holds the value itself against the target where there is no peer', () => {
    const alone: FigureTerms = { ...terms, peer: null, target: 15 };
    expect(figureOf('package', alone, [{ value: 14 }])).toMatchObject({ ratio: null, peerValue: null, ok: true });
    expect(figureOf('package', alone, [{ value: 16 }]).ok).toBe(false);
  });
});
