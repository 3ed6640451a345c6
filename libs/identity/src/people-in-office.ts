import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { rolesInForce } from '@gare/domain/enti/role-assignments';
import { type Reader } from '@gare/platform/database';
import { EnteEntity } from './ente.entity.js';
import { PersonEntity } from './person.entity.js';
import { ReviewGrantEntity } from './review-grant.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';

/** A person in one body, as an actor would be who signs in there today. */
export type PersonInOffice = Omit<Actor, 'correlationId'>;

interface Wanted {
  readonly suaId: string;
  /** Everybody in these bodies, */
  readonly enti: readonly string[];
  /** and these people wherever they are. */
  readonly people?: readonly string[];
  /** Whoever has leave to review it is among them. */
  readonly dossierId?: string | null;
  readonly asOf: string;
}

/** Who is in office where on a day, with leaves to review: for features that work out whom something concerns. */
@Injectable()
export class PeopleInOffice {
  /** With the eyes of the Province. People whose account is disabled are not among them; each body of a person is an entry of its own. */
  async list(reader: Reader, { suaId, enti, people = [], dossierId = null, asOf }: Wanted): Promise<PersonInOffice[]> {
    const leaves = dossierId === null ? [] : await reader.findBy(ReviewGrantEntity, { suaId, dossierId });
    const named = [...people, ...leaves.map(({ personId }) => personId)];
    const rows = await reader
      .createQueryBuilder(RoleAssignmentEntity, 'assignment')
      .where('assignment.sua_id = :suaId and (assignment.ente_id = any (:enti) or assignment.person_id = any (:named))', {
        suaId,
        enti,
        named,
      })
      .getMany();
    const current = rolesInForce(rows, asOf);
    const persons = await byId(reader, PersonEntity, [...new Set(current.map(({ personId }) => personId))]);
    const bodies = await byId(reader, EnteEntity, [...new Set(current.map(({ enteId }) => enteId))]);
    const places = new Map<string, RoleCode[]>();
    for (const { personId, enteId, role } of current) {
      const key = `${personId} ${enteId}`;
      places.set(key, [...(places.get(key) ?? []), role]);
    }
    return [...places].flatMap(([key, roles]) => {
      const [personId = '', enteId = ''] = key.split(' ');
      const person = persons.get(personId);
      const ente = bodies.get(enteId);
      if (person === undefined || person.disabledAt !== null || ente === undefined) return [];
      const grants = ente.tipo === 'ALTRO' ? leaves.filter((leave) => leave.personId === personId) : [];
      const name = `${person.nome} ${person.cognome}`;
      return [{ personId, person: name, suaId, enteId, ente: ente.denominazione, enteTipo: ente.tipo, roles, grants }];
    });
  }

  /** Addresses of people, by id; of those whose account is disabled none. */
  async addresses(reader: Reader, people: readonly string[]): Promise<ReadonlyMap<string, { email: string; nome: string }>> {
    const rows = await byId(reader, PersonEntity, people);
    return new Map(
      [...rows.values()]
        .filter(({ disabledAt }) => disabledAt === null)
        .map(({ id, email, nome, cognome }) => [id, { email, nome: `${nome} ${cognome}` }]),
    );
  }
}

async function byId<Row extends { id: string }>(
  reader: Reader,
  entity: new () => Row,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const rows = await reader.createQueryBuilder(entity, 'row').where('row.id = any (:ids)', { ids }).getMany();
  return new Map(rows.map((row) => [row.id, row]));
}
