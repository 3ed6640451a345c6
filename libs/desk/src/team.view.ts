import { Injectable } from '@nestjs/common';
import { type DossierTeamView } from '@gare/contracts/assignments';
import { roleCodes, type RoleCode } from '@gare/domain/access/permissions';
import { roleNames } from '@gare/domain/access/role-names';
import { sharedRoles } from '@gare/domain/turn/assigning';
import { partyOf } from '@gare/domain/turn/leading-step';
import { actingOn, type Absence } from '@gare/domain/turn/whose-turn';
import { type ActorOnDossier, DossierPeopleReader, type DossierAssignmentEntity } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { memberOf, TeamReader } from './team.reader.js';

/** Roles of a tender whose holders work on single dossiers, beside those its kind names. */
const onDossiers: readonly RoleCode[] = [
  ...(['RDP_AFFIDAMENTO', 'RDP_PPE', 'COMM_PRES', 'COMM_MEMBRO', 'COMM_SEGR', 'SEGGIO'] as const),
  ...(['VERIFICATORE', 'PROGETTISTA', 'CSP', 'DL', 'CSE', 'DEC', 'COLLAUD'] as const),
];

/** The people of a dossier as its page shows them. */
@Injectable()
export class TeamView {
  constructor(
    private readonly team: TeamReader,
    private readonly people: DossierPeopleReader,
    private readonly enti: EnteReader,
  ) {}

  async of(reader: Reader, one: ActorOnDossier): Promise<DossierTeamView> {
    const { actor, dossier, access } = one;
    const rows = await this.team.assigned(reader, dossier.id);
    const absences = await this.people.away(
      reader,
      rows.map(({ personId }) => personId),
      access.asOf,
    );
    const names = await this.enti.names(
      reader,
      rows.map(({ actingEnteId }) => actingEnteId),
    );
    const may = one.may('dossier.assign');
    const { refused, toVerify } = await this.team.findings(reader, one, rows.map(memberOf));
    return {
      may,
      whyNot: one.whyNot('dossier.assign'),
      items: rows.map((row) => ({
        id: row.id,
        role: { code: row.role, label: roleNames[row.role] },
        person: { id: row.personId, name: row.person },
        away: awayOf(row, absences, access.asOf),
        ente: { id: row.actingEnteId, denominazione: names.get(row.actingEnteId) ?? '' },
        since: row.fromAt.toISOString(),
        assignedBy: row.assignedByName,
        own: may && row.actingEnteId === actor.enteId,
      })),
      roles: may ? await this.roles(reader, one) : [],
      toVerify: [...refused, ...toVerify].map(({ rule, reason, cite }) => ({ rule, reason, cite })),
    };
  }

  /** Roles of the actor's side that somebody of their body holds. */
  private async roles(reader: Reader, { actor, kind, dossier, access }: ActorOnDossier): Promise<DossierTeamView['roles']> {
    const office = await this.team.ownOffice(reader, actor, access.asOf);
    const own = dossier.enteId === dossier.suaId ? null : actor.enteId === dossier.suaId ? 'SUA' : 'COMUNE';
    const ofKind = kind.roles.filter(({ code }) => own === null || partyOf(kind, code) === own).map(({ code }) => code);
    return roleCodes
      .filter((code) => ofKind.includes(code) || onDossiers.includes(code))
      .map((code) => ({
        ...{ code, label: roleNames[code], several: sharedRoles.includes(code) },
        candidates: office.filter(({ roles }) => roles.includes(code)).map(({ personId, person }) => ({ id: personId, name: person })),
      }))
      .filter(({ candidates }) => candidates.length > 0);
  }
}

function awayOf(row: DossierAssignmentEntity, absences: readonly Absence[], asOf: string): DossierTeamView['items'][number]['away'] {
  const acting = actingOn(row, absences, asOf);
  const until = absences.find(({ personId }) => personId === row.personId)?.to;
  if (acting.insteadOf === null || until === undefined) return null;
  return { until, substitute: acting.personId === null ? null : { id: acting.personId, name: acting.person ?? '' } };
}
