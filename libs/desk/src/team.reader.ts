import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { asksTechnician } from '@gare/domain/checks/sheet-facts';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { newlyRefused, teamFindings, teamInAbsence, type Member, type TeamFindings } from '@gare/domain/turn/assigning';
import { type ActorOnDossier, DossierAssignmentEntity, DossierEntity, DossierPeopleReader, KindLibrary } from '@gare/dossiers';
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
    private readonly kinds: KindLibrary,
  ) {}

  assigned(reader: Reader, dossierId: string): Promise<DossierAssignmentEntity[]> {
    return this.people.assigned(reader, dossierId);
  }

  /** Who works for the actor's body today, with the roles they hold there. */
  async ownOffice(reader: Reader, { suaId, enteId }: Actor, asOf: string): Promise<readonly PersonInOffice[]> {
    const all = await this.offices.list(reader, { suaId, enti: [enteId], asOf });
    return all.filter((one) => one.enteId === enteId).sort((a, b) => a.person.localeCompare(b.person, 'it'));
  }

  /** What the law and the kind say of a team on this dossier, as it is and on the days when somebody is stood in for. */
  async findings(reader: Reader, one: ActorOnDossier, team: readonly Member[]): Promise<TeamFindings> {
    const { dossier, kind, access } = one;
    const rows = await this.law.rows(reader, dossier.suaId);
    const isTender = dossier.kindCode === tenderKind;
    const tecnica = isTender && asksTechnician((await this.scheda.read(reader, dossier.id)).values);
    const away = await this.people.away(
      reader,
      team.map(({ personId }) => personId),
      access.asOf,
    );
    const asked = { asOf: access.asOf, tecnica, rows };
    const found = teamFindings(kind, team, asked);
    const inAbsence = newlyRefused(found, teamFindings(kind, teamInAbsence(team, away), asked));
    return { refused: [...found.refused, ...inAbsence], toVerify: found.toVerify };
  }

  /**
   * The dossiers on which somebody may not stand in for somebody else, each with the reason: there they have a part that does
   * not go with it.
   */
  async clashesOfStandIn(reader: Reader, standIn: StandIn, asOf: string): Promise<readonly { codice: string; reason: string }[]> {
    const { personId, roles } = standIn;
    const given = await reader.find(DossierAssignmentEntity, { where: { personId, role: In([...roles]), toAt: IsNull() } });
    const dossiers = await reader.find(DossierEntity, {
      where: { id: In([...new Set(given.map(({ dossierId }) => dossierId))]) },
      order: { codiceAppalto: 'ASC' },
    });
    const found: { codice: string; reason: string }[] = [];
    for (const dossier of dossiers) {
      const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      if (kind.process.states.find(({ code }) => code === dossier.state)?.kind === 'final') continue;
      const team = (await this.assigned(reader, dossier.id)).map(memberOf);
      // What is known of the substitute alone (employee, technician) was said when a role was given to them.
      const asked = { asOf, tecnica: false, rows: await this.law.rows(reader, dossier.suaId) };
      const [first] = newlyRefused(teamFindings(kind, team, asked), teamFindings(kind, teamInAbsence(team, [standIn]), asked));
      if (first !== undefined) found.push({ codice: dossier.codiceAppalto, reason: `${first.reason} (${first.cite})` });
    }
    return found;
  }
}

/** Who is stood in for, by whom, in which roles. */
export interface StandIn {
  readonly personId: string;
  readonly substituteId: string;
  readonly substitute: string;
  readonly roles: readonly RoleCode[];
}

export const memberOf = ({ personId, person, role, facts }: DossierAssignmentEntity): Member => ({
  personId,
  person,
  role,
  facts: facts ?? {},
});

export const holds = (office: readonly PersonInOffice[], personId: string, role: RoleCode): boolean =>
  office.some((one) => one.personId === personId && one.roles.includes(role));
