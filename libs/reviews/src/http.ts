import { Module } from '@nestjs/common';
import { Quotes } from './quotes.js';
import { ReviewActsService } from './review-acts.service.js';
import { ReviewedTexts } from './reviewed-texts.js';
import { ReviewProofsService } from './review-proofs.service.js';
import { ReviewRemarksService } from './review-remarks.service.js';
import { ReviewRequestsService } from './review-requests.service.js';
import { ReviewTransactions } from './review-transactions.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsModule } from './reviews.module.js';
import { Standards } from './standards.js';
import { ReviewsViews } from './reviews.view.js';

const services = [ReviewRequestsService, ReviewRemarksService, ReviewActsService, ReviewProofsService];

@Module({
  imports: [ReviewsModule],
  controllers: [ReviewsController],
  providers: [...services, ReviewTransactions, ReviewsViews, ReviewedTexts, Standards, Quotes],
})
export class ReviewsHttpModule {}
