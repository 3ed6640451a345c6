import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type giveAccessLink, type PersonView } from '@gare/contracts/people';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { Clock } from '@gare/platform/clock';
import { asSystem, Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AccessLinks } from './access-links.js';
import { authorize, dbContext } from './authorize.js';
import { PeopleService, requirePerson } from './people.service.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { lockRoles } from './role-giving.js';
import { rolesOf } from './roles-in-force.js';
import { SecondFactor } from './second-factor.js';
import { SessionRegister } from './session-register.js';

type Link = z.output<NonNullable<typeof giveAccessLink.response>>;

interface Act {
  readonly action: string;
  readonly summary: string;
  readonly details: object;
}

/** What the direction of the SUA does with the accounts of others. A person is never deleted: what they did stays theirs. */
@Injectable()
export class AccountAdministration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: AccessLinks,
    private readonly people: PeopleService,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: SessionRegister,
    private readonly audit: RegistryAudit,
  ) {}

  /** @throws AppError access.denied, person.not_found, person.disabled */
  giveLink(actor: Actor, personId: string): Promise<Link> {
    return this.act(actor, personId, async (tx, person) => {
      if (person.disabledAt !== null) throw new AppError('person.disabled');
      const link = await this.links.issue(tx, person);
      const act = {
        action: 'person.link_given',
        summary: `Dato a ${person.nome} ${person.cognome} un collegamento per scegliere la password`,
        details: { expiresAt: link.expiresAt },
      };
      return { act, result: link };
    });
  }

  /** @throws AppError access.denied, person.not_found, person.self, role.last */
  disable(actor: Actor, personId: string, motivation: string): Promise<PersonView> {
    return this.act(actor, personId, async (tx, person) => {
      if (personId === actor.personId) throw new AppError('person.self');
      await this.keepOneDirector(tx, actor, personId);
      const disabledAt = person.disabledAt ?? this.clock.now();
      await tx.update(PersonEntity, { id: personId }, { disabledAt });
      const endedSessions = await this.sessions.endAll(tx, personId, null);
      const act = {
        action: 'person.disabled',
        summary: `Chiuso l’accesso di ${person.nome} ${person.cognome}: ${motivation}`,
        details: { before: { disabledAt: person.disabledAt }, after: { disabledAt }, endedSessions, motivation },
      };
      return { act, result: await this.people.view(tx, Object.assign(person, { disabledAt })) };
    });
  }

  /** @throws AppError access.denied, person.not_found */
  enable(actor: Actor, personId: string, motivation: string): Promise<PersonView> {
    return this.act(actor, personId, async (tx, person) => {
      const before = { disabledAt: person.disabledAt };
      await tx.update(PersonEntity, { id: personId }, { disabledAt: null });
      const act = {
        action: 'person.enabled',
        summary: `Riaperto l’accesso di ${person.nome} ${person.cognome}: ${motivation}`,
        details: { before, after: { disabledAt: null }, motivation },
      };
      return { act, result: await this.people.view(tx, Object.assign(person, { disabledAt: null })) };
    });
  }

  /** For who has lost phone and paper. @throws AppError access.denied, person.not_found */
  resetSecondFactor(actor: Actor, personId: string, motivation: string): Promise<PersonView> {
    return this.act(actor, personId, async (tx, person) => {
      await asSystem(tx, () => this.secondFactor.clear(tx, personId));
      const endedSessions = await this.sessions.endAll(tx, personId, null);
      const act = {
        action: 'person.second_factor_reset',
        summary: `Tolto il secondo fattore a ${person.nome} ${person.cognome}: ${motivation}`,
        details: { endedSessions, motivation },
      };
      return { act, result: await this.people.view(tx, person) };
    });
  }

  private act<T>(actor: Actor, personId: string, work: (tx: Tx, person: PersonEntity) => Promise<{ act: Act; result: T }>): Promise<T> {
    const role: RoleCode = authorize(actor, 'account.write', actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { act, result } = await work(tx, await requirePerson(tx, personId));
      await this.audit.record(tx, actor, { ...act, details: { personId, ...act.details }, enteId: actor.enteId, role });
      return result;
    });
  }

  /** Without a director who can sign in nobody in the SUA could give roles or open accounts any more. */
  private async keepOneDirector(tx: Tx, actor: Actor, leaving: string): Promise<void> {
    await lockRoles(tx, actor.suaId);
    const today = toRomeDate(this.clock.now().toISOString());
    const isDirector = async (personId: string): Promise<boolean> =>
      (await rolesOf(tx, personId, today)).some(({ role }) => role === 'DIR_SUA');
    if (!(await isDirector(leaving))) return;
    const directors = await tx
      .createQueryBuilder(PersonEntity, 'person')
      .where(`person.disabled_at is null and person.id <> :leaving`, { leaving })
      .andWhere(`exists (select 1 from role_assignments r where r.person_id = person.id and r.role = 'DIR_SUA')`)
      .getMany();
    for (const { id } of directors) if (await isDirector(id)) return;
    throw new AppError('role.last');
  }
}
