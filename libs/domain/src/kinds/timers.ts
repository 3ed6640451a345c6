import { addDays, addWorkingDays } from '../calendar/day-counting.js';
import { isDate, isInstant, toRomeDate } from '../calendar/rome-time.js';
import type { KindTimer } from './kind-schema.js';
import type { LoadedKind } from './kind.js';

/** A term that runs in a state: when it fires, and the days on which to remind of it. */
export interface RunningTimer {
  readonly code: string;
  readonly event: string;
  /** `YYYY-MM-DD`; null while the date it counts from is missing. */
  readonly on: string | null;
  readonly due: boolean;
  /** Reminders in order of day; `due` is false for those still to come. */
  readonly reminders: readonly { readonly on: string; readonly daysBefore: number; readonly due: boolean }[];
}

export interface TimerSituation {
  readonly state: string;
  /** Day on which the state was entered. */
  readonly since: string;
  readonly subject: unknown;
  readonly asOf: string;
  /** Local feast of the seat, `MM-DD`, for terms in working days. */
  readonly patron?: string;
}

function sheetDate(subject: unknown, path: string): string | null {
  const value = path.split('.').reduce<unknown>((holder, name) => {
    return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
      ? (holder as Record<string, unknown>)[name]
      : undefined;
  }, subject);
  return typeof value === 'string' && (isDate(value) || isInstant(value)) ? toRomeDate(value) : null;
}

function firesOn(timer: KindTimer, situation: TimerSituation): string | null {
  const { anchor, after, offsetDays } = timer;
  if (anchor !== undefined) {
    const date = sheetDate(situation.subject, anchor);
    return date === null ? null : addDays(date, offsetDays);
  }
  if (after === undefined) return null;
  return after.unit === 'gg'
    ? addDays(situation.since, after.value)
    : addWorkingDays(situation.since, after.value, { patron: situation.patron });
}

/** The terms that run in a state, with what is due on a day. Nothing is remembered: the same facts give the same answer. */
export function runningTimers(kind: LoadedKind, situation: TimerSituation): readonly RunningTimer[] {
  return kind.process.timers
    .filter((timer) => timer.startOn === situation.state)
    .map((timer) => {
      const on = firesOn(timer, situation);
      const days = [...timer.reminderBefore].sort((a, b) => b - a);
      const reminders = on === null ? [] : days.map((daysBefore) => ({ on: addDays(on, -daysBefore), daysBefore }));
      return {
        code: timer.code,
        event: timer.event,
        on,
        due: on !== null && on <= situation.asOf,
        reminders: reminders.map((reminder) => ({ ...reminder, due: reminder.on <= situation.asOf })),
      };
    });
}
