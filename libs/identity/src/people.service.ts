import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changePerson, type PersonView, type registerPerson } from '@gare/contracts/people';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { Clock } from '@gare/platform/clock';
import { asSystem, Database, systemContext, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AccessLinks } from './access-links.js';
import { authorize, dbContext } from './authorize.js';
import { CredentialEntity } from './credential.entity.js';
import { checkPerson } from './person-rules.js';
import { PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { lockRoles, RoleGiving } from './role-giving.js';

type NewPerson = z.output<NonNullable<typeof registerPerson.body>>;
type Changes = z.output<NonNullable<typeof changePerson.body>>;
type Registered = z.output<NonNullable<typeof registerPerson.response>>;

/** Who can sign in: registering people and keeping their data right. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: AccessLinks,
    private readonly giving: RoleGiving,
    private readonly audit: RegistryAudit,
  ) {}

  /**
   * A comune registers people for a role in itself: without one it would not see them any more.
   * @throws AppError access.denied, person.malformed, person.duplicate, role.refused, ente.not_found
   */
  register(actor: Actor, { incarico, ...data }: NewPerson): Promise<Registered> {
    const enteId = incarico?.enteId ?? actor.enteId;
    const by = authorize(actor, 'role.write', { suaId: actor.suaId, enteId });
    if (incarico === null && !actsForSua(actor))
      throw new AppError('person.malformed', {
        detail: 'Insieme alla persona indica il suo incarico nel tuo ente. Niente è stato salvato.',
        issues: [{ path: 'incarico', message: 'Indica l’incarico nel tuo ente.' }],
      });
    const person = Object.assign(new PersonEntity(), {
      ...data,
      ...{ id: randomUUID(), suaId: actor.suaId, email: data.email.toLowerCase(), disabledAt: null, createdAt: this.clock.now() },
    });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await asSystem(tx, async () => {
        await checkPerson(tx, person);
        await tx.insert(PersonEntity, person);
      });
      // Before the register of the body is taken, as whoever gives a role does: the other order could wait in a circle.
      await lockRoles(tx, actor.suaId);
      await this.audit.record(tx, actor, {
        enteId,
        action: 'person.registered',
        summary: `Registrata la persona ${person.nome} ${person.cognome}, con un collegamento per scegliere la password`,
        details: { personId: person.id, after: valuesOf(person) },
        role: by,
      });
      if (incarico) {
        const { enteId: where, ...given } = incarico;
        await this.giving.give(tx, actor, { enteId: where, person, input: { ...given, delegateOf: null }, by });
      }
      const link = await this.links.issue(tx, person);
      return { person: await this.view(tx, person), link };
    });
  }

  /** @throws AppError access.denied, person.not_found */
  show(actor: Actor, personId: string): Promise<PersonView> {
    authorize(actor, 'account.write', actor);
    return this.read(actor, personId);
  }

  /** @throws AppError access.denied, person.not_found, person.malformed, person.duplicate */
  change(actor: Actor, personId: string, changes: Changes): Promise<PersonView> {
    const role = authorize(actor, 'account.write', actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const person = await requirePerson(tx, personId);
      const before = valuesOf(person);
      Object.assign(person, changes, changes.email === undefined ? {} : { email: changes.email.toLowerCase() });
      const after = valuesOf(person);
      if (JSON.stringify(after) === JSON.stringify(before)) return this.view(tx, person);
      await asSystem(tx, () => checkPerson(tx, person));
      await tx.update(PersonEntity, { id: personId }, after);
      await this.audit.record(tx, actor, {
        enteId: actor.enteId,
        action: 'person.changed',
        summary: `Corretti i dati di ${person.nome} ${person.cognome}`,
        details: { personId, before, after },
        role,
      });
      return this.view(tx, person);
    });
  }

  private async read(actor: Actor, personId: string): Promise<PersonView> {
    const person = await this.database.read(dbContext(actor), (reader) => requirePerson(reader, personId));
    return viewOf(person, await this.database.read(systemContext, (reader) => reader.findOneBy(CredentialEntity, { personId })));
  }

  /** A person as the administrators see them, within what is being changed. */
  async view(tx: Tx, person: PersonEntity): Promise<PersonView> {
    return viewOf(person, await asSystem(tx, () => tx.findOneBy(CredentialEntity, { personId: person.id })));
  }
}

function viewOf(person: PersonEntity, credential: CredentialEntity | null): PersonView {
  return {
    ...valuesOf(person),
    id: person.id,
    disabled: person.disabledAt !== null,
    hasPassword: credential !== null,
    secondFactor: credential?.totpSecret != null,
  };
}

/** @throws AppError person.not_found */
export async function requirePerson(reader: Reader, personId: string): Promise<PersonEntity> {
  const person = await reader.findOneBy(PersonEntity, { id: personId });
  if (!person) throw new AppError('person.not_found');
  return person;
}

function valuesOf({
  nome,
  cognome,
  email,
  codiceFiscale,
}: PersonEntity): Pick<PersonEntity, 'nome' | 'cognome' | 'email' | 'codiceFiscale'> {
  return { nome, cognome, email, codiceFiscale };
}
