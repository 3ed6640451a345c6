import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type assignOnDossier, type DossierTeamView } from '@gare/contracts/assignments';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { roleNames } from '@gare/domain/access/role-names';
import { newlyRefused, teamAfter, type Member } from '@gare/domain/turn/assigning';
import { type ActorOnDossier, DossierAccessReader, DossierTurns } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AssignmentNotices } from './assignment-notices.js';
import { AssignmentRecords } from './assignment-records.js';
import { holds, memberOf, TeamReader } from './team.reader.js';
import { TeamView } from './team.view.js';

type NewAssignment = z.output<NonNullable<typeof assignOnDossier.body>>;

/** Who does what on one dossier. Nothing is deleted: who had which role, and until when, stays. */
@Injectable()
export class Assignments {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly team: TeamReader,
    private readonly turns: DossierTurns,
    private readonly notices: AssignmentNotices,
    private readonly records: AssignmentRecords,
    private readonly view: TeamView,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<DossierTeamView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.view.of(reader, one);
    });
  }

  /**
   * Gives a role of this dossier to somebody of the actor's body who holds it there; whoever had it hands it over.
   * @throws AppError dossier.not_found, access.denied, access.declare_first, assignment.refused (with findings)
   */
  assign(actor: Actor, dossierId: string, { personId, role, facts }: NewAssignment): Promise<DossierTeamView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const by = one.require('dossier.assign');
      const office = await this.team.ownOffice(tx, actor, one.access.asOf);
      const person = office.find((candidate) => candidate.personId === personId);
      if (person === undefined || !holds(office, personId, role)) throw notInOffice(role, actor);
      const rows = await this.team.assigned(tx, dossierId);
      const given: Member = { personId, person: person.person, role, facts: Object.fromEntries(Object.entries(facts ?? {})) };
      const before = rows.map(memberOf);
      const { team, replaced } = teamAfter(before, given);
      await this.refuse(tx, one, { before, team });
      const ended = rows.filter(
        (row) => row.role === role && [personId, ...replaced.map((member) => member.personId)].includes(row.personId),
      );
      await this.records.handOver(tx, one, { given, ended, replaced, by });
      await this.turns.refresh(tx, one.dossier);
      await this.notices.given(tx, actor, { dossier: one.dossier, kind: one.kind, given });
      return this.view.of(tx, one);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, access.declare_first, assignment.not_found */
  end(actor: Actor, { dossierId, assignmentId }: { dossierId: string; assignmentId: string }): Promise<DossierTeamView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const by = one.require('dossier.assign');
      const row = (await this.team.assigned(tx, dossierId)).find(({ id }) => id === assignmentId);
      if (row?.actingEnteId !== actor.enteId) throw new AppError('assignment.not_found');
      await this.records.end(tx, one, { row, by });
      await this.turns.refresh(tx, one.dossier);
      return this.view.of(tx, one);
    });
  }

  private async refuse(
    tx: Tx,
    one: ActorOnDossier,
    { before, team }: { before: readonly Member[]; team: readonly Member[] },
  ): Promise<void> {
    const findings = newlyRefused(await this.team.findings(tx, one, before), await this.team.findings(tx, one, team));
    const [first] = findings;
    if (first === undefined) return;
    throw new AppError('assignment.refused', {
      detail: `${first.reason} (${first.cite}) Niente è stato salvato.`,
      issues: findings.map(({ reason }) => ({ path: 'personId', message: reason })),
      details: { findings },
    });
  }
}

function notInOffice(role: RoleCode, { ente }: Actor): AppError {
  const reason = `Questa persona oggi non ha il ruolo «${roleNames[role]}» in ${ente}: prima le si dà il ruolo, poi il fascicolo.`;
  return new AppError('assignment.refused', {
    detail: `${reason} Niente è stato salvato.`,
    issues: [{ path: 'personId', message: reason }],
  });
}
