import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { jointOutcome } from '@gare/domain/review/review-state';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Tx, withEyes } from '@gare/platform/database';
import { SchedaWriter } from '@gare/scheda';
import { isTechnicallyApproved, type ReviewRows } from './reviews.reader.js';
import { approvingOpinions } from './reviews.view.js';

/** Puts into the sheet what was decided by an act, so that nobody types it and the documents print it. */
@Injectable()
export class SheetOfReview {
  constructor(
    private readonly sheets: SchedaWriter,
    private readonly clock: Clock,
  ) {}

  /** Once everything that was asked is approved: outcome, who and when. */
  async afterReview(tx: Tx, one: ActorOnDossier, rows: ReviewRows): Promise<void> {
    const opinions = approvingOpinions(rows);
    if (opinions === null) return;
    const revisore = [...new Set(opinions.map(({ person }) => person))].join(', ');
    const esito = jointOutcome(opinions.map(({ outcome }) => outcome));
    await this.write(tx, one, { path: 'revisioneLegale', value: { esito, revisore, data: this.today() } });
  }

  /** Once the whole technical part is approved as it is in force. */
  async afterTechnical(
    tx: Tx,
    one: ActorOnDossier,
    { technical, rows }: { technical: readonly string[]; rows: ReviewRows },
  ): Promise<void> {
    if (!technical.every((code) => isTechnicallyApproved(rows, code))) return;
    await this.write(tx, one, { path: 'approvazioneTecnica', value: { da: one.actor.person, data: this.today() } });
  }

  private async write(tx: Tx, one: ActorOnDossier, change: { path: string; value: Record<string, string> }): Promise<void> {
    if (!one.isFieldOpen(change.path)) return;
    const { actor, dossier } = one;
    const act = (): { action: string; summary: string; details: object } => ({
      action: 'review.recorded',
      summary: 'La scheda riporta l’atto di approvazione',
      details: { after: change.value, field: change.path },
    });
    await withEyes(tx, { scope: 'sua', suaId: dossier.suaId }, () =>
      this.sheets.write(tx, { actor, dossier, role: 'SISTEMA', changes: [change], act }),
    );
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
