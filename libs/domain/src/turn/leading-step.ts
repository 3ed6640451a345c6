import { systemActor, type KindTransition } from '../kinds/kind-schema.js';
import type { LoadedKind } from '../kinds/kind.js';

/** Every step the kind has from a state. */
const allFrom = (kind: LoadedKind, state: string): readonly KindTransition[] =>
  kind.process.transitions.filter((transition) => transition.from.includes(state));

/**
 * The step that carries the process forward from a state: the first the kind lists that needs no motivation.
 * @param steps those the dossier has (`stepsFrom`); all of the kind where absent
 */
export function forwardStep(kind: LoadedKind, state: string, steps = allFrom(kind, state)): KindTransition | undefined {
  return steps.find((transition) => !transition.motivated && transition.actors[0] !== systemActor);
}

/** Who has to see to a dossier in a state. */
export interface LeadingStep {
  /** The step that is theirs; absent where only a term takes one. */
  readonly step: KindTransition | undefined;
  /** Roles, the first is who is meant; empty where the kind names nobody. */
  readonly actors: readonly string[];
}

/**
 * The forward step and its actors. Where people take no step but a motivated one (a convenzione in force), whoever may take that
 * follows the dossier; where they take none at all, the first role that the kind lets move anything. `steps` as above.
 */
export function leadingStep(kind: LoadedKind, state: string, steps = allFrom(kind, state)): LeadingStep {
  const people = ({ actors }: KindTransition): readonly string[] => actors.filter((actor) => actor !== systemActor);
  const step = forwardStep(kind, state, steps) ?? steps.find((one) => !one.motivated && people(one).length > 0);
  if (step !== undefined) return { step, actors: people(step) };
  const follower = [...steps, ...kind.process.transitions].find((one) => people(one).length > 0);
  return { step: undefined, actors: follower === undefined ? [] : people(follower) };
}

/** The party a role of the kind belongs to, as bodies go: a comune (or another member), the SUA, or somebody else. */
export function partyOf(kind: LoadedKind, role: string | undefined): 'COMUNE' | 'SUA' | 'ALTRO' {
  const code = kind.roles.find((candidate) => candidate.code === role)?.party;
  const party = kind.parties.find((candidate) => candidate.code === code);
  if (party === undefined) return 'SUA';
  if (party.bodyType.includes('COMUNE')) return 'COMUNE';
  return party.bodyType.some((type) => type === 'PROVINCIA' || type === 'CM') ? 'SUA' : 'ALTRO';
}
