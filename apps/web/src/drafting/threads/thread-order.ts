import { type Thread } from './queries';
import { type Stretch } from './thread-places';

export const threadFilters = ['aperti', 'miei', 'interni', 'chiusi', 'tutti'] as const;
export type ThreadFilter = (typeof threadFilters)[number];

const filters: Record<ThreadFilter, (thread: Thread) => boolean> = {
  aperti: ({ risolto }) => risolto === null,
  miei: ({ mio, risolto }) => mio && risolto === null,
  interni: ({ visibilita, risolto }) => visibilita === 'INTERNO' && risolto === null,
  chiusi: ({ risolto }) => risolto !== null,
  tutti: () => true,
};

export function shownThreads(threads: readonly Thread[], filter: ThreadFilter): Thread[] {
  return threads.filter(filters[filter]);
}

/** In the order of the text; what lost its place comes after, in the order it was opened. */
export function inTextOrder(threads: readonly Thread[], places: ReadonlyMap<string, Stretch>): Thread[] {
  const rank = ({ id }: Thread): number => places.get(id)?.from ?? Number.POSITIVE_INFINITY;
  return [...threads].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one === other ? a.at.localeCompare(b.at) : one < other ? -1 : 1;
  });
}
