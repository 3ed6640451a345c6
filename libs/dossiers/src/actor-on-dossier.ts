import { type Actor } from '@gare/domain/access/actor';
import { decideOnDossier, type AccessDecision, type AccessRefusal, type DossierAccess } from '@gare/domain/access/dossier-access';
import { fixedPhases, isOpenField } from '@gare/domain/access/dossier-phase';
import { type DossierPermission, type RoleCode } from '@gare/domain/access/permissions';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { AppError } from '@gare/platform/errors';
import { type DossierEntity } from './dossier.entity.js';
import { stepFrom } from './turn.js';

/** One person before one dossier: every question of who may what is asked here, and answered by the one policy. */
export class ActorOnDossier {
  constructor(
    readonly actor: Actor,
    readonly dossier: DossierEntity,
    readonly kind: LoadedKind,
    readonly access: DossierAccess,
  ) {}

  decide(permission: DossierPermission, document: string | null = null): AccessDecision {
    return decideOnDossier(this.actor, permission, this.access, document);
  }

  may(permission: DossierPermission, document: string | null = null): boolean {
    return this.decide(permission, document).allowed;
  }

  /** The reason in Italian; null where it is allowed. */
  whyNot(permission: DossierPermission, document: string | null = null): string | null {
    const decision = this.decide(permission, document);
    return decision.allowed ? null : decision.reason;
  }

  /**
   * First line of every use case on a dossier. @returns the role that allows it, for the audit
   * @throws AppError access.denied, access.declare_first, scheda.read_only, document.read_only; `details.code` names the rule
   */
  require(permission: DossierPermission, document: string | null = null): RoleCode {
    const decision = this.decide(permission, document);
    if (decision.allowed) return decision.role;
    throw refused(permission, decision);
  }

  /** May this field of the sheet be written in this phase? Who may write at all is `scheda.write`. */
  isFieldOpen(path: string): boolean {
    return this.access.fase === 'APERTO' || (fixedPhases.includes(this.access.fase) && isOpenField(this.access.aperti, path));
  }

  /**
   * Why the convenzione does not let a step be taken; null where it does. A dossier that does not go on can still be suspended,
   * given back or annulled: steps that ask for a motivation.
   */
  whyStopped(event: string): string | null {
    const { convenzione } = this.access;
    if (convenzione?.prosegue !== false || stepFrom(this.kind, this.dossier.state, event)?.motivated === true) return null;
    return convenzione.motivo;
  }
}

function refused(permission: DossierPermission, { code, reason }: { code: AccessRefusal; reason: string }): AppError {
  const context = { detail: reason, details: { code, permission } };
  if (code === 'CONFLITTO_DA_DICHIARARE') return new AppError('access.declare_first', context);
  if (code === 'FASE' && permission === 'scheda.write') return new AppError('scheda.read_only', context);
  if (code === 'FASE' && /^(?:document|draft)\./.test(permission)) return new AppError('document.read_only', context);
  return new AppError('access.denied', context);
}
