import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type ApprovedPart, type ChangedParagraph } from '@gare/domain/review/reopening';
import { type DossierEntity } from '@gare/dossiers';
import { Notifier } from '@gare/notifications';
import { Audit } from '@gare/platform/audit';
import { type Tx, withEyes } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { followReview } from './follow-review.job.js';
import { countingApprovals, type ReviewRows } from './reviews.reader.js';

export interface Reopening {
  readonly dossier: DossierEntity;
  readonly code: string;
  readonly rows: ReviewRows;
  /** One Italian sentence that names the paragraphs. */
  readonly summary: string;
  readonly part: ApprovedPart;
  readonly before: object;
  readonly after: object;
  readonly changes: readonly ChangedParagraph[] | null;
  /** What makes it once. */
  readonly key: string;
}

/** Puts on record that what was approved is open again, and tells whoever had approved it. */
@Injectable()
export class ReopeningRecord {
  constructor(
    private readonly audit: Audit,
    private readonly notifier: Notifier,
    private readonly queue: JobQueue,
  ) {}

  async write(tx: Tx, actor: Actor, { dossier, code, rows, summary, part, before, after, changes, key }: Reopening): Promise<void> {
    const { id: dossierId, suaId, enteId, codiceAppalto } = dossier;
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'review.reopened', role: 'SISTEMA', summary },
      details: { code, before, after, changes },
    });
    await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
    const approvers = [...new Set(countingApprovals(rows, code).map(({ personId }) => personId))];
    await withEyes(tx, { scope: 'sua', suaId }, async () => {
      await this.notifier.tell(tx, actor, {
        ...{ code: 'TURNO.riaperta', dossierId, suaId, enteId, path: `/fascicoli/${dossierId}/revisione`, urgency: 'urgente' },
        ...{
          to: { people: approvers },
          title: `${part === 'LEGALE' ? 'Revisione riaperta' : 'Parte tecnica da approvare di nuovo'} su ${codiceAppalto}`,
          text: summary,
        },
        dedupeKey: `review:riaperta:${code}:${key}:${dossierId}`,
      });
    });
    await this.follow(tx, actor, dossier);
  }

  /** On whom it waits is worked out apart: whoever forms a document holds its rows, whoever reviews holds the dossier. */
  async follow(tx: Tx, actor: Actor, { id: dossierId, suaId, enteId }: Pick<DossierEntity, 'id' | 'suaId' | 'enteId'>): Promise<void> {
    await withEyes(tx, { scope: 'sua', suaId }, () =>
      this.queue.add(tx, actor, followReview, { payload: { dossierId }, enteId, dossierId }),
    );
  }
}
