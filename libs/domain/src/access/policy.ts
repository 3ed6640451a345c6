import { actsForSua, type Actor } from './actor.js';
import { type Permission, type RoleCode } from './permissions.js';

export type Decision = { allowed: true; role: RoleCode } | { allowed: false; reason: string };

/** Which roles hold a permission (brief §1.1 and §1.2, default matrix). Step 2 replaces it with the matrix of the convenzione. */
const holders: Record<Permission, readonly RoleCode[]> = {
  'dossier.create': ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'],
  'dossier.read': ['RUP_COMUNE', 'DIR_COMUNE', 'RAG', 'SEG_COM', 'RUP_SUA', 'FUNZ_SUA', 'DIR_SUA', 'LEGAL', 'RPCT', 'RGD', 'DPO'],
  'dossier.move': ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'FUNZ_SUA', 'DIR_SUA', 'LEGAL', 'RAG'],
  'scheda.write': ['RUP_COMUNE', 'RUP_SUA', 'FUNZ_SUA'],
  'document.generate': ['RUP_COMUNE', 'RUP_SUA', 'FUNZ_SUA'],
  'document.upload': ['RUP_COMUNE', 'RUP_SUA', 'FUNZ_SUA'],
  'check.run': ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'FUNZ_SUA', 'DIR_SUA', 'LEGAL'],
  'package.build': ['RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'],
};

const names: Partial<Record<RoleCode, string>> = {
  RUP_COMUNE: 'RUP del comune',
  DIR_COMUNE: 'dirigente del comune',
  RUP_SUA: 'RUP della SUA',
  FUNZ_SUA: 'funzionario della SUA',
  DIR_SUA: 'dirigente della SUA',
  LEGAL: 'ufficio legale',
  RAG: 'responsabile finanziario',
};

/** The dossier as far as access depends on it. */
export interface AccessSubject {
  readonly suaId: string;
  readonly enteId: string;
}

const outOfSight = 'Il fascicolo è di un altro ente.';

/** A comune acts on its own dossiers only, the Province on those of its comuni (brief §10.3). */
function isInSight(actor: Actor, subject: AccessSubject): boolean {
  if (actor.suaId !== subject.suaId) return false;
  return actsForSua(actor) || actor.enteId === subject.enteId;
}

/** May the actor do this on the dossier? Answers with the role that allows it, or with the reason in Italian. */
export function decide(actor: Actor, permission: Permission, subject: AccessSubject): Decision {
  if (!isInSight(actor, subject)) return { allowed: false, reason: outOfSight };
  const allowed = holders[permission];
  const role = actor.roles.find((held) => allowed.includes(held));
  if (role) return { allowed: true, role };
  const who = allowed.map((code) => names[code]).filter((name) => name !== undefined);
  return {
    allowed: false,
    reason: `Può farlo: ${who.join(', ')}. Tu hai: ${actor.roles.map((code) => names[code] ?? code).join(', ') || 'nessun ruolo'}.`,
  };
}
