import { addWorkingDays, addDays, addMonths } from '../calendar/day-counting.js';
import { fromRome, toRomeDate } from '../calendar/rome-time.js';
import { workingClock, workingDays } from '../calendar/working-time.js';
import type { LoadedKind } from '../kinds/kind.js';
import { percentile } from './percentile.js';
import { daysFrom, grouped, roundDays, type Period, type Stay, waitingParties, type WaitingParty } from './stay.js';

/** Share of the time of a phase, or of the whole, in which one party was waited on. Shares of a phase sum to 1. */
export interface Waiting {
  readonly phase: string | null;
  readonly parties: readonly { readonly party: WaitingParty; readonly days: number; readonly share: number }[];
}

/** What somebody has on the desk now. */
export interface Load {
  readonly key: string;
  readonly open: number;
  /** Days the oldest, and half of them, have been waiting. */
  readonly oldest: number;
  readonly median: number;
}

/** Dossiers in a state, and how many of them have been there longer than its term. */
export interface Backlog {
  readonly state: string;
  readonly open: number;
  /** Null where the kind gives the state no term. */
  readonly late: number | null;
  readonly oldest: number;
}

export interface Month {
  /** `YYYY-MM` */
  readonly month: string;
  readonly opened: number;
  readonly concluded: number;
  /** Open at the end of the month. */
  readonly open: number;
}

/**
 * Where the working days of a period went (working time of `calendar/working-time`): each stay counts for the part that falls into it,
 * up to `now`. Every instant belongs to one party, so the parts sum to what elapsed.
 */
export function waitingShares(stays: readonly Stay[], period: Period, now: string): readonly Waiting[] {
  const start = fromRome(period.from);
  const dayAfter = fromRome(addDays(period.to, 1));
  const end = dayAfter < now ? dayAfter : now;
  const clock = workingClock(start);
  const parts = stays
    .filter(({ party }) => party !== 'NESSUNO')
    .map((stay) => {
      const to = stay.to ?? now;
      const elapsed = clock(to < end ? to : end) - clock(stay.from);
      return { phase: stay.phase, party: stay.party, days: Math.max(0, workingDays(elapsed)) };
    });
  const shares = (phase: string | null): Waiting => {
    const own = parts.filter((part) => phase === null || part.phase === phase);
    const total = own.reduce((sum, { days }) => sum + days, 0);
    const parties = waitingParties.flatMap((party) => {
      const days = own.reduce((sum, part) => (part.party === party ? sum + part.days : sum), 0);
      return days === 0 ? [] : [{ party, days: roundDays(days), share: days / total }];
    });
    return { phase, parties };
  };
  const phases = [...new Set(parts.filter(({ days }) => days > 0).map(({ phase }) => phase))];
  return [shares(null), ...phases.map(shares)];
}

/** Open dossiers by whatever they wait on, the fullest desk first. */
export function loads(open: readonly Stay[], keyOf: (stay: Stay) => string | null, now: string): readonly Load[] {
  const keyed = open.flatMap((stay) => {
    const key = keyOf(stay);
    return key === null ? [] : [{ key, days: daysFrom(stay.from, now) }];
  });
  return [...grouped(keyed, ({ key }) => key)]
    .map(([key, waits]) => {
      const sorted = waits.map(({ days }) => days).sort((a, b) => a - b);
      return { key, open: sorted.length, oldest: roundDays(sorted.at(-1) ?? 0), median: roundDays(percentile(sorted, 0.5) ?? 0) };
    })
    .sort((a, b) => b.open - a.open || b.oldest - a.oldest);
}

/**
 * Dossiers by state, against the term the kind gives it; days in which the clock was stopped do not count.
 * @param histories stays of the open dossiers, whole
 */
export function backlog(kind: LoadedKind, histories: readonly Stay[], now: string): readonly Backlog[] {
  const byDossier = grouped(histories, ({ dossierId }) => dossierId);
  const open = histories.filter(({ to }) => to === null);
  return kind.process.states
    .filter((state) => state.kind !== 'final')
    .flatMap((state) => {
      const here = open.filter((stay) => stay.state === state.code);
      if (here.length === 0) return [];
      const since = here.map((stay) => standing(byDossier.get(stay.dossierId) ?? [], now));
      const { sla } = state;
      const late =
        sla === undefined
          ? null
          : since.filter(({ entered, stopped }) => {
              const start = toRomeDate(entered);
              const due = sla.unit === 'wd' ? addWorkingDays(start, sla.value) : addDays(start, sla.value);
              return addDays(due, Math.ceil(stopped)) < toRomeDate(now);
            }).length;
      return [
        { state: state.code, open: here.length, late, oldest: roundDays(Math.max(...since.map(({ entered }) => daysFrom(entered, now)))) },
      ];
    });
}

/** Since when a dossier has been in its present state without leaving it, and for how many days its clock was stopped there. */
function standing(history: readonly Stay[], now: string): { readonly entered: string; readonly stopped: number } {
  const backwards = [...history].sort((a, b) => (a.from < b.from ? 1 : -1));
  const away = backwards.findIndex(({ state }) => state !== backwards[0]?.state);
  const here = away === -1 ? backwards : backwards.slice(0, away);
  const stopped = here.filter(({ clockStopped }) => clockStopped).reduce((days, stay) => days + daysFrom(stay.from, stay.to ?? now), 0);
  return { entered: here.at(-1)?.from ?? now, stopped };
}

/** Openings and conclusions month by month, up to that of `now`. Concluded: first time nobody was waited on any more. */
export function months(stays: readonly Stay[], period: Period, now: string): readonly Month[] {
  const last = [period.to, toRomeDate(now)].sort()[0] ?? '';
  const opened = firstOf(stays);
  const concluded = firstOf(stays.filter(({ party }) => party === 'NESSUNO'));
  const names: string[] = [];
  for (let month = period.from.slice(0, 7); month <= last.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7)) names.push(month);
  const count = (dates: readonly string[], test: (month: string) => boolean): number =>
    dates.filter((date) => test(date.slice(0, 7))).length;
  return names.map((month) => ({
    month,
    opened: count(opened, (own) => own === month),
    concluded: count(concluded, (own) => own === month),
    open: count(opened, (own) => own <= month) - count(concluded, (own) => own <= month),
  }));
}

/** Civil date of the first stay of each dossier. */
function firstOf(stays: readonly Stay[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { dossierId, from } of stays) {
    const known = first.get(dossierId);
    if (known === undefined || from < known) first.set(dossierId, from);
  }
  return [...first.values()].map((instant) => toRomeDate(instant));
}
