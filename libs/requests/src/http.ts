import { Module } from '@nestjs/common';
import { AttachmentsService } from './attachments.service.js';
import { RequestDeskView } from './desk.view.js';
import { IntegrationController } from './integration.controller.js';
import { IntegrationRequestsService } from './integration-requests.service.js';
import { IntegrationViews } from './integration.view.js';
import { RequestAnswers } from './request-answers.js';
import { RequestOpening } from './request-opening.js';
import { RequestSteps } from './request-steps.js';
import { RequestsModule } from './requests.module.js';
import { SuggestionsViews } from './suggestions.view.js';
import { ThreadController } from './thread.controller.js';
import { ThreadService } from './thread.service.js';
import { ThreadViews } from './thread.view.js';

@Module({
  imports: [RequestsModule],
  controllers: [ThreadController, IntegrationController],
  providers: [
    ...[AttachmentsService, ThreadService, ThreadViews],
    ...[IntegrationRequestsService, IntegrationViews, SuggestionsViews, RequestDeskView, RequestOpening, RequestAnswers, RequestSteps],
  ],
})
export class RequestsHttpModule {}
