import fc from 'fast-check';
import { hourPeriodEnd, latestDayBefore, periodEnd, workingDaysBetween, addDays, isAtLeastDays } from './day-counting.js';
import { feasts, holidayName, isWorkingDay } from './holidays.js';
import { romeWallMs, toRome } from './rome-time.js';
import { workingClock, workingDays, workingTimeBetween } from './working-time.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('working time between two instants', () => {
  it.each([
    ['inside a working day', '2026-11-02T09:00:00Z', '2026-11-02T11:30:00Z', 2.5 * hour],
    ['over a weekend', '2026-11-06T11:00:00Z', '2026-11-09T11:00:00Z', day],
    ['inside a Sunday', '2026-11-08T09:00:00Z', '2026-11-08T18:00:00Z', 0],
    ['over 4 October 2027, a Monday', '2027-10-01T22:00:00Z', '2027-10-05T22:00:00Z', day],
    ['over the change to winter time', '2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', day],
    ['over the change to summer time', '2026-03-26T23:00:00Z', '2026-03-30T22:00:00Z', 2 * day],
    ['midnight belongs to the day that begins in Rome', '2026-11-01T23:00:00Z', '2026-11-02T23:00:00Z', day],
    ['backwards is nothing', '2026-11-03T09:00:00Z', '2026-11-02T09:00:00Z', 0],
  ])('%s', (_name, from, to, expected) => {
    expect(workingTimeBetween(from, to)).toBe(expected);
  });

  it('is the same on a clock that counts the days once for many spans', () => {
    const origin = Date.parse('2026-01-01T05:00:00Z');
    const clock = workingClock(new Date(origin).toISOString());
    const instants = fc.tuple(fc.nat(800 * day), fc.nat(200 * day));
    fc.assert(
      fc.property(instants, ([start, length]) => {
        const [from, to] = [new Date(origin + start).toISOString(), new Date(origin + start + length).toISOString()];
        expect(clock(to) - clock(from)).toBe(workingTimeBetween(from, to));
      }),
    );
    expect(clock('2025-12-01T00:00:00Z')).toBe(0);
  });

  it('leaves out the patron saint and the feasts that an installation adds', () => {
    const span = ['2027-01-28T23:00:00Z', '2027-01-29T23:00:00Z'] as const;
    expect(workingTimeBetween(...span)).toBe(day);
    expect(workingTimeBetween(...span, { patron: '01-29' })).toBe(0);
    const added = [...feasts, { day: '01-29', name: 'Festa straordinaria', fromYear: 2027, toYear: 2027, cite: 'DPCM di prova' }];
    expect(workingTimeBetween(...span, { feasts: added })).toBe(0);
    expect(holidayName('2027-01-29', { feasts: added })).toBe('Festa straordinaria');
    expect(isWorkingDay('2027-01-29', { feasts })).toBe(true);
  });

  it('sums to the whole wherever a span is cut', () => {
    const instants = fc.array(fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2031, 11, 31) }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(instants, fc.constantFrom(null, '01-29', '06-24'), (times, patron) => {
        const cuts = [...times].sort((a, b) => a - b).map((time) => new Date(time).toISOString());
        const parts = cuts.slice(1).map((to, index) => workingTimeBetween(cuts[index] ?? '', to, { patron }));
        const whole = workingTimeBetween(cuts[0] ?? '', cuts.at(-1) ?? '', { patron });
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        expect(workingDays(whole)).toBeLessThanOrEqual((Date.parse(cuts.at(-1) ?? '') - Date.parse(cuts[0] ?? '') + hour) / day);
      }),
    );
  });

  it('counts working days in closed form as one by one', () => {
    const start = fc.integer({ min: 0, max: 3_000 });
    fc.assert(
      fc.property(start, fc.integer({ min: -5, max: 900 }), (offset, length) => {
        const from = addDays('2024-01-01', offset);
        let counted = 0;
        for (let step = 1; step <= length; step += 1) if (isWorkingDay(addDays(from, step), { patron: '12-13' })) counted += 1;
        expect(workingDaysBetween(from, addDays(from, length), { patron: '12-13' })).toBe(counted);
      }),
    );
  });

  it('reads the clock in Rome as the platform does', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
    fc.assert(
      fc.property(instant, (seconds) => {
        const { date, time } = toRome(new Date(seconds * 1000).toISOString());
        expect(new Date(romeWallMs(seconds * 1000)).toISOString().slice(0, 16)).toBe(`${date}T${time}`);
      }),
    );
    for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']) {
      const at = Date.parse(change);
      expect(Math.abs(romeWallMs(at) - romeWallMs(at - 1) - 1)).toBe(hour);
    }
  });
});

