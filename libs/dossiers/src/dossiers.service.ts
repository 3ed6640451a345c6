import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { authorize, dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { DossierSteps, type Step } from './dossier-steps.js';

/** Moving dossiers through their process. */
@Injectable()
export class DossiersService {
  constructor(
    private readonly database: Database,
    private readonly steps: DossierSteps,
  ) {}

  /** @throws AppError access.denied, dossier.transition_refused (with reasons), dossier.motivation_required, convenzione.not_covering */
  async move(actor: Actor, dossierId: string, step: Step): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.steps.hold(tx, dossierId);
      authorize(actor, 'dossier.move', dossier);
      await this.steps.take(tx, actor, { dossier, step, roles: actor.roles });
    });
  }
}
