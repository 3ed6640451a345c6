import type { RoleCode } from '../access/permissions.js';
import { dayInWords } from '../calendar/dates-in-words.js';
import type { BodyType } from './ente-codes.js';

/** The act by which a body gives a role. */
export interface AppointmentAct {
  readonly tipo: string;
  readonly numero: string;
  readonly data: string;
  readonly organo: string;
}

/** A role of a person in a body, from a day to a day, both included. Several per person, in several bodies. */
export interface RoleAssignment {
  readonly id: string;
  readonly personId: string;
  readonly enteId: string;
  readonly role: RoleCode;
  readonly dal: string;
  readonly al: string | null;
  readonly atto: AppointmentAct | null;
  /** The assignment whose holder this person stands in for. */
  readonly delegateOf: string | null;
  /** Day from which the assignment no longer counts, whatever its end. */
  readonly revocatoDal?: string | null;
}

export interface AssignmentFinding {
  readonly rule: 'PERIODO' | 'ENTE' | 'ATTO' | 'ATTO_DATA' | 'DELEGA' | 'DELEGA_PERIODO' | 'DELEGA_RUOLO' | 'DOPPIO';
  readonly field: keyof RoleAssignment;
  readonly reason: string;
}

/** Roles that only the body of the SUA gives. */
export const rolesOfTheSua: readonly RoleCode[] = ['RUP_SUA', 'DIR_SUA', 'FUNZ_SUA', 'SEGGIO', 'TRIAGE', 'ESPERTO'];

/** Roles that work on documents without an act of appointment of their own (an order of service is enough). */
const withoutAct: readonly RoleCode[] = ['FUNZ_SUA', 'LEGAL', 'RAG'];

/** Roles that stay with the person: the law lets the RUP delegate operations, never what he verifies and values (All. I.2). */
const personal: readonly RoleCode[] = ['RUP_COMUNE', 'RUP_SUA', 'VERIFICATORE', 'COMM_PRES', 'COMM_MEMBRO', 'SEGGIO', 'COLLAUD'];

function isInForce(assignment: RoleAssignment, asOf: string): boolean {
  const { dal, al, revocatoDal } = assignment;
  return dal <= asOf && (al === null || asOf <= al) && (revocatoDal == null || asOf < revocatoDal);
}

/**
 * The assignments that count on a date. A delegate counts only while the holder of the delegated role does: the delegation
 * ends with it.
 */
export function rolesInForce(assignments: readonly RoleAssignment[], asOf: string): readonly RoleAssignment[] {
  const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]));
  return assignments.filter((assignment) => {
    if (!isInForce(assignment, asOf)) return false;
    if (assignment.delegateOf === null) return true;
    const holder = byId.get(assignment.delegateOf);
    return holder?.delegateOf === null && isInForce(holder, asOf);
  });
}

function delegationFindings(assignment: RoleAssignment, others: readonly RoleAssignment[]): readonly AssignmentFinding[] {
  if (assignment.delegateOf === null) return [];
  const found = (rule: AssignmentFinding['rule'], reason: string): AssignmentFinding => ({ rule, field: 'delegateOf', reason });
  const holder = others.find((other) => other.id === assignment.delegateOf);
  if (holder === undefined) return [found('DELEGA', 'L’incarico di chi delega non esiste.')];
  return [
    ...(holder.delegateOf === null ? [] : [found('DELEGA', 'Chi è delegato non può delegare a sua volta.')]),
    ...(holder.enteId === assignment.enteId ? [] : [found('DELEGA', 'La delega vale nello stesso ente di chi delega.')]),
    ...(holder.personId === assignment.personId ? [found('DELEGA', 'Nessuno può delegare se stesso.')] : []),
    ...(holder.role === assignment.role ? [] : [found('DELEGA_RUOLO', 'Il delegato riceve lo stesso ruolo di chi delega.')]),
    ...(personal.includes(assignment.role)
      ? [
          found(
            'DELEGA_RUOLO',
            'Questo ruolo non si delega: verifiche e valutazioni restano alla persona incaricata. Per le operazioni esecutive assegna un funzionario.',
          ),
        ]
      : []),
    ...(assignment.dal < holder.dal || (holder.al !== null && (assignment.al === null || assignment.al > holder.al))
      ? [
          found(
            'DELEGA_PERIODO',
            `La delega deve stare nel periodo di chi delega, dal ${dayInWords(holder.dal)}${holder.al === null ? '' : ` al ${dayInWords(holder.al)}`}.`,
          ),
        ]
      : []),
  ];
}

const overlaps = (a: RoleAssignment, b: RoleAssignment): boolean => (b.al === null || a.dal <= b.al) && (a.al === null || b.dal <= a.al);

/** Is this assignment well made? Every reason why not; none when it is. `others` are the assignments already recorded. */
export function checkAssignment(
  assignment: RoleAssignment,
  ente: { readonly tipo: BodyType },
  others: readonly RoleAssignment[],
): readonly AssignmentFinding[] {
  const { role, dal, al, atto } = assignment;
  const findings: AssignmentFinding[] = [];
  if (al !== null && al < dal) {
    findings.push({ rule: 'PERIODO', field: 'al', reason: `La fine, ${dayInWords(al)}, viene prima dell’inizio, ${dayInWords(dal)}.` });
  }
  if (rolesOfTheSua.includes(role) && ente.tipo !== 'PROVINCIA' && ente.tipo !== 'CM') {
    findings.push({ rule: 'ENTE', field: 'role', reason: 'Questo ruolo è della SUA: lo dà la Provincia o la Città metropolitana.' });
  }
  if (atto === null && !withoutAct.includes(role)) {
    findings.push({ rule: 'ATTO', field: 'atto', reason: 'Per questo ruolo serve l’atto di nomina: tipo, numero, data e organo.' });
  }
  if (atto !== null && atto.data > dal) {
    findings.push({
      rule: 'ATTO_DATA',
      field: 'atto',
      reason: `L’atto è del ${dayInWords(atto.data)}, dopo l’inizio dell’incarico: una nomina non vale per il passato.`,
    });
  }
  const twin = others.find(
    (other) =>
      other.id !== assignment.id &&
      other.personId === assignment.personId &&
      other.enteId === assignment.enteId &&
      other.role === role &&
      other.revocatoDal == null &&
      overlaps(other, assignment),
  );
  if (twin !== undefined)
    findings.push({ rule: 'DOPPIO', field: 'dal', reason: 'La persona ha già questo ruolo nello stesso ente in questo periodo.' });
  return [...findings, ...delegationFindings(assignment, others)];
}
