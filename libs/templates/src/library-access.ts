import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { authorize } from '@gare/identity';
import { AppError } from '@gare/platform/errors';

/** The library of templates and clauses is the Province's: a lawyer of a comune reads it and changes nothing. @throws AppError access.denied */
export function authorizeLibrary(actor: Actor): RoleCode {
  const role = authorize(actor, 'template.manage', actor);
  if (actsForSua(actor)) return role;
  throw new AppError('access.denied', { detail: 'I modelli e le clausole li cambia la Provincia; il tuo ente li può leggere e usare.' });
}
