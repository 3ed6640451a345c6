import { Injectable } from '@nestjs/common';
import { type Actor, isLiveGrant } from '@gare/domain/access/actor';
import { roleCodes } from '@gare/domain/access/permissions';
import { DossierReader } from '@gare/dossiers';
import { PeopleInOffice, type PersonInOffice } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { DossierPeople } from './dossier-people.js';
import { DossierReaders } from './dossier-readers.js';
import { type Notice } from './notice.js';

type Question = Pick<Notice, 'dossierId' | 'suaId' | 'enteId' | 'to' | 'onlyIn'>;

const reading = { permission: 'dossier.read', document: null } as const;

/** Who acts for a party where a kind names a role the vocabulary does not know. */
const actingFor = { COMUNE: ['RUP_COMUNE', 'DIR_COMUNE'], SUA: ['FUNZ_SUA', 'DIR_SUA'] } as const;

/** Works out, with the eyes of the Province, whom a notice is for. */
@Injectable()
export class Recipients {
  constructor(
    private readonly people: PeopleInOffice,
    private readonly concerned: DossierPeople,
    private readonly dossiers: DossierReader,
    private readonly readers: DossierReaders,
  ) {}

  /** Each person once, in a body in which they may read the dossier. @throws AppError dossier.not_found */
  async of(reader: Reader, actor: Actor, question: Question, asOf: string): Promise<readonly PersonInOffice[]> {
    const { dossierId, suaId, enteId, to } = question;
    const dossier = dossierId === null ? null : await this.dossiers.require(reader, dossierId);
    const known = { suaId, enti: [suaId, ...(enteId === null ? [] : [enteId])], dossierId, asOf };
    const inOffice = await this.people.list(reader, { ...known, people: to.people ?? [] });
    const named = to.people ?? [];
    const concerned = new Set<string>();
    const tell = async (codes: readonly string[], people: readonly string[]): Promise<void> => {
      if (people.length === 0) return;
      for (const id of await this.concerned.narrow(reader, { suaId, enteId, dossierId, asOf, codes, people })) concerned.add(id);
    };
    for (const group of to.roles ?? []) await tell(group.codes, holders(inOffice, group, question, asOf));
    await tell([], named);
    // Whoever stands in may be in office somewhere else.
    const missing = [...concerned].filter((id) => !inOffice.some(({ personId }) => personId === id));
    const more = missing.length === 0 ? [] : await this.people.list(reader, { ...known, enti: [], people: missing });
    const candidates = [...inOffice, ...more].filter(
      ({ personId, enteId: body }) => concerned.has(personId) && (question.onlyIn === undefined || body === question.onlyIn),
    );
    const readers = dossier === null ? candidates : await this.readers.among(reader, actor, { ...reading, dossier, candidates, asOf });
    return oneEach(readers, question);
  }

  /** Is this person still in office in that body, and may they read the dossier there? Asked again before an e-mail leaves. */
  async mayStillRead(
    reader: Reader,
    actor: Actor,
    { dossierId, personId, enteId }: { dossierId: string | null; personId: string; enteId: string },
    asOf: string,
  ): Promise<boolean> {
    const all = await this.people.list(reader, { suaId: actor.suaId, enti: [], people: [personId], dossierId, asOf });
    const candidates = all.filter((one) => one.personId === personId && one.enteId === enteId);
    if (dossierId === null) return candidates.length > 0;
    const dossier = await this.dossiers.find(reader, dossierId);
    return dossier !== null && (await this.readers.among(reader, actor, { ...reading, dossier, candidates, asOf })).length > 0;
  }
}

/** Who holds the roles in the body of the party; an outside lawyer with leave on the dossier where lawyers are asked for. */
function holders(
  inOffice: readonly PersonInOffice[],
  { party, codes }: { party: 'COMUNE' | 'SUA'; codes: readonly string[] },
  { suaId, enteId }: Question,
  asOf: string,
): readonly string[] {
  const body = party === 'SUA' ? suaId : (enteId ?? suaId);
  const isKnown = (code: string): boolean => (roleCodes as readonly string[]).includes(code);
  const roles: readonly string[] = codes.flatMap((code) => (isKnown(code) ? [code] : actingFor[party]));
  const onLeave = ({ grants = [] }: PersonInOffice): boolean => grants.some((grant) => isLiveGrant(grant, asOf));
  const found = inOffice.filter((person) =>
    person.enteId === body ? person.roles.some((held) => roles.includes(held)) : roles.includes('LEGAL') && onLeave(person),
  );
  return [...new Set(found.map(({ personId }) => personId))];
}

/** A person in several bodies is told in the one the matter belongs to, else in the Province. */
function oneEach(people: readonly PersonInOffice[], { enteId, suaId }: Question): readonly PersonInOffice[] {
  const rank = (one: PersonInOffice): number => (one.enteId === enteId ? 0 : one.enteId === suaId ? 1 : 2);
  const chosen = new Map<string, PersonInOffice>();
  for (const one of [...people].sort((a, b) => rank(a) - rank(b) || a.enteId.localeCompare(b.enteId))) {
    if (!chosen.has(one.personId)) chosen.set(one.personId, one);
  }
  return [...chosen.values()];
}
