import { Controller } from '@nestjs/common';
import { type z } from 'zod';
import {
  correctDraftMessage,
  listDraftThreads,
  listMentionable,
  openDraftThread,
  replyToDraftThread,
  settleDraftThread,
  withdrawDraftMessage,
  type DraftThreadsView,
} from '@gare/contracts/draft-threads';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DraftThreadsService } from './draft-threads.service.js';

@Controller()
export class DraftThreadsController {
  constructor(private readonly threads: DraftThreadsService) {}

  @Route(listDraftThreads)
  list(@CurrentActor() actor: Actor, @Input(listDraftThreads) { params }: InputOf<typeof listDraftThreads>): Promise<DraftThreadsView> {
    return this.threads.list(actor, params);
  }

  @Route(listMentionable)
  people(
    @CurrentActor() actor: Actor,
    @Input(listMentionable) { params, query }: InputOf<typeof listMentionable>,
  ): Promise<z.output<NonNullable<typeof listMentionable.response>>> {
    return this.threads.mentionable(actor, params, query.visibilita);
  }

  @Route(openDraftThread)
  open(@CurrentActor() actor: Actor, @Input(openDraftThread) { params, body }: InputOf<typeof openDraftThread>): Promise<DraftThreadsView> {
    return this.threads.open(actor, params, body);
  }

  @Route(replyToDraftThread)
  reply(
    @CurrentActor() actor: Actor,
    @Input(replyToDraftThread) { params, body }: InputOf<typeof replyToDraftThread>,
  ): Promise<DraftThreadsView> {
    return this.threads.reply(actor, params, body);
  }

  @Route(correctDraftMessage)
  correct(
    @CurrentActor() actor: Actor,
    @Input(correctDraftMessage) { params, body }: InputOf<typeof correctDraftMessage>,
  ): Promise<DraftThreadsView> {
    return this.threads.correct(actor, params, body);
  }

  @Route(withdrawDraftMessage)
  withdraw(
    @CurrentActor() actor: Actor,
    @Input(withdrawDraftMessage) { params, body }: InputOf<typeof withdrawDraftMessage>,
  ): Promise<DraftThreadsView> {
    return this.threads.withdraw(actor, params, body);
  }

  @Route(settleDraftThread)
  settle(
    @CurrentActor() actor: Actor,
    @Input(settleDraftThread) { params, body }: InputOf<typeof settleDraftThread>,
  ): Promise<DraftThreadsView> {
    return this.threads.settle(actor, params, body);
  }
}
