import { addDays, workingDaysBetween } from './day-counting.js';
import { italy, isWorkingDay, type Seat } from './holidays.js';
import { fromRome, romeWallMs } from './rome-time.js';

const dayMs = 86_400_000;

const dateOf = (wallMs: number): string => new Date(Math.floor(wallMs / dayMs) * dayMs).toISOString().slice(0, 10);

/**
 * Working time between two instants, in milliseconds: the time that passes on working days of the seat, midnight to midnight in
 * Rome. Whole days and not office hours: hours differ from office to office and nobody keeps them here, while a share of a working
 * day is the same for both parties. Additive to the millisecond: the parts of a span always sum to the span, whatever the instants
 * between them, so that stays add up to the elapsed time. The hour changes on Sundays, so a working day always has 24 hours.
 *
 * @param from ISO instants in UTC; 0 where `to` is not later
 */
export function workingTimeBetween(from: string, to: string, seat: Seat = italy): number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError(`not instants: ${from} ${to}`);
  if (end <= start) return 0;
  const [wallStart, wallEnd] = [romeWallMs(start), romeWallMs(end)];
  const [first, last] = [dateOf(wallStart), dateOf(wallEnd)];
  const into = (wall: number): number => wall - Math.floor(wall / dayMs) * dayMs;
  const firstWorks = isWorkingDay(first, seat);
  if (first === last) return firstWorks ? wallEnd - wallStart : 0;
  const between = workingDaysBetween(first, addDays(last, -1), seat) * dayMs;
  return (firstWorks ? dayMs - into(wallStart) : 0) + between + (isWorkingDay(last, seat) ? into(wallEnd) : 0);
}

/**
 * Working time from one instant to any later one, for many spans: the days are counted once. `clock(b) - clock(a)` is
 * `workingTimeBetween(a, b)`.
 *
 * @param origin ISO instant; the clock gives 0 for what is not later
 */
export function workingClock(origin: string, seat: Seat = italy): (instant: string) => number {
  const upToDay = new Map<string, number>();
  return (instant) => {
    const wall = romeWallMs(Date.parse(instant));
    const day = dateOf(wall);
    if (instant <= origin || day <= dateOf(romeWallMs(Date.parse(origin)))) return workingTimeBetween(origin, instant, seat);
    let before = upToDay.get(day);
    if (before === undefined) {
      before = workingTimeBetween(origin, fromRome(day), seat);
      upToDay.set(day, before);
    }
    return before + (isWorkingDay(day, seat) ? wall - Math.floor(wall / dayMs) * dayMs : 0);
  };
}

/** The same in working days, for people: `1.5` is a working day and a half. Round only for display, never before adding up. */
export function workingDays(ms: number): number {
  return ms / dayMs;
}
