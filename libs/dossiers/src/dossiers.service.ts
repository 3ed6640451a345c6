import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext, EnteReader } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierAccessReader } from './dossier-access.reader.js';
import { DossierOpening, type NewDossier } from './dossier-opening.js';
import { DossierSteps, type Step } from './dossier-steps.js';

/** Opening dossiers and moving them through their process. */
@Injectable()
export class DossiersService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly enti: EnteReader,
    private readonly opening: DossierOpening,
    private readonly steps: DossierSteps,
  ) {}

  /** @throws AppError access.denied, ente.not_found, dossier.kind_unknown, convenzione.not_covering */
  create(actor: Actor, input: NewDossier): Promise<string> {
    const enteId = input.enteId ?? actor.enteId;
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.enti.require(tx, enteId);
      const role = await this.access.requireToCreate(tx, actor, { kindCode: input.kind, enteId });
      const { id, opened } = await this.opening.once(tx, actor, input);
      if (!opened) await this.opening.open(tx, actor, { ...input, id, role });
      return id;
    });
  }

  /**
   * @throws AppError access.denied, access.declare_first, dossier.transition_refused (with reasons), dossier.motivation_required,
   *   convenzione.not_covering
   */
  async move(actor: Actor, dossierId: string, step: Step): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      one.require('dossier.move');
      const stopped = one.whyStopped(step.event);
      if (stopped !== null)
        throw new AppError('access.denied', { detail: stopped, details: { code: 'CONVENZIONE', permission: 'dossier.move' } });
      await this.steps.take(tx, actor, { dossier: one.dossier, step, roles: actor.roles });
    });
  }
}
