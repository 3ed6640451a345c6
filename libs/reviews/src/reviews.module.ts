import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClausesModule } from '@gare/clauses';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { DraftingModule, DraftThreadsModule } from '@gare/drafting';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { NotificationsModule } from '@gare/notifications';
import { SchedaModule } from '@gare/scheda';
import { ApprovedActs } from './approved-acts.js';
import { DraftFollowing } from './draft-following.js';
import { Freezes } from './freezes.js';
import { ReopeningRecord } from './reopening-record.js';
import { Reopenings } from './reopenings.js';
import { ReviewApprovalEntity } from './review-approval.entity.js';
import { ReviewEvents, ReviewFollowing } from './review-following.js';
import { ReviewFreezeEntity } from './review-freeze.entity.js';
import { ReviewsGateFacts } from './review-gate-facts.js';
import { ReviewNotices } from './review-notices.js';
import { ReviewOpenItems } from './review-open-items.js';
import { ReviewOpinionEntity } from './review-opinion.entity.js';
import { ReviewPeople } from './review-people.js';
import { ReviewReadEntity } from './review-read.entity.js';
import { ReviewRemarkEntity } from './review-remark.entity.js';
import { ReviewReminders } from './review-reminders.js';
import { ReviewRequestEntity } from './review-request.entity.js';
import { ReviewsChanged } from './reviews-changed.js';
import { ReviewsReader } from './reviews.reader.js';
import { SheetOfReview } from './sheet-of-review.js';
import { VersionTexts } from './version-texts.js';

const entities = [ReviewRequestEntity, ReviewReadEntity, ReviewRemarkEntity, ReviewOpinionEntity, ReviewApprovalEntity, ReviewFreezeEntity];
const provided = [ReviewsReader, ReviewsChanged, VersionTexts, Reopenings, ReviewPeople, SheetOfReview];

/** Legal review: what gates, turns, notices and reminders ask of it, in every process. */
@Module({
  imports: [
    TypeOrmModule.forFeature(entities),
    IdentityModule,
    LawModule,
    DossiersModule,
    NotificationsModule,
    SchedaModule,
    ClausesModule,
    DocumentsModule,
    DraftingModule,
    DraftThreadsModule,
  ],
  providers: [
    ...provided,
    ApprovedActs,
    Freezes,
    ReopeningRecord,
    ReviewEvents,
    ReviewFollowing,
    DraftFollowing,
    ReviewsGateFacts,
    ReviewOpenItems,
    ReviewNotices,
    ReviewReminders,
  ],
  exports: [...provided, IdentityModule, LawModule, DossiersModule, SchedaModule, ClausesModule, DocumentsModule, DraftingModule],
})
export class ReviewsModule {}
