import { type LoadedKind } from '@gare/domain/kinds/kind';

/** The step an event takes from a state. */
export function stepFrom(kind: LoadedKind, state: string, event: string): LoadedKind['process']['transitions'][number] | undefined {
  return kind.process.transitions.find((transition) => transition.event === event && transition.from.includes(state));
}

/** The role of the platform itself, which takes steps when a term has run out. */
export const system = 'SISTEMA';
