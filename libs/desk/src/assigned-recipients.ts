import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actingOn } from '@gare/domain/turn/whose-turn';
import { DossierPeopleReader } from '@gare/dossiers';
import { PeopleInOffice } from '@gare/identity';
import { DossierPeople, type PeopleQuestion } from '@gare/notifications';
import { type Reader } from '@gare/platform/database';

/** Lets notices reach whom a dossier was given to, and on days they are away whoever acts in their place. */
@Injectable()
export class AssignedRecipients implements OnModuleInit {
  constructor(
    private readonly sources: DossierPeople,
    private readonly people: DossierPeopleReader,
    private readonly offices: PeopleInOffice,
  ) {}

  onModuleInit(): void {
    this.sources.register('desk', async (reader, question) => this.present(reader, question, await this.given(reader, question)));
  }

  /** Of those who hold a role of which this dossier was given to somebody, only them. */
  private async given(reader: Reader, { dossierId, suaId, enteId, codes, people, asOf }: PeopleQuestion): Promise<readonly string[]> {
    if (dossierId === null || codes.length === 0) return people;
    const assigned = (await this.people.assigned(reader, dossierId)).filter(({ role }) => codes.includes(role));
    if (assigned.length === 0) return people;
    const office = await this.offices.list(reader, { suaId, enti: [suaId, ...(enteId === null ? [] : [enteId])], people, asOf });
    return people.filter((id) => {
      if (assigned.some(({ personId }) => personId === id)) return true;
      const roles = office.filter(({ personId }) => personId === id).flatMap((one) => one.roles.filter((role) => codes.includes(role)));
      return roles.some((role) => !assigned.some((row) => row.role === role));
    });
  }

  /** Who is away and has no substitute is told all the same: nobody else would be. */
  private async present(reader: Reader, { codes, asOf }: PeopleQuestion, people: readonly string[]): Promise<readonly string[]> {
    const absences = await this.people.away(reader, people, asOf);
    const acting = people.flatMap((personId) => {
      const roles =
        codes.length > 0 ? codes : absences.filter((absence) => absence.personId === personId).flatMap((absence) => absence.roles);
      const instead = roles.map((role) => actingOn({ personId, person: null, role }, absences, asOf).personId ?? personId);
      return instead.length === 0 ? [personId] : instead;
    });
    return [...new Set(acting)];
  }
}
