import type { RoleCode } from '../access/permissions.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import { addMonths } from '../calendar/day-counting.js';
import { type LegalParameter, legalParameters, parameterNumber } from '../law/parameters.js';

/** What is known of a person; null or absent is not known, and is told as such, never taken for granted. */
export interface PersonFacts {
  readonly personId: string;
  readonly nome: string;
  /** Employee of the body, also with a fixed term. */
  readonly dipendente?: boolean | null;
  readonly tecnico?: boolean | null;
  /** Convicted, also not finally, for offences against the public administration (c.p. book II title II chapter I). */
  readonly condanna?: boolean | null;
  /** Offices as member of a political body of the administration; `al` null while in office. */
  readonly incarichiPolitici?: readonly { readonly organo: string; readonly al: string | null }[] | null;
  /** Why an outsider sits in the commission. */
  readonly motivazioneEsterno?: string | null;
}

/** Who acts on one dossier, in which role. */
export interface DossierTeam {
  readonly asOf: string;
  /** Works, or services of architecture and engineering: the RUP has to be a technician. */
  readonly tecnica: boolean;
  readonly members: readonly { readonly personId: string; readonly role: RoleCode }[];
  readonly people: readonly PersonFacts[];
}

export interface Incompatibility {
  readonly rule: string;
  /** `NO` is forbidden, `DA_VERIFICARE` waits for a datum nobody has given yet. */
  readonly verdict: 'NO' | 'DA_VERIFICARE';
  readonly personId: string | null;
  readonly roles: readonly RoleCode[];
  readonly reason: string;
  readonly cite: string;
}

const names: Partial<Record<RoleCode, string>> = {
  RUP_COMUNE: 'RUP del comune',
  RUP_SUA: 'RUP della SUA',
  VERIFICATORE: 'verificatore',
  PROGETTISTA: 'progettista',
  CSP: 'coordinatore della sicurezza in progettazione',
  DL: 'direttore dei lavori',
  CSE: 'coordinatore della sicurezza in esecuzione',
  COLLAUD: 'collaudatore',
  RAG: 'responsabile finanziario',
};

interface Pair {
  readonly rule: string;
  readonly one: RoleCode;
  readonly others: readonly RoleCode[];
  readonly cite: string;
}

/** Roles one person may not hold together on one dossier. */
const pairs: readonly Pair[] = [
  { rule: 'DUE_RUP', one: 'RUP_SUA', others: ['RUP_COMUNE'], cite: 'C. 62 c. 13' },
  {
    rule: 'VERIFICATORE_TERZO',
    one: 'VERIFICATORE',
    others: ['PROGETTISTA', 'CSP', 'DL', 'CSE', 'COLLAUD'],
    cite: 'C. 42; All. I.7 art. 34',
  },
  { rule: 'COLLAUDATORE_TERZO', one: 'COLLAUD', others: ['PROGETTISTA', 'CSP', 'DL', 'CSE'], cite: 'C. 116; All. II.14' },
];

const commission: readonly RoleCode[] = ['COMM_PRES', 'COMM_MEMBRO'];
const rups: readonly RoleCode[] = ['RUP_COMUNE', 'RUP_SUA'];

function pairFindings(team: DossierTeam, person: PersonFacts, held: readonly RoleCode[]): readonly Incompatibility[] {
  return pairs.flatMap(({ rule, one, others, cite }) => {
    const clashing = others.filter((other) => held.includes(other));
    if (!held.includes(one) || clashing.length === 0) return [];
    const list = clashing.map((role) => names[role] ?? role).join(' e ');
    const reason = `${person.nome} è insieme ${names[one] ?? one} e ${list}: devono essere persone diverse.`;
    return [{ rule, verdict: 'NO' as const, personId: person.personId, roles: [one, ...clashing], reason, cite }];
  });
}

interface Requirement {
  readonly rule: string;
  readonly value: boolean | null | undefined;
  readonly wanted: boolean;
  readonly no: string;
  readonly ask: string;
  readonly cite: string;
}

