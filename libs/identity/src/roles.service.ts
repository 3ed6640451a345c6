import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type z } from 'zod';
import { type assignRole, type endRole, type listPeople, type RoleAssignmentView } from '@gare/contracts/roles';
import { type Actor } from '@gare/domain/access/actor';
import { roleNames } from '@gare/domain/access/role-names';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { rolesInForce } from '@gare/domain/enti/role-assignments';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { authorize, dbContext } from './authorize.js';
import { EnteReader } from './ente.reader.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { type Finding, lockRoles, refuseFindings, RoleGiving } from './role-giving.js';

type NewRole = z.output<NonNullable<typeof assignRole.body>>;
type PeopleQuery = z.output<NonNullable<typeof listPeople.query>>;
type ListedPerson = z.output<NonNullable<typeof listPeople.response>>['items'][number];
type End = z.output<NonNullable<typeof endRole.body>>;

const shownPeople = 50;

/** Giving and ending roles in a body. Nothing is deleted: who had which role, until when and by which act, stays. */
@Injectable()
export class RolesService {
  constructor(
    private readonly database: Database,
    private readonly enti: EnteReader,
    private readonly giving: RoleGiving,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, ente.not_found */
  list(actor: Actor, enteId: string): Promise<{ items: RoleAssignmentView[] }> {
    authorize(actor, 'role.read', { suaId: actor.suaId, enteId });
    return this.database.read(dbContext(actor), async (reader) => {
      await this.enti.require(reader, enteId);
      const rows = await reader.find(RoleAssignmentEntity, { where: { enteId }, order: { dal: 'DESC', role: 'ASC', id: 'ASC' } });
      return { items: await this.views(reader, rows) };
    });
  }

  /** @throws AppError access.denied */
  people(actor: Actor, { text = '', disabled }: PeopleQuery): Promise<{ items: ListedPerson[] }> {
    authorize(actor, 'role.read', actor);
    return this.database.read(dbContext(actor), async (reader) => {
      const rows = await reader
        .createQueryBuilder(PersonEntity, 'person')
        .where(
          `(person.disabled_at is null or :all) and strpos(lower(concat_ws(' ', person.nome, person.cognome, person.email)), lower(:text)) > 0`,
          {
            text: text.trim(),
            all: disabled === 'true',
          },
        )
        .orderBy('person.cognome')
        .addOrderBy('person.id')
        .take(shownPeople)
        .getMany();
      return {
        items: rows.map(({ id, nome, cognome, email, disabledAt }) => ({ id, nome, cognome, email, disabled: disabledAt !== null })),
      };
    });
  }

  /** @throws AppError access.denied, ente.not_found, person.not_found, role.refused (every rule that is broken) */
  assign(actor: Actor, enteId: string, input: NewRole): Promise<void> {
    const role = authorize(actor, 'role.write', { suaId: actor.suaId, enteId });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.enti.require(tx, enteId);
      const { personId, ...given } = input;
      const person = await tx.findOneBy(PersonEntity, { id: personId });
      if (!person) throw new AppError('person.not_found');
      await this.giving.give(tx, actor, { enteId, person, input: given, by: role });
    });
  }

  /** @throws AppError access.denied, role.not_found, role.refused, role.last */
  end(actor: Actor, where: { enteId: string; assignmentId: string }, { dal, motivation }: End): Promise<void> {
    const { enteId, assignmentId } = where;
    const role = authorize(actor, 'role.write', { suaId: actor.suaId, enteId });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await lockRoles(tx, actor.suaId);
      const assignment = await tx.findOneBy(RoleAssignmentEntity, { id: assignmentId, enteId });
      if (!assignment) throw new AppError('role.not_found');
      refuseFindings(endFindings(assignment, dal, this.today()));
      await this.keepOneDirector(tx, assignment, dal);
      await tx.update(RoleAssignmentEntity, { id: assignmentId }, { revocatoDal: dal });
      await announceAccess(tx, assignment.personId);
      await this.audit.record(tx, actor, {
        enteId,
        action: 'role.ended',
        summary: `Il ruolo «${roleNames[assignment.role]}» finisce dal ${dayInWords(dal)}: ${motivation}`,
        details: { assignmentId, personId: assignment.personId, before: { revocatoDal: null }, after: { revocatoDal: dal }, motivation },
        role,
      });
    });
  }

  /** Without a director nobody in the SUA could give roles any more. */
  private async keepOneDirector(tx: Tx, ended: RoleAssignmentEntity, from: string): Promise<void> {
    if (ended.role !== 'DIR_SUA') return;
    const directors = await tx.findBy(RoleAssignmentEntity, { enteId: ended.enteId, role: 'DIR_SUA' });
    const left = directors.map((one) =>
      one.id === ended.id ? Object.assign(new RoleAssignmentEntity(), one, { revocatoDal: from }) : one,
    );
    if (rolesInForce(left, from).length === 0) throw new AppError('role.last');
  }

  private async views(reader: Reader, rows: readonly RoleAssignmentEntity[]): Promise<RoleAssignmentView[]> {
    const people = await reader.findBy(PersonEntity, { id: In([...new Set(rows.map(({ personId }) => personId))]) });
    const names = new Map(people.map((person) => [person.id, `${person.nome} ${person.cognome}`]));
    const current = new Set(rolesInForce(rows, this.today()).map(({ id }) => id));
    return rows.map(({ id, enteId, personId, role, dal, al, atto, delegateOf, revocatoDal }) => ({
      ...{ id, enteId, role, dal, al, atto, delegateOf, revocatoDal },
      persona: { id: personId, nome: names.get(personId) ?? '' },
      label: roleNames[role],
      inForce: current.has(id),
    }));
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

/** A role ends today or later, once, and while it lasts: what was done with it stays done. */
function endFindings({ al, revocatoDal }: RoleAssignmentEntity, from: string, today: string): readonly Finding[] {
  const found = (rule: string, reason: string): Finding[] => [{ rule, field: 'dal', reason }];
  if (revocatoDal !== null) return found('GIA_FINITO', `Questo incarico finisce già dal ${dayInWords(revocatoDal)}.`);
  if (al !== null && from > al) return found('PERIODO', `Questo incarico finisce già il ${dayInWords(al)}.`);
  if (from < today) return found('PASSATO', 'Un incarico non si può far finire nel passato: gli atti già compiuti restano validi.');
  return [];
}
