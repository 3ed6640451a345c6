import { type LoadedKind } from '@gare/domain/kinds/kind';

export type Turn = 'COMUNE' | 'SUA' | 'NESSUNO';

/** The step an event takes from a state. */
export function stepFrom(kind: LoadedKind, state: string, event: string): LoadedKind['process']['transitions'][number] | undefined {
  return kind.process.transitions.find((transition) => transition.event === event && transition.from.includes(state));
}

/** The role of the platform itself, which takes steps when a term has run out. */
export const system = 'SISTEMA';

/** The step that carries the process forward from a state: the first the kind lists that needs no motivation. */
export function forwardStep(kind: LoadedKind, state: string): LoadedKind['process']['transitions'][number] | undefined {
  return kind.process.transitions.find(
    (transition) => transition.from.includes(state) && !transition.motivated && transition.actors[0] !== system,
  );
}

/** On whom a dossier in this state waits: the party of the role that may take the forward step. */
export function turnOf(kind: LoadedKind, state: string): Turn {
  const role = kind.roles.find((candidate) => candidate.code === forwardStep(kind, state)?.actors[0]);
  const party = kind.parties.find((candidate) => candidate.code === role?.party);
  if (!party) return 'NESSUNO';
  return party.bodyType.includes('COMUNE') ? 'COMUNE' : 'SUA';
}

export function turnLabel(turn: Turn, ente: string): string {
  switch (turn) {
    case 'COMUNE':
      return ente;
    case 'SUA':
      return 'SUA';
    case 'NESSUNO':
      return 'Nessuno: il fascicolo è concluso';
  }
}
