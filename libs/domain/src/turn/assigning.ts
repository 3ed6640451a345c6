import { roleNames } from '../access/role-names.js';
import { roleCodes, type RoleCode } from '../access/permissions.js';
import { incompatibilities, type DossierTeam, type Incompatibility, type PersonFacts } from '../enti/incompatibilities.js';
import type { DossierKind } from '../kinds/kind-schema.js';
import type { LegalParameter } from '../law/parameters.js';
import type { Absence } from './whose-turn.js';

/** Somebody in a role on one dossier, with what is known of them. */
export interface Member {
  readonly personId: string;
  readonly person: string;
  readonly role: RoleCode;
  readonly facts: Partial<Omit<PersonFacts, 'personId' | 'nome'>>;
}

/** Roles that several people may hold on one dossier at once; of any other the last one given counts. */
export const sharedRoles: readonly RoleCode[] = ['COMM_MEMBRO', 'SEGGIO', 'FUNZ_SUA', 'LEGAL', 'PROGETTISTA'];

export interface Hand {
  readonly team: readonly Member[];
  /** Who had the role and hands it over. */
  readonly replaced: readonly Member[];
}

/** The team after somebody was given a role. */
export function teamAfter(team: readonly Member[], given: Member): Hand {
  const isReplaced = ({ role, personId }: Member): boolean =>
    role === given.role && (personId === given.personId || !sharedRoles.includes(role));
  return {
    team: [...team.filter((member) => !isReplaced(member)), given],
    replaced: team.filter((member) => isReplaced(member) && member.personId !== given.personId),
  };
}

/** The team on the days when those who are away are stood in for: the substitute has the role in their place. */
export function teamInAbsence(
  team: readonly Member[],
  absences: readonly Pick<Absence, 'personId' | 'substituteId' | 'substitute' | 'roles'>[],
): readonly Member[] {
  return team.map((member) => {
    const away = absences.find(
      ({ personId, substituteId, roles }) => personId === member.personId && substituteId !== null && roles.includes(member.role),
    );
    return away?.substituteId == null
      ? member
      : { personId: away.substituteId, person: away.substitute ?? '', role: member.role, facts: {} };
  });
}

/** A commission is put together one by one: only when it is complete can its number be odd. */
const whenComplete: readonly string[] = ['COMMISSIONE_DISPARI'];

export interface TeamFindings {
  /** Forbidden: the roles may not stand together. */
  readonly refused: readonly Incompatibility[];
  /** Waits for a datum nobody has given, or for the commission to be complete. */
  readonly toVerify: readonly Incompatibility[];
}

interface TeamCase {
  readonly asOf: string;
  /** Works, or services of architecture and engineering. */
  readonly tecnica: boolean;
  readonly rows: readonly LegalParameter[];
}

/** What stands against a team: the law (brief §1.1), and what the kind of the dossier says of its roles. */
export function teamFindings(kind: DossierKind, team: readonly Member[], { asOf, tecnica, rows }: TeamCase): TeamFindings {
  const people = [...new Map(team.map((member) => [member.personId, member])).values()].map(({ personId, person }): PersonFacts => {
    const known = team.filter((member) => member.personId === personId).map(({ facts }) => facts);
    return Object.assign({ personId, nome: person }, ...known) as PersonFacts;
  });
  const members = team.map(({ personId, role }) => ({ personId, role }));
  const asked: DossierTeam = { asOf, tecnica, members, people };
  const found = [...incompatibilities(asked, rows), ...byKind(kind, team)];
  const isRefused = ({ verdict, rule }: Incompatibility): boolean => verdict === 'NO' && !whenComplete.includes(rule);
  return { refused: found.filter(isRefused), toVerify: found.filter((finding) => !isRefused(finding)) };
}

/** Roles that the kind says one person may not hold together. */
function byKind(kind: DossierKind, team: readonly Member[]): readonly Incompatibility[] {
  return team.flatMap(({ personId, person, role }) => {
    const others = kind.roles.find(({ code }) => code === role)?.incompatibleWith ?? [];
    const held = team.filter((member) => member.personId === personId && others.includes(member.role)).map((member) => member.role);
    const known = held.filter((code) => roleCodes.includes(code));
    if (known.length === 0) return [];
    const list = known.map((code) => roleNames[code]).join(' e ');
    const reason = `${person} è insieme ${roleNames[role]} e ${list}: devono essere persone diverse.`;
    return [{ rule: 'TIPO_DI_FASCICOLO', verdict: 'NO' as const, personId, roles: [role, ...known], reason, cite: kind.title }];
  });
}

/** What an assignment would bring that does not stand already: nobody is kept from a role by what others did before. */
export function newlyRefused(before: TeamFindings, after: TeamFindings): readonly Incompatibility[] {
  const key = ({ rule, personId }: Incompatibility): string => `${rule} ${personId ?? ''}`;
  const standing = new Set(before.refused.map(key));
  return after.refused.filter((finding) => !standing.has(key(finding)));
}
