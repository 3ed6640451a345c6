import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type RoleCode } from '@gare/domain/access/permissions';
import { roleNames } from '@gare/domain/access/role-names';
import { type Member } from '@gare/domain/turn/assigning';
import { type ActorOnDossier, DossierAssignmentEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';

interface HandOver {
  readonly given: Member;
  readonly ended: readonly DossierAssignmentEntity[];
  readonly replaced: readonly Member[];
  readonly by: RoleCode;
}

/** Writes assignments and their place in the history of the dossier. */
@Injectable()
export class AssignmentRecords {
  constructor(
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async handOver(tx: Tx, one: ActorOnDossier, { given, ended, replaced, by }: HandOver): Promise<void> {
    const { actor, dossier } = one;
    const { id: dossierId, suaId, enteId } = dossier;
    const now = this.clock.now();
    for (const { id } of ended) await tx.update(DossierAssignmentEntity, { id }, { toAt: now });
    const id = randomUUID();
    const { personId, person, role, facts } = given;
    await tx.insert(DossierAssignmentEntity, {
      ...{ id, suaId, enteId, dossierId, personId, person, role, facts: Object.keys(facts).length === 0 ? null : facts },
      ...{ actingEnteId: actor.enteId, assignedBy: actor.personId, assignedByName: actor.person, fromAt: now, toAt: null },
    });
    const names = replaced.map((member) => member.person).join(', ');
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role: by },
      action: names === '' ? 'assignment.given' : 'assignment.handed_over',
      summary:
        names === ''
          ? `«${roleNames[role]}» su questo fascicolo è affidato a ${person}`
          : `«${roleNames[role]}» su questo fascicolo passa da ${names} a ${person}`,
      details: {
        assignmentId: id,
        before: ended.map((row) => ({ assignmentId: row.id, personId: row.personId, person: row.person })),
        after: { personId, person, role, facts },
      },
    });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }

  async end(tx: Tx, { actor, dossier }: ActorOnDossier, { row, by }: { row: DossierAssignmentEntity; by: RoleCode }): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    await tx.update(DossierAssignmentEntity, { id: row.id }, { toAt: this.clock.now() });
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role: by },
      action: 'assignment.ended',
      summary: `«${roleNames[row.role]}» su questo fascicolo non è più affidato a ${row.person}: se ne occupa l’ufficio`,
      details: { assignmentId: row.id, before: { personId: row.personId, person: row.person, role: row.role }, after: null },
    });
    await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
  }
}
