import { actsForSua, isLiveGrant, type Actor, type ReviewGrant } from './actor.js';
import {
  fixesContent,
  isWrite,
  joins,
  lettersFor,
  openSet,
  outliving,
  phasesFor,
  readByAll,
  readsAll,
  reviewOnly,
  type DossierAccess,
} from './dossier-access.js';
import { type DossierPhase } from './dossier-phase.js';
import { holders } from './permission-holders.js';
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
  /** A frozen or published dossier counts only where its state leaves fields of the sheet open. */
  | { readonly need: 'CAMPI_APERTI' }
  | { readonly need: 'DICHIARAZIONE'; readonly personId: string; readonly enteId: string }
  | { readonly need: 'CONVENZIONE' }
  /**
   * The matrix of the dossier gives one of the letters to one of the roles on any document; where `open` names a set, in a frozen
   * or published dossier on any of that set that its state leaves open.
   */
  | {
      readonly need: 'MATRICE';
      readonly roles: readonly RoleCode[];
      readonly letters: readonly MatrixLetter[];
      readonly open: ReturnType<typeof openSet>;
    };

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
    ...(permission === 'scheda.write' ? [{ need: 'CAMPI_APERTI' } as const] : []),
    ...(outliving.includes(permission) ? [] : [{ need: 'CONVENZIONE' } as const]),
    ...(declares ? [] : [{ need: 'DICHIARAZIONE', personId: actor.personId, enteId: actor.enteId } as const]),
  ];
}

/** Condition on the matrix for a body's own roles: none where the role alone is enough, null where it never is. */
function roleConditions(
  actor: Actor,
  permission: DossierPermission,
  ofKind: readonly RoleCode[] | undefined,
): readonly SightCondition[] | null {
  const letters = lettersFor[permission];
  if (actor.roles.length === 0) return null;
  if (letters !== undefined) {
    const reads = readByAll.includes(permission) && actor.roles.some((role) => readsAll.includes(role));
    return reads ? [] : [{ need: 'MATRICE', roles: actor.roles, letters, open: openSet(permission) }];
  }
  const held = actor.roles.filter((role) => (ofKind ?? holders[permission]).includes(role));
  if (permission === 'scheda.write' && ofKind === undefined) {
    return held.length === 0 ? null : [{ need: 'MATRICE', roles: held, letters: ['d'], open: null }];
  }
  if (held.length > 0) return [];
  if (!joins.includes(permission)) return null;
  const roles = actor.roles.filter((role) => !commissionRoles.includes(role));
  return roles.length === 0 ? null : [{ need: 'MATRICE', roles, letters: matrixLetters, open: null }];
}

/**
 * The set of dossiers on which the actor has a permission, as a description a store turns into one query: it agrees with
 * `decideOnDossier` on every dossier. `grants` are the leaves to review of the actor, `titolari` who holds the permission on
 * dossiers of the kind.
 */
export function dossierScope(
  actor: Actor,
  permission: DossierPermission,
  context: { readonly asOf: string; readonly grants: readonly ReviewGrant[]; readonly titolari?: DossierAccess['titolari'] },
): DossierScope {
  const { suaId, enteId } = actor;
  const also = writeConditions(actor, permission);
  const forRoles = roleConditions(actor, permission, context.titolari?.[permission]);
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
  const live = context.grants.filter((grant) => grant.personId === actor.personId && isLiveGrant(grant, asOf));
  if (live.length > 0 && reviewOnly.includes(permission)) {
    const writing: SightCondition[] = fixesContent.includes(permission) ? [{ need: 'FASE', in: ['APERTO'] }] : [];
    clauses.push({ by: 'INCARICO', suaId, dossierIds: live.map((grant) => grant.dossierId), also: [...also, ...writing] });
  }
  return clauses.length === 0 ? { none: true } : { none: false, anyOf: clauses };
}
