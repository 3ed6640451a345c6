import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentsChanged, type DocumentsChange } from '@gare/documents';
import { passesReview } from '@gare/domain/review/review-gate';
import { reopeningSentence } from '@gare/domain/review/reopening';
import { DossierMoved, DossierReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { Freezes } from './freezes.js';
import { ReopeningRecord } from './reopening-record.js';
import { Reopenings } from './reopenings.js';
import { countingApprovals, ReviewsReader, type ReviewRows } from './reviews.reader.js';
import { SheetOfReview } from './sheet-of-review.js';

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
    private readonly reopened: ReopeningRecord,
    private readonly sheet: SheetOfReview,
  ) {}

  onModuleInit(): void {
    this.events.documents.on((tx, change) => this.afterChange(tx, change));
    this.events.moved.on(async (tx, { actor, dossier, from, event }) => {
      const kind = this.events.kinds.require(dossier.kindCode, dossier.kindVersion);
      if (!passesReview(kind, event, from)) return;
      const rows = await this.reviews.of(tx, dossier.id);
      await this.freezes.keep(tx, actor, dossier, rows);
      // The step can be taken with a motivation: the decision prints the approvals there are, not what the sheet said once.
      await this.sheet.follow(tx, actor, dossier, rows);
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
    const approvals = countingApprovals(rows, code);
    if (current === undefined || approvals.length === 0) return;
    const place = { dossierId: dossier.id, code };
    // What was approved may be an older version with the same content: a formation that changes nothing gives a number too.
    const left = await this.reopenings.contentOf(tx, place, current.version - 1);
    const before = approvals.findLast(({ fingerprint }) => fingerprint === left);
    if (before === undefined || left === current.fingerprint) return;
    const changes = await this.reopenings.between(tx, place, before.version, current.version);
    const title =
      this.events.kinds.require(dossier.kindCode, dossier.kindVersion).documents.find((one) => one.code === code)?.title ?? code;
    await this.reopened.write(tx, actor, {
      ...{
        dossier,
        code,
        rows,
        summary: reopeningSentence(title, changes, before.kind),
        part: before.kind,
        changes,
        key: String(current.version),
      },
      before: { version: before.version, sha256: before.sha256 },
      after: { version: current.version, sha256: current.sha256 },
    });
  }
}
