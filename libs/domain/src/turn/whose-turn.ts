import { dayInWords } from '../calendar/dates-in-words.js';
import { roleNames } from '../access/role-names.js';
import type { KindTransition, LoadedKind } from '../kinds/kind.js';
import { leadingStep, partyOf } from './leading-step.js';
import type { OpenItem } from './open-item.js';

/** `NESSUNO` only where the dossier is over. */
export type TurnParty = 'COMUNE' | 'SUA' | 'ALTRO' | 'NESSUNO';
export type TurnCause = 'STATO' | 'RICHIESTA' | 'SOSPENSIONE' | 'COMPITO';

/** Who was given a role on one dossier; without one the whole office holds it. */
export interface Assignment {
  readonly personId: string;
  readonly person: string;
  readonly role: string;
}

/** A person who is away, from a day to a day, both included, and who stands in for them in which roles. */
export interface Absence {
  readonly personId: string;
  readonly substituteId: string | null;
  readonly substitute: string | null;
  readonly roles: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface TurnSituation {
  readonly state: string;
  /** The steps the dossier has from there (`stepsFrom`); all of the kind where absent. */
  readonly steps?: readonly KindTransition[] | undefined;
  readonly enteId: string;
  readonly suaId: string;
  /** Oldest first. */
  readonly items: readonly OpenItem[];
  readonly assignments: readonly Assignment[];
}

/** On whom a dossier waits: exactly one party. */
export interface Turn {
  readonly party: TurnParty;
  /** Body of the party; null where it is neither the body of the dossier nor the SUA. */
  readonly enteId: string | null;
  readonly role: string | null;
  /** Who was assigned; null where it is the whole office. */
  readonly personId: string | null;
  readonly person: string | null;
  readonly cause: TurnCause;
  /** The clock of the state stands still. */
  readonly clockStopped: boolean;
  /** In Italian: why it waits on this party. */
  readonly reason: string;
  /** The open item it waits for, where it is one. */
  readonly itemId: string | null;
}

const nobody = { enteId: null, role: null, personId: null, person: null, itemId: null } as const;

/**
 * On whom a dossier waits, from its state and what is open on it. Final: nobody. Suspended (a side state that stops the clock):
 * whoever may take it up again. Otherwise the oldest open item that takes the turn; else the role of the step that carries the
 * process on. A state that only a term leaves is followed by whoever may act on it at all.
 */
export function whoseTurn(kind: LoadedKind, situation: TurnSituation): Turn {
  const state = kind.process.states.find(({ code }) => code === situation.state);
  if (state === undefined || state.kind === 'final')
    return { ...nobody, party: 'NESSUNO', cause: 'STATO', clockStopped: true, reason: 'Il fascicolo è concluso: non si aspetta nessuno.' };
  const standing = byState(kind, situation);
  const suspended = state.kind === 'side' && stopsClock(kind, state.code);
  const label = state.label ?? state.code;
  if (suspended)
    return { ...standing, cause: 'SOSPENSIONE', clockStopped: true, reason: `Stato «${label}», termini fermi. ${standing.reason}` };
  const [item] = situation.items.filter(({ takesTurn }) => takesTurn);
  return item === undefined ? standing : byItem(kind, situation, { item, standing });
}

function byState(kind: LoadedKind, situation: TurnSituation): Turn {
  const { step, actors } = leadingStep(kind, situation.state, situation.steps);
  const [first] = actors;
  const party = ownParty(situation, partyOf(kind, first));
  const sameParty = actors.filter((actor) => partyOf(kind, actor) === partyOf(kind, first));
  const holder = sameParty.flatMap((role) => situation.assignments.find((one) => one.role === role) ?? []).at(0);
  const role = holder?.role ?? first ?? null;
  const who = role === null ? 'la SUA' : roleTitle(kind, role);
  const reason =
    step === undefined
      ? `Il prossimo passo lo fa il termine quando scade; intanto segue il fascicolo: ${who}.`
      : `Il prossimo passo, «${step.label ?? step.event}», spetta a: ${who}.`;
  return {
    ...{ party, enteId: enteOf(situation, party), role, personId: holder?.personId ?? null, person: holder?.person ?? null },
    ...{ cause: 'STATO', clockStopped: false, reason, itemId: null },
  };
}

function byItem(kind: LoadedKind, situation: TurnSituation, { item, standing }: { item: OpenItem; standing: Turn }): Turn {
  const { waitsOn } = item;
  const party = ownParty(situation, waitsOn.party);
  const holder = situation.assignments.find(({ personId, role }) =>
    waitsOn.personId === null ? role === waitsOn.role : personId === waitsOn.personId,
  );
  const still = item.stopsClock ? ' Intanto il termine della fase è fermo.' : '';
  return {
    ...{ party, enteId: enteOf(situation, party), role: waitsOn.role },
    ...{ personId: waitsOn.personId ?? holder?.personId ?? null, person: holder?.person ?? null, itemId: item.id },
    // Asked of somebody else, or to be done first by who has the turn anyway.
    cause: party === standing.party ? 'COMPITO' : 'RICHIESTA',
    clockStopped: item.stopsClock,
    reason: `Si aspetta «${item.title}» da: ${roleTitle(kind, waitsOn.role)}.${still}`,
  };
}

/** What the Province does for itself waits on the SUA, whatever the role is called. */
const ownParty = ({ enteId, suaId }: TurnSituation, party: Exclude<TurnParty, 'NESSUNO'>): Exclude<TurnParty, 'NESSUNO'> =>
  party === 'COMUNE' && enteId === suaId ? 'SUA' : party;

function enteOf({ enteId, suaId }: TurnSituation, party: TurnParty): string | null {
  if (party === 'COMUNE') return enteId;
  return party === 'SUA' ? suaId : null;
}

const stopsClock = (kind: LoadedKind, state: string): boolean =>
  kind.process.transitions.some(({ to, effects }) => to === state && effects.some(({ type }) => type === 'STOP_CLOCK'));

/** A role as a sentence calls it. */
export const roleTitle = (kind: LoadedKind, role: string): string =>
  kind.roles.find(({ code }) => code === role)?.title ?? (roleNames as Readonly<Record<string, string>>)[role] ?? role;

/** Who acts for whoever holds the turn on a day. */
export interface Acting {
  readonly personId: string | null;
  readonly person: string | null;
  /** Name of who was assigned and is away. */
  readonly insteadOf: string | null;
  /** In Italian, where somebody is away. */
  readonly note: string | null;
}

/**
 * Who acts on a day: the person assigned; their substitute on days they are away, where one stands in for this role; the whole
 * office where nobody was assigned or no substitute was named.
 */
export function actingOn(turn: Pick<Turn, 'personId' | 'person' | 'role'>, absences: readonly Absence[], asOf: string): Acting {
  const { personId, person, role } = turn;
  const away = personId === null ? undefined : absenceOn(absences, { personId, role }, asOf);
  if (away === undefined) return { personId, person, insteadOf: null, note: null };
  const until = `${person ?? 'La persona incaricata'} è assente fino al ${dayInWords(away.to)}`;
  if (away.substituteId === null) return { personId: null, person: null, insteadOf: person, note: `${until}: se ne occupa l’ufficio.` };
  return {
    personId: away.substituteId,
    person: away.substitute,
    insteadOf: person,
    note: `${until}: al suo posto c’è ${away.substitute ?? 'chi lo sostituisce'}.`,
  };
}

function absenceOn(absences: readonly Absence[], who: { personId: string; role: string | null }, asOf: string): Absence | undefined {
  const away = absences.filter(({ personId, from, to }) => personId === who.personId && from <= asOf && asOf <= to);
  // One with a substitute who may act in the role before one without.
  const covered = away.find(({ substituteId, roles }) => substituteId !== null && who.role !== null && roles.includes(who.role));
  const [first] = away;
  return covered ?? (first === undefined ? undefined : { ...first, substituteId: null, substitute: null });
}
