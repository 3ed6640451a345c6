import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentsChanged, type DocumentsChange } from '@gare/documents';
import { passesReview } from '@gare/domain/review/review-gate';
import { reopeningSentence } from '@gare/domain/review/reopening';
import { DossierMoved, DossierReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { Notifier } from '@gare/notifications';
import { Audit } from '@gare/platform/audit';
import { type Tx, withEyes } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { followReview } from './follow-review.job.js';
import { Freezes } from './freezes.js';
import { Reopenings } from './reopenings.js';
import { liveRequests, ReviewsReader, type ReviewRows } from './reviews.reader.js';

/** The events a review follows. */
@Injectable()
export class ReviewEvents {
  constructor(
    readonly documents: DocumentsChanged,
    readonly moved: DossierMoved,
    readonly kinds: KindLibrary,
    readonly dossiers: DossierReader,
  ) {}
}

/** A new version of a document that was approved opens its review again, in the transaction of the change, and says which paragraph. */
@Injectable()
export class ReviewFollowing implements OnModuleInit {
  constructor(
    private readonly events: ReviewEvents,
    private readonly reviews: ReviewsReader,
    private readonly reopenings: Reopenings,
    private readonly freezes: Freezes,
    private readonly audit: Audit,
    private readonly notifier: Notifier,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.events.documents.on((tx, change) => this.afterChange(tx, change));
    this.events.moved.on(async (tx, { actor, dossier, from, event }) => {
      const kind = this.events.kinds.require(dossier.kindCode, dossier.kindVersion);
      if (passesReview(kind, event, from)) await this.freezes.keep(tx, actor, dossier, await this.reviews.of(tx, dossier.id));
    });
  }

  private async afterChange(tx: Tx, change: DocumentsChange): Promise<void> {
    if (!(await this.reviews.isBegun(tx, change.dossierId))) return;
    const dossier = await this.events.dossiers.require(tx, change.dossierId);
    const rows = await this.reviews.of(tx, dossier.id);
    for (const code of change.codes) {
      await this.freezes.refuseChanged(tx, dossier, { code, rows });
      await this.reopen(tx, change, { dossier, code, rows });
    }
  }

  private async reopen(
    tx: Tx,
    { actor }: DocumentsChange,
    { dossier, code, rows }: { dossier: DossierEntity; code: string; rows: ReviewRows },
  ): Promise<void> {
    const current = rows.inForce.get(code);
    const requests = liveRequests(rows).filter(({ documents }) => documents.includes(code));
    const before = rows.approvals.findLast((act) => act.documentCode === code && act.version === (current?.version ?? 0) - 1);
    if (current === undefined || before === undefined || before.fingerprint === current.fingerprint) return;
    const { id: dossierId, suaId, enteId, codiceAppalto } = dossier;
    const changes = await this.reopenings.between(tx, { dossierId, code }, before.version, current.version);
    const title =
      this.events.kinds.require(dossier.kindCode, dossier.kindVersion).documents.find((one) => one.code === code)?.title ?? code;
    const summary = reopeningSentence(title, changes);
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'review.reopened', role: 'SISTEMA', summary },
      details: {
        code,
        before: { version: before.version, sha256: before.sha256 },
        after: { version: current.version, sha256: current.sha256 },
        changes: changes ?? null,
      },
    });
    await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
    const approvers = [...new Set(rows.approvals.filter((act) => act.documentCode === code).map(({ personId }) => personId))];
    await withEyes(tx, { scope: 'sua', suaId }, async () => {
      await this.notifier.tell(tx, actor, {
        ...{ code: 'TURNO.riaperta', dossierId, suaId, enteId, path: `/fascicoli/${dossierId}/revisione`, urgency: 'urgente' },
        ...{ to: { people: approvers }, title: `Revisione riaperta su ${codiceAppalto}`, text: summary },
        dedupeKey: `review:riaperta:${code}:${current.version}:${dossierId}`,
      });
    });
    // On whom it waits is worked out apart: whoever forms a document holds its rows, whoever reviews holds the dossier.
    if (requests.length > 0) await this.queue.add(tx, actor, followReview, { payload: { dossierId }, enteId, dossierId });
  }
}
