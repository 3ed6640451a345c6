import type { DossierKind, KindState } from './kind-schema.js';

type Status = 'done' | 'current' | 'next';

/** A phase of the process with the states it is made of, in the order of the kind. */
export interface Phase {
  readonly code: string;
  readonly label: string;
  readonly status: Status;
  readonly states: readonly { readonly code: string; readonly label: string; readonly status: Status }[];
}

const phaseOf = ({ phase, label, code }: KindState): string => phase ?? label ?? code;

/** States on the main way: side states, and ends that only a motivated act leads to, are not stations of a journey. */
function mainStates(kind: DossierKind): readonly KindState[] {
  const byChoice = (code: string): boolean => kind.process.transitions.some(({ to, motivated }) => to === code && !motivated);
  return kind.process.states.filter((state) => state.kind !== 'side' && (state.kind !== 'final' || byChoice(state.code)));
}

/**
 * The phases of a dossier. Suspended, given back or ended before its time, it stands where it came from; where that is not known
 * either, nothing is told as done.
 */
export function phasesOf(kind: DossierKind, where: { readonly state: string; readonly previousState: string | null }): readonly Phase[] {
  const states = mainStates(kind);
  const order = (code: string | null): number => states.findIndex((state) => state.code === code);
  const at = order(where.state) >= 0 ? order(where.state) : order(where.previousState);
  const isOver = states[at]?.kind === 'final';
  const statusAt = (index: number): Status => (index < at || (isOver && index === at) ? 'done' : index === at ? 'current' : 'next');
  const names = [...new Set(states.map(phaseOf))];
  return names.map((name) => {
    const own = states.flatMap((state, index) =>
      phaseOf(state) === name ? [{ code: state.code, label: state.label ?? state.code, status: statusAt(index) }] : [],
    );
    const has = (status: Status): boolean => own.some((state) => state.status === status);
    const status = has('current') ? 'current' : own.every((state) => state.status === 'done') ? 'done' : 'next';
    return { code: name, label: name, status, states: own };
  });
}
