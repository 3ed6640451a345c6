import { Module } from '@nestjs/common';
import { FollowReviewHandler } from './follow-review.handler.js';
import { ReviewsModule } from './reviews.module.js';

@Module({ imports: [ReviewsModule], providers: [FollowReviewHandler] })
export class ReviewsWorkerModule {}
