import { rolesInForce } from '@gare/domain/enti/role-assignments';
import { type Reader } from '@gare/platform/database';
import { RoleAssignmentEntity } from './role-assignment.entity.js';

/**
 * The roles a person has on a day, the body of the first appointment first. The assignments the person stands in for are read
 * too: a delegation counts only while the role it comes from does.
 */
export async function rolesOf(reader: Reader, personId: string, asOf: string): Promise<RoleAssignmentEntity[]> {
  const rows = await reader
    .createQueryBuilder(RoleAssignmentEntity, 'assignment')
    .where(
      'assignment.person_id = :personId or assignment.id in (select own.delegate_of from role_assignments own where own.person_id = :personId)',
      { personId },
    )
    .orderBy('assignment.dal')
    .addOrderBy('assignment.role')
    .getMany();
  const inForce = new Set(rolesInForce(rows, asOf).map(({ id }) => id));
  return rows.filter((row) => row.personId === personId && inForce.has(row.id));
}

/** Of the roles in force those that the sign-in confirmed (`ROLE@enteId`); null confirms all. */
export function confirmedOf<T extends Pick<RoleAssignmentEntity, 'role' | 'enteId'>>(
  assignments: readonly T[],
  confirmed: readonly string[] | null,
): T[] {
  return assignments.filter(({ role, enteId }) => confirmed === null || confirmed.includes(`${role}@${enteId}`));
}
