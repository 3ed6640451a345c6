import { addDays } from '../calendar/day-counting.js';
import { fromRome } from '../calendar/rome-time.js';
import type { Term } from './term.js';

/**
 * The instant at which a running term changes its state by itself: at the minute of a deadline, at midnight in Rome after the last
 * day, or at the start of the first day allowed. Null where only an act or a date changes it.
 */
export function changesAt({ state, nature, due, dueAt, code }: Pick<Term, 'state' | 'nature' | 'due' | 'dueAt' | 'code'>): string | null {
  if (state !== 'IN_CORSO' || due === null) return null;
  if (nature === 'NON_PRIMA') return fromRome(due);
  return dueAt !== null && timed.includes(code) ? new Date(dueAt).toISOString() : fromRome(addDays(due, 1));
}

/** Terms that pass at their minute, not with their day. */
const timed = ['OFFERTE', 'DOMANDE'];
