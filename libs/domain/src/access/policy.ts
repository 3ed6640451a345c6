import { actsForSua, type Actor } from './actor.js';
import { holders } from './permission-holders.js';
import { type Permission, type RoleCode } from './permissions.js';
import { roleNames } from './role-names.js';

export type Decision = { allowed: true; role: RoleCode } | { allowed: false; reason: string };

/** The dossier as far as access depends on it. */
export interface AccessSubject {
  readonly suaId: string;
  readonly enteId: string;
}

const outOfSight = 'Il fascicolo è di un altro ente.';

/** A comune acts on its own dossiers only, the Province on those of its comuni (brief §10.3). */
export function isInSight(actor: Actor, subject: AccessSubject): boolean {
  if (actor.suaId !== subject.suaId) return false;
  return actsForSua(actor) || actor.enteId === subject.enteId;
}

/** May the actor do this on the dossier? Answers with the role that allows it, or with the reason in Italian. */
export function decide(actor: Actor, permission: Permission, subject: AccessSubject): Decision {
  if (!isInSight(actor, subject)) return { allowed: false, reason: outOfSight };
  const allowed = holders[permission];
  const role = actor.roles.find((held) => allowed.includes(held));
  if (role) return { allowed: true, role };
  return { allowed: false, reason: whoMay(actor, allowed) };
}

/** Says who may, and what the actor is instead. */
export function whoMay(actor: Pick<Actor, 'roles'>, allowed: readonly RoleCode[]): string {
  const list = (codes: readonly RoleCode[]): string => codes.map((code) => roleNames[code]).join(', ');
  return `Può farlo: ${list(allowed) || 'nessuno'}. Tu hai: ${list(actor.roles) || 'nessun ruolo'}.`;
}