function rupFindings(team: DossierTeam, person: PersonFacts, held: readonly RoleCode[]): readonly Incompatibility[] {
  const roles = held.filter((role) => rups.includes(role));
  if (roles.length === 0) return [];
  const requirements: readonly Requirement[] = [
    {
      rule: 'RUP_DIPENDENTE',
      value: person.dipendente,
      wanted: true,
      no: 'non è dipendente dell’ente',
      ask: 'è dipendente dell’ente',
      cite: 'C. 15 c. 2; All. I.2',
    },
    {
      rule: 'RUP_CONDANNA',
      value: person.condanna,
      wanted: false,
      no: 'è stato condannato per reati contro la pubblica amministrazione',
      ask: 'ha condanne per reati contro la pubblica amministrazione',
      cite: 'D.Lgs. 165/2001 art. 35-bis; All. I.2',
    },
    ...(team.tecnica
      ? [{ rule: 'RUP_TECNICO', value: person.tecnico, wanted: true, no: 'non è un tecnico', ask: 'è un tecnico', cite: 'All. I.2' }]
      : []),
  ];
  return requirements.flatMap(({ rule, value, wanted, no, ask, cite }): readonly Incompatibility[] => {
    if (value === wanted) return [];
    const base = { rule, personId: person.personId, roles, cite };
    if (value == null)
      return [{ ...base, verdict: 'DA_VERIFICARE', reason: `Di ${person.nome} non è indicato se ${ask}: serve per essere RUP.` }];
    return [{ ...base, verdict: 'NO' as const, reason: `${person.nome} ${no}: non può essere RUP.` }];
  });
}

function memberFindings(
  team: DossierTeam,
  person: PersonFacts,
  held: readonly RoleCode[],
  rows: readonly LegalParameter[],
): readonly Incompatibility[] {
  const roles = held.filter((role) => commission.includes(role));
  if (roles.length === 0) return [];
  const base = { personId: person.personId, roles };
  const found: Incompatibility[] = [];
  const years = parameterNumber('commissione.incarichiPolitici', team.asOf, rows)?.toNumber();
  const cite = 'C. 93 c. 5 lett. a';
  const { incarichiPolitici } = person;
  if (incarichiPolitici == null || years === undefined) {
    found.push({
      ...base,
      rule: 'COMMISSARIO_POLITICO',
      verdict: 'DA_VERIFICARE',
      reason: `Di ${person.nome} non è indicato se ha avuto incarichi politici.`,
      cite,
    });
  } else {
    const since = addMonths(team.asOf, -12 * years);
    for (const office of incarichiPolitici.filter((item) => item.al === null || item.al >= since)) {
      const when = office.al === null ? 'è in carica' : `è stato in carica fino al ${dayInWords(office.al)}`;
      const reason = `${person.nome} ${when} in ${office.organo}: servono ${years} anni di distanza per stare nella commissione.`;
      found.push({ ...base, rule: 'COMMISSARIO_POLITICO', verdict: 'NO', reason, cite });
    }
  }
  if (person.condanna === true) {
    found.push({
      ...base,
      rule: 'COMMISSARIO_CONDANNA',
      verdict: 'NO',
      reason: `${person.nome} è stato condannato per reati contro la pubblica amministrazione: non può stare nella commissione.`,
      cite: 'C. 93 c. 5 lett. b',
    });
  }
  if (person.dipendente === false && (person.motivazioneEsterno ?? '').trim() === '') {
    found.push({
      ...base,
      rule: 'COMMISSARIO_ESTERNO',
      verdict: 'NO',
      reason: `${person.nome} è esterno: spiega perché all’interno manca la competenza.`,
      cite: 'C. 93 c. 3',
    });
  }
  return found;
}

function sizeFindings(team: DossierTeam, rows: readonly LegalParameter[]): readonly Incompatibility[] {
  const members = new Set(team.members.filter(({ role }) => commission.includes(role)).map(({ personId }) => personId));
  const most = parameterNumber('commissione.componenti.max', team.asOf, rows)?.toNumber() ?? 5;
  if (members.size === 0) return [];
  const base = { verdict: 'NO', personId: null, roles: commission, cite: 'C. 93 c. 2' } as const;
  return [
    ...(members.size % 2 === 0
      ? [{ ...base, rule: 'COMMISSIONE_DISPARI', reason: `La commissione ha ${members.size} componenti: devono essere in numero dispari.` }]
      : []),
    ...(members.size > most
      ? [{ ...base, rule: 'COMMISSIONE_NUMERO', reason: `La commissione ha ${members.size} componenti: sono al massimo ${most}.` }]
      : []),
  ];
}

/** What stands against the people who act on a dossier, each with the rule, the person and the reason. */
export function incompatibilities(team: DossierTeam, rows: readonly LegalParameter[] = legalParameters): readonly Incompatibility[] {
  const found = team.people.flatMap((person) => {
    const held = [...new Set(team.members.filter((member) => member.personId === person.personId).map((member) => member.role))];
    return [...pairFindings(team, person, held), ...rupFindings(team, person, held), ...memberFindings(team, person, held, rows)];
  });
  return [...found, ...sizeFindings(team, rows)];
}
