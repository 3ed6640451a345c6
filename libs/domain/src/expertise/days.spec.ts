import { beforeAfter, dayFindings, daysOf, hoursOf, takeBackFindings, type DayEntry } from './days.js';

const entry = (id: string, hours: string, reverses: string | null = null): DayEntry => ({
  ...{ id, hours, reverses },
  day: '2026-11-10',
  expertId: 'e1',
});
const period = { since: '2026-11-02', asOf: '2026-11-28' };

describe('the days of an expert', () => {
  it('count what is entered and what is taken back, to the hundredth', () => {
    expect(hoursOf([entry('a', '7.50'), entry('b', '0.10'), entry('c', '0.20'), entry('d', '-7.50', 'a')])).toBe(0.3);
    expect(daysOf(30, 8)).toBe(3.75);
    expect(daysOf(30, 7.2)).toBe(4.17);
  });

  it.each<[string, Partial<DayEntry>, readonly DayEntry[], string[]]>([
    ['a good one', {}, [], []],
    ['a day to come', { day: '2026-11-29' }, [], ['day']],
    ['a day before the request', { day: '2026-11-01' }, [], ['day']],
    ['the last day that counts', { day: '2026-11-28' }, [], []],
    ['more hours than a day has', { hours: '8.50' }, [entry('a', '16')], ['hours']],
    ['exactly as many', { hours: '8' }, [entry('a', '16')], []],
    ['hours of another expert', { hours: '8.50' }, [{ ...entry('a', '16'), expertId: 'e2' }], []],
    ['hours that were taken back', { hours: '8.50' }, [entry('a', '16'), entry('b', '-16', 'a')], []],
  ])('%s', (_case, given, entries, fields) => {
    const next = { day: '2026-11-10', hours: '4', expertId: 'e1', ...given };
    expect(dayFindings(next, entries, period).map(({ field }) => field)).toEqual(fields);
  });

  it('are taken back once, and a taking back never', () => {
    const [good, back] = [entry('a', '4'), entry('b', '-4', 'a')];
    expect(takeBackFindings(good, [good])).toEqual([]);
    expect(takeBackFindings(good, [good, back])).toHaveLength(1);
    expect(takeBackFindings(back, [good, back])).toHaveLength(1);
  });
});

describe('what a support changed', () => {
  it.each([
    [{ arretrato: 120, arretratoFinale: 15 }, 42, { solved: 105, percent: '87.5', daysPerCase: '0.40' }],
    [{ arretrato: 10, arretratoFinale: 12 }, 5, { solved: -2, percent: '-20.0', daysPerCase: null }],
    [{ arretrato: 0, arretratoFinale: 0 }, 5, { solved: 0, percent: null, daysPerCase: null }],
    [{ arretrato: 10 }, 5, { solved: null, percent: null, daysPerCase: null }],
  ])('%p after %p days', (sheet, days, expected) => {
    expect(beforeAfter(sheet, days)).toMatchObject(expected);
  });
});
