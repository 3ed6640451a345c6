import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { mainObject } from '@gare/domain/checks/sheet-facts';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { teamFindings, type Member, type TeamFindings } from '@gare/domain/turn/assigning';
import { type ActorOnDossier, DossierPeopleReader, type DossierAssignmentEntity } from '@gare/dossiers';
import { PeopleInOffice, type PersonInOffice } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';

/** The people of one dossier as the rules on teams take them. */
@Injectable()
export class TeamReader {
  constructor(
    private readonly people: DossierPeopleReader,
    private readonly offices: PeopleInOffice,
    private readonly law: ParameterRegister,
    private readonly scheda: SchedaReader,
  ) {}

  assigned(reader: Reader, dossierId: string): Promise<DossierAssignmentEntity[]> {
    return this.people.assigned(reader, dossierId);
  }

  /** Who works for the actor's body today, with the roles they hold there. */
  async ownOffice(reader: Reader, { suaId, enteId }: Actor, asOf: string): Promise<readonly PersonInOffice[]> {
    const all = await this.offices.list(reader, { suaId, enti: [enteId], asOf });
    return all.filter((one) => one.enteId === enteId).sort((a, b) => a.person.localeCompare(b.person, 'it'));
  }

  /** What the law and the kind say of a team on this dossier. */
  async findings(reader: Reader, one: ActorOnDossier, team: readonly Member[]): Promise<TeamFindings> {
    const { dossier, kind, access } = one;
    const rows = await this.law.rows(reader, dossier.suaId);
    const isTender = dossier.kindCode === tenderKind;
    const tecnica = isTender && mainObject((await this.scheda.read(reader, dossier.id)).values) === 'works';
    return teamFindings(kind, team, { asOf: access.asOf, tecnica, rows });
  }
}

export const memberOf = ({ personId, person, role, facts }: DossierAssignmentEntity): Member => ({
  personId,
  person,
  role,
  facts: facts ?? {},
});

export const holds = (office: readonly PersonInOffice[], personId: string, role: RoleCode): boolean =>
  office.some((one) => one.personId === personId && one.roles.includes(role));
