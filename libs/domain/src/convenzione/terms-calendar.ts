import { dayInWords } from '../calendar/dates-in-words.js';
import type { KindTimer } from '../kinds/kind-schema.js';
import type { KindTransition, LoadedKind } from '../kinds/kind.js';
import { runningTimers, type RunningTimer, type TimerSituation } from '../kinds/timers.js';

/** A reminder of a term, once for each day it is due on. */
export interface TermReminder {
  /** Code of the term in the kind. */
  readonly term: string;
  readonly on: string;
  /** Days to the last day of the convenzione, or to the first day without it where it ends by withdrawal. */
  readonly daysBefore: number;
  readonly title: string;
}

export interface RunningTerm extends RunningTimer {
  /** What happens, as the step is called. */
  readonly label: string;
  readonly reminding: readonly TermReminder[];
}

function titleOf(timer: KindTimer | undefined, days: number, on: string): string {
  return timer?.anchor === 'contenuto.durata.fine'
    ? `Mancano ${days} giorni alla fine della convenzione`
    : `Mancano ${days} giorni all’effetto del recesso, il ${dayInWords(on)}`;
}

/** The terms that run for a convenzione, the earliest first, with their reminders in words. */
export function runningTerms(kind: LoadedKind, situation: TimerSituation): readonly RunningTerm[] {
  const transition = (event: string): KindTransition | undefined =>
    kind.process.transitions.find((step) => step.event === event && step.from.includes(situation.state));
  return runningTimers(kind, situation)
    .map((timer) => ({
      ...timer,
      label: transition(timer.event)?.label ?? timer.event,
      reminding: timer.reminders.map(({ on, daysBefore }): TermReminder => {
        const definition = kind.process.timers.find((one) => one.code === timer.code);
        const days = daysBefore - (definition?.offsetDays ?? 0);
        return { term: timer.code, on, daysBefore: days, title: titleOf(definition, days, timer.on ?? on) };
      }),
    }))
    .sort((a, b) => ((a.on ?? '9') < (b.on ?? '9') ? -1 : 1));
}
