import { actsForSua, type Actor } from './actor.js';
import { isWrite, joins, lettersFor, phasesFor, reviewOnly, type DossierPhase, type ReviewGrant } from './dossier-access.js';
import { holders, oversight } from './permission-holders.js';
import { type DossierPermission, type RoleCode } from './permissions.js';
import { commissionRoles, matrixLetters, type MatrixLetter } from './responsibility-matrix.js';

/** One way in which a dossier is in sight; each is a condition on columns of the dossier row, or a set of ids. */
export type SightClause =
  | { readonly by: 'SUA'; readonly suaId: string }
  | { readonly by: 'ENTE'; readonly suaId: string; readonly enteId: string }
  | { readonly by: 'COPARTE'; readonly suaId: string; readonly enteId: string }
  | { readonly by: 'INCARICO'; readonly suaId: string; readonly dossierIds: readonly string[] }
  | { readonly by: 'PUBBLICATO'; readonly suaId: string };

/** What a dossier in sight must satisfy besides. */
export type SightCondition =
  | { readonly need: 'FASE'; readonly in: readonly DossierPhase[] }
  | { readonly need: 'DICHIARAZIONE'; readonly personId: string }
  | { readonly need: 'CONVENZIONE' }
  /** The matrix of the dossier gives one of the letters, on any document, to one of the roles. */
  | { readonly need: 'MATRICE'; readonly roles: readonly RoleCode[]; readonly letters: readonly MatrixLetter[] };

/** The dossiers on which an actor has a permission, as one condition: any of the clauses, and all of their conditions. */
export type DossierScope =
  | { readonly none: true }
  | { readonly none: false; readonly anyOf: readonly (SightClause & { readonly also: readonly SightCondition[] })[] };

/** Conditions that do not depend on how the dossier is in sight. */
function writeConditions(actor: Actor, permission: DossierPermission): readonly SightCondition[] {
  if (!isWrite(permission)) return [];
  const declares = permission === 'conflict.declare' || permission === 'dossier.create';
  return [
    { need: 'FASE', in: phasesFor(permission) },
    { need: 'CONVENZIONE' },
    ...(declares ? [] : [{ need: 'DICHIARAZIONE', personId: actor.personId } as const]),
  ];
}

/** Condition on the matrix for a body's own roles: none where the role alone is enough, null where it never is. */
function roleConditions(actor: Actor, permission: DossierPermission): readonly SightCondition[] | null {
  const letters = lettersFor[permission];
  if (actor.roles.length === 0) return null;
  if (letters !== undefined) {
    const watches = permission === 'document.read' && actor.roles.some((role) => oversight.includes(role));
    return watches ? [] : [{ need: 'MATRICE', roles: actor.roles, letters }];
  }
  const may = actor.roles.filter((role) => holders[permission].includes(role));
  if (permission === 'scheda.write') {
    return may.length === 0 ? null : [{ need: 'MATRICE', roles: may, letters: ['d'] }];
  }
  if (may.length > 0) return [];
  if (!joins.includes(permission)) return null;
  const roles = actor.roles.filter((role) => !commissionRoles.includes(role));
  return roles.length === 0 ? null : [{ need: 'MATRICE', roles, letters: matrixLetters }];
}

/**
 * The set of dossiers on which the actor has a permission, as a description a store turns into one query: it agrees with
 * `decideOnDossier` on every dossier. `grants` are the leaves to review of the actor.
 */
export function dossierScope(
  actor: Actor,
  permission: DossierPermission,
  context: { readonly asOf: string; readonly grants: readonly ReviewGrant[] },
): DossierScope {
  const { suaId, enteId } = actor;
  const also = writeConditions(actor, permission);
  const forRoles = roleConditions(actor, permission);
  const clauses: (SightClause & { also: readonly SightCondition[] })[] = [];
  if (forRoles !== null) {
    const own = { also: [...also, ...forRoles] };
    if (actsForSua(actor)) clauses.push({ by: 'SUA', suaId, ...own });
    else {
      clauses.push({ by: 'ENTE', suaId, enteId, ...own }, { by: 'COPARTE', suaId, enteId, ...own });
      if (permission === 'published.read') clauses.push({ by: 'PUBBLICATO', suaId, ...own });
    }
  }
  const { asOf } = context;
  const live = context.grants.filter(
    (grant) =>
      grant.personId === actor.personId &&
      grant.dal <= asOf &&
      asOf <= grant.al &&
      (grant.revocatoDal === null || asOf < grant.revocatoDal),
  );
  if (live.length > 0 && reviewOnly.includes(permission)) {
    clauses.push({ by: 'INCARICO', suaId, dossierIds: live.map((grant) => grant.dossierId), also });
  }
  return clauses.length === 0 ? { none: true } : { none: false, anyOf: clauses };
}
