import {
  addDays,
  addMonths,
  addWorkingDays,
  daysBetween,
  firstWorkingDayFrom,
  isAtLeastDays,
  monthPeriodEnd,
  periodEnd,
  workingDaysBetween,
} from './day-counting.js';
import { easterSunday, holidayName, isHoliday, isWorkingDay } from './holidays.js';
import { compareDates, fromRome, isDate, isInstant, toRome, toRomeDate } from './rome-time.js';

describe('Italian holidays', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2000, '2000-04-23'],
  ])('Easter of %i is %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  it('makes 4 October a holiday from 2026 only (L. 151/2025)', () => {
    expect(isHoliday('2025-10-04')).toBe(false);
    expect(holidayName('2026-10-04')).toContain('Francesco');
    expect(isWorkingDay('2027-10-04')).toBe(false);
    expect(isWorkingDay('2024-10-04')).toBe(true);
  });

  it('knows Easter Monday and the patron saint of the seat', () => {
    expect(holidayName('2026-04-06')).toBe('Lunedì dell’Angelo');
    expect(isWorkingDay('2027-01-29')).toBe(true);
    expect(isWorkingDay('2027-01-29', { patron: '01-29' })).toBe(false);
  });
});

describe('day counting of Reg. 1182/71', () => {
  it('excludes the initial day: 29 and 30 days', () => {
    expect(daysBetween('2026-11-02', '2026-12-01')).toBe(29);
    expect(isAtLeastDays('2026-11-02', '2026-12-01', 30)).toBe(false);
    expect(isAtLeastDays('2026-11-02', '2026-12-02', 30)).toBe(true);
  });

  it.each([
    ['a Saturday', '2026-11-05', 2, '2026-11-09'],
    ['1 November, a Sunday', '2026-10-02', 30, '2026-11-02'],
    ['25 April, a Sunday in 2027', '2027-03-26', 30, '2027-04-26'],
    ['Easter Monday', '2026-03-07', 30, '2026-04-07'],
    ['4 October 2027', '2027-09-04', 30, '2027-10-05'],
    ['a working day', '2026-11-02', 30, '2026-12-02'],
  ])('moves an end on %s to the next working day', (_name, from, days, end) => {
    expect(periodEnd(from, days)).toBe(end);
  });

  it('a period of two days or more holds two working days', () => {
    // From Friday 24 December 2027: 26 is a Sunday, Monday 27 is the only working day inside; Tuesday 28 makes two.
    expect(periodEnd('2027-12-24', 2)).toBe('2027-12-28');
    expect(periodEnd('2026-11-06', 1)).toBe('2026-11-09');
  });

  it('counts months to the same day or the last of the month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(monthPeriodEnd('2026-08-15', 3)).toBe('2026-11-16');
  });

  it('counts working days', () => {
    expect(addWorkingDays('2026-12-23', 2)).toBe('2026-12-28');
    expect(workingDaysBetween('2026-12-23', '2026-12-28')).toBe(2);
    expect(firstWorkingDayFrom('2027-01-01')).toBe('2027-01-04');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('refuses a date that does not exist', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(isDate('2026-02-30')).toBe(false);
    expect(isInstant('2026-12-28')).toBe(false);
  });
});

describe('Europe/Rome', () => {
  it.each([
    ['2026-12-28T11:00:00Z', '2026-12-28', '12:00'],
    ['2026-07-01T10:00:00Z', '2026-07-01', '12:00'],
    ['2026-12-31T23:30:00Z', '2027-01-01', '00:30'],
  ])('reads %s as %s %s', (instant, date, time) => {
    expect(toRome(instant)).toMatchObject({ date, time });
  });

  it('goes back and forth over both changes of the hour', () => {
    expect(fromRome('2026-03-28', '12:00')).toBe('2026-03-28T11:00:00.000Z');
    expect(fromRome('2026-03-29', '12:00')).toBe('2026-03-29T10:00:00.000Z');
    expect(fromRome('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(fromRome('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(fromRome('2026-10-26', '12:00')).toBe('2026-10-26T11:00:00.000Z');
  });

  it('counts civil days across a change of the hour', () => {
    expect(daysBetween(toRomeDate('2026-10-20T10:00:00Z'), toRomeDate('2026-11-19T11:00:00Z'))).toBe(30);
    expect(daysBetween(toRomeDate('2026-03-10T23:30:00Z'), toRomeDate('2026-04-09T22:30:00Z'))).toBe(30);
  });

  it('orders dates and instants', () => {
    expect(compareDates('2026-12-28T11:00:00Z', '2026-12-28T12:00:00+01:00')).toBe(0);
    expect(compareDates('2026-12-28', '2026-12-28T23:30:00Z')).toBeLessThan(0);
    expect(compareDates('2026-12-28', '2026-12-28T08:00:00Z')).toBe(0);
  });
});
