import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type Permission, type RoleCode } from '@gare/domain/access/permissions';
import { decide, type AccessSubject } from '@gare/domain/access/policy';
import { type DbContext } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';

/**
 * First line of every use case on bodies, people and convenzioni; on a dossier it is `ActorOnDossier`.
 * @returns the role that allows it, for the audit.
 * @throws AppError access.denied with the reason in Italian.
 */
export function authorize(actor: Actor, permission: Permission, subject: AccessSubject): RoleCode {
  const decision = decide(actor, permission, subject);
  if (!decision.allowed) throw new AppError('access.denied', { detail: decision.reason });
  return decision.role;
}

/** What row-level security lets the actor see: the Province its whole SUA, a body its own rows and the dossiers it has leave to review. */
export function dbContext(actor: Actor): DbContext {
  const { suaId, enteId, grants = [] } = actor;
  if (actsForSua(actor)) return { scope: 'sua', suaId };
  return { scope: 'ente', suaId, enteIds: [enteId], dossierIds: grants.map(({ dossierId }) => dossierId) };
}
