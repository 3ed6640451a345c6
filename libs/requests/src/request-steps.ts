import { Injectable } from '@nestjs/common';
import { DossierSteps, type ActorOnDossier } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { RequestGuard } from './request-guard.js';

/** The step of the kind that goes with the end of a request, where the kind has one from the present state. */
@Injectable()
export class RequestSteps {
  constructor(
    private readonly guard: RequestGuard,
    private readonly steps: DossierSteps,
  ) {}

  async take(tx: Tx, { actor, dossier, kind }: ActorOnDossier, step: { event: string; motivation: string | undefined }): Promise<void> {
    const known = kind.process.transitions.some(({ event, from }) => event === step.event && from.includes(dossier.state));
    if (!known) return;
    this.guard.carry(tx);
    await this.steps.take(tx, actor, { dossier, step, roles: actor.roles });
  }
}
