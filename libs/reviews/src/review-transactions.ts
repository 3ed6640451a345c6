import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, DossierSteps, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit, type AuditAct } from '@gare/platform/audit';
import { Database, type Tx, withEyes } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { ReviewsChanged, type ReviewAct } from './reviews-changed.js';

type Told = Pick<AuditAct, 'action' | 'summary' | 'details'> & { readonly role: string };

/** Acts of a review: one at a time on a dossier, each with its record and with those who hear of it. */
@Injectable()
export class ReviewTransactions {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly steps: DossierSteps,
    private readonly audit: Audit,
    private readonly changed: ReviewsChanged,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  read<T>(actor: Actor, dossierId: string, look: (tx: Tx, one: ActorOnDossier) => Promise<T>): Promise<T> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      return look(tx, one);
    });
  }

  /**
   * An outside lawyer may not lock the row of a dossier: that happens with the eyes of the Province, once it is known to be in sight.
   * @throws AppError dossier.not_found, access.denied
   */
  within<T>(actor: Actor, dossierId: string, act: (tx: Tx, one: ActorOnDossier) => Promise<T>): Promise<T> {
    return this.read(actor, dossierId, async (tx, { dossier }) => {
      await withEyes(tx, { scope: 'sua', suaId: dossier.suaId }, () => this.steps.hold(tx, dossierId));
      return act(tx, await this.access.open(tx, actor, dossierId));
    });
  }

  /** Writes the record of the act and tells who hears of it, with the eyes of the Province. */
  async record(tx: Tx, { actor, dossier }: ActorOnDossier, told: Told, act: ReviewAct | null): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    await this.audit.record(tx, actor, { dossierId, suaId, enteId, ...told });
    await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
    if (act === null) return;
    await withEyes(tx, { scope: 'sua', suaId }, () => this.changed.emit(tx, { ...act, actor, dossier }));
  }
}
