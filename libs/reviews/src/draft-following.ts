import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { firstWords, reopenedByDraftSentence } from '@gare/domain/review/reopening';
import { BlockingThreadChanged, DraftStood, type BlockingThreadEvent, type DraftStoodEvent } from '@gare/drafting';
import { Notifier } from '@gare/notifications';
import { type Tx, withEyes } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { ReopeningRecord } from './reopening-record.js';
import { Reopenings } from './reopenings.js';
import { ReviewEvents } from './review-following.js';
import { countingApprovals, ReviewsReader } from './reviews.reader.js';

/** What happens in drafts, as far as a review depends on it: the text that stands goes on, a comment blocks. */
@Injectable()
export class DraftFollowing implements OnModuleInit {
  constructor(
    private readonly stood: DraftStood,
    private readonly blocking: BlockingThreadChanged,
    private readonly events: ReviewEvents,
    private readonly reviews: ReviewsReader,
    private readonly reopenings: Reopenings,
    private readonly reopened: ReopeningRecord,
    private readonly notifier: Notifier,
  ) {}

  onModuleInit(): void {
    this.stood.on((tx, event) => this.afterEdit(tx, event));
    this.blocking.on((tx, event) => this.afterComment(tx, event));
  }

  /** The review is open from the edit on, whoever looks; here it is put on record, once for each time the draft leaves the version behind. */
  private async afterEdit(tx: Tx, { draft, standing, wasAhead }: DraftStoodEvent): Promise<void> {
    const { dossierId, suaId, enteId, code } = draft;
    if (standing.isAhead === wasAhead || !(await this.reviews.isBegun(tx, dossierId))) return;
    const [dossier, rows] = [await this.events.dossiers.require(tx, dossierId), await this.reviews.of(tx, dossierId)];
    const actor = systemAsActor(suaId, `bozza ${draft.id} ${standing.seq}`);
    const current = rows.inForce.get(code);
    const approval = countingApprovals(rows, code).findLast(({ fingerprint }) => fingerprint === current?.fingerprint);
    if (!standing.isAhead || approval === undefined || current === undefined) {
      await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
      return this.reopened.follow(tx, actor, dossier);
    }
    const changes = (await this.reopenings.ahead(tx, rows, code)) ?? [];
    const kind = this.events.kinds.require(dossier.kindCode, dossier.kindVersion);
    const title = kind.documents.find((one) => one.code === code)?.title ?? code;
    await this.reopened.write(tx, actor, {
      ...{ dossier, code, rows, summary: reopenedByDraftSentence(title, changes, approval.kind), part: approval.kind, changes },
      before: { version: current.version, sha256: current.sha256 },
      after: { draftId: draft.id, seq: standing.seq, draftContentSha256: standing.contentSha256 },
      key: `${current.version}:bozza:${standing.seq}`,
    });
  }

  /** A shared comment that blocks is for who drafts, as a remark of the review is; closed, the review goes on. */
  private async afterComment(tx: Tx, { actor, draft, thread, isNew }: BlockingThreadEvent): Promise<void> {
    const { dossierId, suaId, enteId, code } = draft;
    await announce(tx, { topic: 'reviews', dossierId, suaId, enteId });
    await withEyes(tx, { scope: 'sua', suaId }, async () => {
      const dossier = await this.events.dossiers.require(tx, dossierId);
      if (isNew)
        await this.notifier.tell(tx, actor, {
          ...{ code: 'COMPITO.rilievo', dossierId, suaId, enteId, path: `/fascicoli/${dossierId}/redazione/${code}`, urgency: 'urgente' },
          to: { roles: [{ party: 'SUA', codes: ['FUNZ_SUA', 'RUP_SUA'] }] },
          title: `Commento che blocca su ${dossier.codiceAppalto}`,
          text: `${code}, su «${firstWords(thread.quote)}»: il documento non si approva finché il commento non è chiuso.`,
          dedupeKey: `review:commento:${thread.id}`,
        });
      await this.reopened.follow(tx, actor, dossier);
    });
  }
}
