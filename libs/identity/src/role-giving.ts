import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type assignRole } from '@gare/contracts/roles';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { roleNames } from '@gare/domain/access/role-names';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { checkAssignment, type RoleAssignment } from '@gare/domain/enti/role-assignments';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { EnteReader } from './ente.reader.js';
import { type PersonEntity } from './person.entity.js';
import { RegistryAudit } from './registry-audit.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';

type NewRole = Omit<z.output<NonNullable<typeof assignRole.body>>, 'personId'>;

interface Given {
  readonly enteId: string;
  readonly person: PersonEntity;
  readonly input: NewRole;
  /** The role by which the actor may. */
  readonly by: RoleCode;
}

/** Gives a role within the transaction of who may. */
@Injectable()
export class RoleGiving {
  constructor(
    private readonly enti: EnteReader,
    private readonly audit: RegistryAudit,
  ) {}

  /** @throws AppError ente.not_found, role.refused (every rule that is broken) */
  async give(tx: Tx, actor: Actor, { enteId, person, input, by }: Given): Promise<void> {
    const ente = await this.enti.require(tx, enteId);
    await lockRoles(tx, actor.suaId);
    const assignment: RoleAssignment = { ...input, personId: person.id, id: randomUUID(), enteId, revocatoDal: null };
    refuseFindings(checkAssignment(assignment, ente, await tx.findBy(RoleAssignmentEntity, { enteId })));
    await tx.insert(RoleAssignmentEntity, { ...assignment, suaId: actor.suaId });
    await announceAccess(tx, person.id);
    await this.audit.record(tx, actor, {
      enteId,
      action: 'role.assigned',
      summary: `A ${person.nome} ${person.cognome} è dato il ruolo «${roleNames[input.role]}» in ${ente.denominazione} dal ${dayInWords(input.dal)}`,
      details: { after: assignment },
      role: by,
    });
  }
}

/** Writers of the roles of one SUA take turns: of two equal roles given at once the second sees the first. */
export async function lockRoles(tx: Tx, suaId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`roles ${suaId}`]);
}

export interface Finding {
  readonly rule: string;
  readonly field: string;
  readonly reason: string;
}

/** @throws AppError role.refused, when there is a finding */
export function refuseFindings(findings: readonly Finding[]): void {
  const [first] = findings;
  if (!first) return;
  throw new AppError('role.refused', {
    detail: `${first.reason} Niente è stato salvato.`,
    issues: findings.map(({ field, reason }) => ({ path: field, message: reason })),
    details: { findings },
  });
}
