import { type LoadedKind } from '@gare/domain/kinds/kind';

/** Documents stand still once the process has ended or is suspended, as the scheda does. */
export function isReadOnly(kind: LoadedKind, state: string): boolean {
  return state === 'SOSPESA' || kind.process.states.some((candidate) => candidate.code === state && candidate.kind === 'final');
}