describe('periods of Reg. 1182/71', () => {
  it.each([
    ['6 days before a Monday', '2026-12-28', 6, '2026-12-22'],
    ['a last day that is a Sunday is not moved', '2026-12-19', 6, '2026-12-13'],
    // 25 and 26 are holidays, 27 a Sunday: only Monday 28 works, so the period starts on Thursday 24.
    ['4 days before 29 December 2026 hold two working days', '2026-12-29', 4, '2026-12-24'],
    ['one day', '2026-11-02', 1, '2026-11-01'],
  ])('backwards: %s', (_name, event, days, latest) => {
    expect(latestDayBefore(event, days)).toBe(latest);
  });

  it.each([
    ['the hour of the event is excluded', '2026-11-02T10:20:00.000Z', 48, '2026-11-04T11:00:00.000Z'],
    ['an event on the hour falls in the hour that begins', '2026-11-02T10:00:00.000Z', 24, '2026-11-03T11:00:00.000Z'],
    ['holidays do not move it', '2026-12-24T15:30:00.000Z', 24, '2026-12-25T16:00:00.000Z'],
  ])('hours: %s', (_name, from, hours, end) => {
    expect(hourPeriodEnd(from, hours)).toBe(end);
  });

  it.each([
    ['29 days are not 30', '2026-11-02', '2026-12-01', false],
    ['30 days', '2026-11-02', '2026-12-02', true],
    ['30 days with the change to winter time inside', '2026-10-12', '2026-11-11', true],
    ['30 days with the change to summer time inside', '2026-03-10', '2026-04-09', true],
  ])('%s', (_name, from, to, enough) => {
    expect(isAtLeastDays(from, to, 30)).toBe(enough);
  });

  it.each([
    ['1 November 2027, a Monday', '2027-10-02', '2027-11-02'],
    ['25 April 2028, a Tuesday', '2028-03-26', '2028-04-26'],
    ['Easter Monday 2027', '2027-02-27', '2027-03-30'],
    ['4 October 2027, a Monday', '2027-09-04', '2027-10-05'],
    ['4 October 2024, a Friday that was no holiday', '2024-09-04', '2024-10-04'],
    ['1 January 2026, with the holidays of both years', '2025-12-02', '2026-01-02'],
  ])('30 days that would end on %s', (_name, from, end) => {
    expect(periodEnd(from, 30)).toBe(end);
  });

  it('moves the end over the patron saint of the seat', () => {
    expect(periodEnd('2026-12-30', 30)).toBe('2027-01-29');
    expect(periodEnd('2026-12-30', 30, { patron: '01-29' })).toBe('2027-02-01');
  });

  it('always gives a working end, at least as late as the days say, with two working days inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 2, max: 120 }), (offset, days) => {
        const from = addDays('2023-07-01', offset);
        const end = periodEnd(from, days);
        expect(isWorkingDay(end)).toBe(true);
        expect(end >= addDays(from, days)).toBe(true);
        expect(workingDaysBetween(from, end)).toBeGreaterThanOrEqual(2);
        const latest = latestDayBefore(from, days);
        expect(latest <= addDays(from, -days)).toBe(true);
        expect(workingDaysBetween(addDays(latest, -1), addDays(from, -1))).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
