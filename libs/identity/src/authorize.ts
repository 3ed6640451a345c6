import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type Permission, type RoleCode } from '@gare/domain/access/permissions';
import { decide, type AccessSubject } from '@gare/domain/access/policy';
import { type DbContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

/**
 * First line of every use case: may the actor do this on the dossier?
 * @returns the role that allows it, for the audit.
 * @throws AppError access.denied with the reason in Italian.
 */
export function authorize(actor: Actor, permission: Permission, subject: AccessSubject): RoleCode {
  const decision = decide(actor, permission, subject);
  if (!decision.allowed) throw new AppError('access.denied', { detail: decision.reason });
  return decision.role;
}

/** What row-level security lets the actor see: the Province its whole SUA, a comune its own rows. */
export function dbContext(actor: Actor): DbContext {
  return actsForSua(actor) ? { scope: 'sua', suaId: actor.suaId } : { scope: 'ente', suaId: actor.suaId, enteIds: [actor.enteId] };
}
