import type { StateVisit } from './term.js';

/** The latest stay in a state. */
export function lastVisit(visits: readonly StateVisit[], ...states: readonly string[]): StateVisit | undefined {
  return visits.filter(({ state }) => states.includes(state)).at(-1);
}

/** The first time that one of the states was reached after an instant. */
export function reachedAfter(visits: readonly StateVisit[], after: string, states: readonly string[]): string | null {
  return visits.find(({ state, from }) => states.includes(state) && from >= after)?.from ?? null;
}
