import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { applyTransition } from '@gare/domain/kinds/engine';
import { heldRole, steppingRoles } from '@gare/domain/kinds/kind-access';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { ConvenzioneCoverage, notCovering } from './convenzione-coverage.js';
import { DossierMoved } from './dossier-events.js';
import { DossierEntity } from './dossier.entity.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';
import { DossierTurns } from './dossier-turns.js';

const minMotivation = 20;

export interface Step {
  event: string;
  motivation?: string | undefined;
}

/** Takes a step of a dossier for whoever may: a person the service has authorised, or `SISTEMA` when a term has run out. */
@Injectable()
export class DossierSteps {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly facts: GateFactSources,
    private readonly coverage: ConvenzioneCoverage,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly moved: DossierMoved,
    private readonly turns: DossierTurns,
  ) {}

  /** The dossier, kept from moving until the transaction ends. @throws AppError dossier.not_found */
  async hold(tx: Tx, dossierId: string): Promise<DossierEntity> {
    const dossier = await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    if (!dossier) throw new AppError('dossier.not_found');
    return dossier;
  }

  /**
   * @param dossier held by `hold` in this transaction
   * @param roles in which the step is taken
   * @throws AppError dossier.transition_refused (with reasons), dossier.motivation_required, convenzione.not_covering
   */
  async take(
    tx: Tx,
    actor: Actor,
    { dossier, step, roles }: { dossier: DossierEntity; step: Step; roles: readonly string[] },
  ): Promise<void> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const facts = await this.facts.gather(tx, dossier);
    const motivation = step.motivation?.trim();
    const decision = applyTransition(kind, {
      state: dossier.state,
      event: step.event,
      actorRoles: steppingRoles(roles, dossier.enteId === dossier.suaId),
      facts,
      ...(motivation === undefined || motivation.length < minMotivation ? {} : { motivation }),
    });
    if (!decision.ok) {
      const transition = kind.process.transitions.find(
        (candidate) => candidate.event === step.event && candidate.from.includes(dossier.state),
      );
      if (transition?.motivated === true && (motivation ?? '').length < minMotivation) throw new AppError('dossier.motivation_required');
      throw new AppError('dossier.transition_refused', {
        ...(decision.reasons[0] ? { detail: decision.reasons[0].message } : {}),
        details: { reasons: decision.reasons },
      });
    }
    const answer = await this.coverage.atStep(tx, dossier, { event: decision.event, sheet: facts.subject });
    if (answer?.covered === false) throw notCovering(answer);
    if (answer?.covered === true) dossier.convenzioneId = answer.convenzioneId;
    const now = this.clock.now();
    const from = dossier.state;
    const label = (code: string): string => kind.process.states.find((state) => state.code === code)?.label ?? code;
    Object.assign(dossier, { state: decision.to, previousState: from, stateSince: now, updatedAt: now });
    await tx.save(DossierEntity, dossier);
    await this.turns.refresh(tx, dossier);
    await this.audit.record(tx, actor, {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      action: `dossier.${decision.event}`,
      summary: `Da «${label(from)}» a «${label(decision.to)}»${motivation === undefined ? '' : `: ${motivation}`}`,
      details: { from, to: decision.to, overridden: decision.overridden, motivation: motivation ?? null, asOf: facts.asOf },
      role: heldRole(decision.role, roles),
    });
    await this.moved.emit(tx, { actor, dossier, from, event: decision.event });
    await announce(tx, { topic: 'dossier', dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId });
  }
}
