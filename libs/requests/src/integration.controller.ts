import { Controller } from '@nestjs/common';
import {
  answerIntegrationRequest,
  answerPoint,
  closeIntegrationRequest,
  listIntegrationRequests,
  listRequests,
  openIntegrationRequest,
  prolongIntegrationRequest,
  suggestIntegrations,
  type IntegrationRequestsView,
  type SuggestionsView,
} from '@gare/contracts/integration-requests';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { RequestDeskView } from './desk.view.js';
import { IntegrationRequestsService } from './integration-requests.service.js';
import { SuggestionsViews } from './suggestions.view.js';

@Controller()
export class IntegrationController {
  constructor(
    private readonly requests: IntegrationRequestsService,
    private readonly suggestions: SuggestionsViews,
    private readonly desk: RequestDeskView,
  ) {}

  @Route(listRequests)
  all(@CurrentActor() actor: Actor, @Input(listRequests) { query }: InputOf<typeof listRequests>): ReturnType<RequestDeskView['list']> {
    return this.desk.list(actor, query);
  }

  @Route(listIntegrationRequests)
  list(
    @CurrentActor() actor: Actor,
    @Input(listIntegrationRequests) { params }: InputOf<typeof listIntegrationRequests>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.list(actor, params.dossierId);
  }

  @Route(suggestIntegrations)
  suggest(
    @CurrentActor() actor: Actor,
    @Input(suggestIntegrations) { params }: InputOf<typeof suggestIntegrations>,
  ): Promise<SuggestionsView> {
    return this.suggestions.show(actor, params.dossierId);
  }

  @Route(openIntegrationRequest)
  open(
    @CurrentActor() actor: Actor,
    @Input(openIntegrationRequest) { params, body }: InputOf<typeof openIntegrationRequest>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.open(actor, params.dossierId, body);
  }

  @Route(answerPoint)
  answerPoint(
    @CurrentActor() actor: Actor,
    @Input(answerPoint) { params, body }: InputOf<typeof answerPoint>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.answerPoint(actor, params, body);
  }

  @Route(answerIntegrationRequest)
  answer(
    @CurrentActor() actor: Actor,
    @Input(answerIntegrationRequest) { params, body }: InputOf<typeof answerIntegrationRequest>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.answer(actor, params, body.testo);
  }

  @Route(prolongIntegrationRequest)
  prolong(
    @CurrentActor() actor: Actor,
    @Input(prolongIntegrationRequest) { params, body }: InputOf<typeof prolongIntegrationRequest>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.prolong(actor, params, body);
  }

  @Route(closeIntegrationRequest)
  close(
    @CurrentActor() actor: Actor,
    @Input(closeIntegrationRequest) { params, body }: InputOf<typeof closeIntegrationRequest>,
  ): Promise<IntegrationRequestsView> {
    return this.requests.close(actor, params, body.motivazione);
  }
}
