import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type AbsencesView, type recordAbsence } from '@gare/contracts/assignments';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { roleNames } from '@gare/domain/access/role-names';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { daysBetween } from '@gare/domain/calendar/day-counting';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { AbsenceEntity } from '@gare/dossiers';
import { dbContext, type PersonInOffice, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { TeamReader } from './team.reader.js';

type NewAbsence = z.output<NonNullable<typeof recordAbsence.body>>;

const longestDays = 730;

/** Who is away from a body, and who acts in their place: in the roles both hold, so that an absence never gives a role. */
@Injectable()
export class Absences {
  constructor(
    private readonly database: Database,
    private readonly team: TeamReader,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<AbsencesView> {
    return this.database.read(dbContext(actor), (reader) => this.view(reader, actor));
  }

  /** @throws AppError access.denied, person.not_found, absence.refused */
  record(actor: Actor, { personId = actor.personId, substituteId, from, to }: NewAbsence): Promise<AbsencesView> {
    const by = forWhom(actor, personId);
    const today = this.today();
    return this.database.transaction(dbContext(actor), async (tx) => {
      const office = await this.team.ownOffice(tx, actor, today);
      const person = office.find((one) => one.personId === personId);
      if (person === undefined) throw new AppError('person.not_found', { detail: 'Questa persona oggi non ha ruoli nel tuo ente.' });
      refuseDays({ from, to }, today);
      const substitute = substituteId === null ? null : substituteOf(person, office, substituteId);
      await this.refuseOverlap(tx, actor, { personId, from, to });
      if (substitute !== null) await this.refuseClash(tx, person, substitute);
      await this.keep(tx, actor, { person, substitute, from, to, by });
      return this.view(tx, actor);
    });
  }

  /** @throws AppError access.denied, absence.not_found */
  revoke(actor: Actor, absenceId: string): Promise<AbsencesView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const row = await tx.findOneBy(AbsenceEntity, { id: absenceId, enteId: actor.enteId });
      if (row === null) throw new AppError('absence.not_found');
      const by = forWhom(actor, row.personId);
      if (row.revokedAt !== null || row.toOn < this.today()) throw new AppError('absence.not_found');
      await tx.update(AbsenceEntity, { id: absenceId }, { revokedAt: this.clock.now() });
      await this.audit.record(tx, actor, {
        ...{ enteId: actor.enteId, role: by, action: 'absence.revoked' },
        summary: `L’assenza di ${row.person} dal ${dayInWords(row.fromOn)} al ${dayInWords(row.toOn)} non vale più`,
        details: { absenceId, before: { from: row.fromOn, to: row.toOn, substituteId: row.substituteId }, after: null },
      });
      return this.view(tx, actor);
    });
  }

  private async keep(tx: Tx, actor: Actor, { person, substitute, from, to, by }: Kept): Promise<void> {
    const { suaId, enteId } = actor;
    const id = randomUUID();
    const roles = substitute === null ? [] : [...shared(person, substitute)];
    await tx.insert(AbsenceEntity, {
      ...{ id, suaId, enteId, personId: person.personId, person: person.person, roles, fromOn: from, toOn: to },
      ...{ substituteId: substitute?.personId ?? null, substitute: substitute?.person ?? null },
      ...{ recordedBy: actor.personId, recordedByName: actor.person, recordedAt: this.clock.now(), revokedAt: null },
    });
    const instead = substitute === null ? 'se ne occupa l’ufficio' : `al suo posto c’è ${substitute.person}`;
    await this.audit.record(tx, actor, {
      ...{ enteId, role: by, action: 'absence.recorded' },
      summary: `${person.person} è assente dal ${dayInWords(from)} al ${dayInWords(to)}: ${instead}`,
      details: {
        absenceId: id,
        before: null,
        after: { personId: person.personId, substituteId: substitute?.personId ?? null, roles, from, to },
      },
    });
  }

  /** Nobody stands in where they have a part that does not go with it: a verifier for the designer, one RUP for the other. */
  private async refuseClash(tx: Tx, person: PersonInOffice, substitute: PersonInOffice): Promise<void> {
    const standIn = {
      ...{ personId: person.personId, substituteId: substitute.personId, substitute: substitute.person },
      roles: shared(person, substitute),
    };
    const [first, ...others] = await this.team.clashesOfStandIn(tx, standIn, this.today());
    if (first === undefined) return;
    const more = others.length === 0 ? '' : ` Lo stesso vale per: ${others.map(({ codice }) => codice).join(', ')}.`;
    refuse(
      'substituteId',
      `Nel fascicolo ${first.codice} ${substitute.person} non può stare al posto di ${person.person}. ${first.reason}${more} Scegli un altro sostituto, o lì dai il ruolo a un’altra persona.`,
    );
  }

  private async refuseOverlap(tx: Tx, actor: Actor, { personId, from, to }: { personId: string; from: string; to: string }): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`absences ${personId}`]);
    const other = await tx
      .createQueryBuilder(AbsenceEntity, 'a')
      .where('a.person_id = :personId and a.ente_id = :enteId and a.revoked_at is null', { personId, enteId: actor.enteId })
      .andWhere('a.from_on <= :to and a.to_on >= :from', { from, to })
      .getOne();
    if (other) refuse('from', `C’è già un’assenza dal ${dayInWords(other.fromOn)} al ${dayInWords(other.toOn)}: prima toglila.`);
  }

  private async view(reader: Reader, actor: Actor): Promise<AbsencesView> {
    const today = this.today();
    const rows = await reader
      .createQueryBuilder(AbsenceEntity, 'a')
      .where('a.ente_id = :enteId and a.revoked_at is null and a.to_on >= :today', { enteId: actor.enteId, today })
      .orderBy('a.person_id = :me', 'DESC')
      .addOrderBy('a.from_on')
      .addOrderBy('a.id')
      .setParameter('me', actor.personId)
      .getMany();
    const office = await this.team.ownOffice(reader, actor, today);
    const everybody = decide(actor, 'role.write', actor).allowed;
    return {
      items: rows.map((row) => ({
        id: row.id,
        person: { id: row.personId, name: row.person },
        substitute: row.substituteId === null ? null : { id: row.substituteId, name: row.substitute ?? '' },
        roles: row.roles.map((code) => ({ code, label: roleNames[code] })),
        ...{ from: row.fromOn, to: row.toOn, recordedBy: row.recordedByName, current: row.fromOn <= today },
      })),
      people: office
        .filter(({ personId }) => everybody || personId === actor.personId)
        .map((person) => ({ id: person.personId, name: person.person, substitutes: substitutesOf(person, office) })),
    };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

interface Kept {
  readonly person: PersonInOffice;
  readonly substitute: PersonInOffice | null;
  readonly from: string;
  readonly to: string;
  readonly by: string | null;
}

/** One says so for oneself; for others whoever gives roles in the body. @returns the role for the register @throws AppError access.denied */
function forWhom(actor: Actor, personId: string): string | null {
  if (personId === actor.personId) return actor.roles[0] ?? null;
  const decision = decide(actor, 'role.write', actor);
  if (!decision.allowed) throw new AppError('access.denied', { detail: decision.reason });
  return decision.role;
}

const shared = (person: PersonInOffice, other: PersonInOffice): PersonInOffice['roles'] =>
  other.personId === person.personId ? [] : person.roles.filter((role) => other.roles.includes(role));

const substitutesOf = (person: PersonInOffice, office: readonly PersonInOffice[]): AbsencesView['people'][number]['substitutes'] =>
  office.flatMap((other) => {
    const roles = shared(person, other);
    return roles.length === 0 ? [] : [{ id: other.personId, name: other.person, roles: roles.map((role) => roleNames[role]) }];
  });

function substituteOf(person: PersonInOffice, office: readonly PersonInOffice[], substituteId: string): PersonInOffice {
  const substitute = office.find((one) => one.personId === substituteId);
  if (substitute === undefined || shared(person, substitute).length === 0)
    return refuse('substituteId', `Chi sostituisce ${person.person} deve avere nello stesso ente almeno un ruolo uguale al suo.`);
  return substitute;
}

function refuseDays({ from, to }: { from: string; to: string }, today: string): void {
  if (to < from) refuse('to', 'L’assenza finisce prima di cominciare.');
  if (to < today) refuse('to', 'L’assenza sarebbe già finita: per il passato non cambia più niente.');
  if (daysBetween(from, to) > longestDays)
    refuse('to', 'Un’assenza dura al massimo due anni: per le più lunghe si dà il ruolo a un’altra persona.');
}

function refuse(path: 'from' | 'to' | 'substituteId', message: string): never {
  throw new AppError('absence.refused', { detail: `${message} Niente è stato salvato.`, issues: [{ path, message }] });
}
