import type { Term } from './term.js';

/** What of a term a difference is told by. */
export type ComparedTerm = Pick<Term, 'code' | 'title' | 'clock' | 'due' | 'dueAt' | 'state' | 'cite'>;

/** A term that is not as it was: `before` null for a new one, `after` null for one that is gone. */
export interface TermDifference {
  readonly code: string;
  readonly title: string;
  readonly clock: Term['clock'];
  readonly cite: string;
  readonly before: Pick<Term, 'due' | 'dueAt' | 'state'> | null;
  readonly after: Pick<Term, 'due' | 'dueAt' | 'state'> | null;
}

const shown = ({ due, dueAt, state }: ComparedTerm): Pick<Term, 'due' | 'dueAt' | 'state'> => ({ due, dueAt, state });
const moment = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/** Terms that came, went or moved between two readings of one dossier, in the order of the later reading; a different explanation alone is none. */
export function termDifferences(before: readonly ComparedTerm[], after: readonly ComparedTerm[]): readonly TermDifference[] {
  const old = new Map(before.map((term) => [term.code, term]));
  const kept = new Set(after.map(({ code }) => code));
  const named = ({ code, title, clock, cite }: ComparedTerm) => ({ code, title, clock, cite });
  const changed = after.flatMap((term) => {
    const was = old.get(term.code);
    if (was?.due === term.due && moment(was.dueAt) === moment(term.dueAt) && was.state === term.state) return [];
    return [{ ...named(term), before: was === undefined ? null : shown(was), after: shown(term) }];
  });
  const gone = before.filter(({ code }) => !kept.has(code)).map((term) => ({ ...named(term), before: shown(term), after: null }));
  return [...changed, ...gone];
}
