import { previousState, type DossierKind, type KindTransition } from './kind-schema.js';

/** The states a transition can lead to: its destination, or for a return every state that leads into one of its origins. */
export function destinationsOf(kind: DossierKind, transition: KindTransition): readonly string[] {
  if (transition.to !== previousState) return [transition.to];
  return kind.process.transitions
    .filter((other) => other !== transition && other.to !== previousState && transition.from.includes(other.to))
    .flatMap((other) => other.from.filter((state) => !transition.from.includes(state)));
}

/** Edges of the process, one for each origin and destination. */
function edges(kind: DossierKind, transitions = kind.process.transitions): readonly (readonly [string, string])[] {
  return transitions.flatMap((transition) =>
    transition.from.flatMap((from) => destinationsOf(kind, transition).map((to) => [from, to] as const)),
  );
}

function closure(start: readonly string[], next: (state: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(start);
  const queue = [...start];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const following of next(state)) {
      if (found.has(following)) continue;
      found.add(following);
      queue.push(following);
    }
  }
  return found;
}

/** States a dossier can get into from an initial one, gates apart. A return leads only where the dossier has been: it opens no state. */
export function reachableStates(kind: DossierKind): ReadonlySet<string> {
  const all = edges(
    kind,
    kind.process.transitions.filter(({ to }) => to !== previousState),
  );
  const initial = kind.process.states.filter((state) => state.kind === 'initial').map((state) => state.code);
  return closure(initial, (state) => all.filter(([from]) => from === state).map(([, to]) => to));
}

/** States from which a final one can be reached, gates apart. */
export function statesThatCanEnd(kind: DossierKind): ReadonlySet<string> {
  const all = edges(kind);
  const final = kind.process.states.filter((state) => state.kind === 'final').map((state) => state.code);
  return closure(final, (state) => all.filter(([, to]) => to === state).map(([from]) => from));
}
