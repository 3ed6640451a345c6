import { dayByKey, lastDay, monthInWords, shiftedMonth, weeksOf } from './month';

describe('months of the calendar', () => {
  it.each([
    ['2026-11', 6, '2026-10-26', '2026-12-06'],
    ['2027-02', 4, '2027-02-01', '2027-02-28'],
    ['2026-12', 5, '2026-11-30', '2027-01-03'],
  ])('%s has %i weeks from Monday to Sunday', (month, count, first, last) => {
    const weeks = weeksOf(month);
    expect(weeks).toHaveLength(count);
    expect([weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([first, last]);
  });

  it('goes over the turn of a year', () => {
    expect(shiftedMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftedMonth('2026-01', -1)).toBe('2025-12');
    expect(lastDay('2028-02')).toBe('2028-02-29');
    expect(monthInWords('2026-11')).toBe('novembre 2026');
  });

  it.each([
    ['ArrowLeft', '2026-10-31'],
    ['ArrowDown', '2026-11-08'],
    ['Home', '2026-10-26'],
    ['End', '2026-11-01'],
    ['PageDown', '2026-12-01'],
  ])('%s from 1 November leads to %s', (key, day) => {
    expect(dayByKey(key, '2026-11-01')).toBe(day);
    expect(dayByKey('Enter', '2026-11-01')).toBeUndefined();
  });
});
